import { describe, expect, test } from 'vitest';
import type { Engine } from './engine.ts';
import type { ColumnKind, Value } from './table.ts';

type Case = readonly [expression: string, type: string, kind: ColumnKind, value: Value];

const cases: Record<string, readonly Case[]> = {
  'truth values': [['true', 'BOOLEAN', 'boolean', true]],
  'small integers': [
    ['(-128)::TINYINT', 'TINYINT', 'integer', -128],
    ['(-32768)::SMALLINT', 'SMALLINT', 'integer', -32768],
    ['(-2147483648)::INTEGER', 'INTEGER', 'integer', -2147483648],
    ['255::UTINYINT', 'UTINYINT', 'integer', 255],
    ['65535::USMALLINT', 'USMALLINT', 'integer', 65535],
    ['4294967295::UINTEGER', 'UINTEGER', 'integer', 4294967295],
  ],
  'integers beyond 2^53': [
    ['9007199254740991::BIGINT', 'BIGINT', 'integer', 9007199254740991],
    ['9007199254740993::BIGINT', 'BIGINT', 'integer', 9007199254740993n],
    ['(-9223372036854775808)::BIGINT', 'BIGINT', 'integer', -9223372036854775808n],
    ['18446744073709551615::UBIGINT', 'UBIGINT', 'integer', 18446744073709551615n],
  ],
  '128-bit integers': [
    ['12::HUGEINT', 'HUGEINT', 'integer', 12],
    ['(-1)::HUGEINT', 'HUGEINT', 'integer', -1],
    [
      '170141183460469231731687303715884105727::HUGEINT',
      'HUGEINT',
      'integer',
      170141183460469231731687303715884105727n,
    ],
    [
      '(-170141183460469231731687303715884105727)::HUGEINT',
      'HUGEINT',
      'integer',
      -170141183460469231731687303715884105727n,
    ],
  ],
  'unsigned 128-bit integers, as text': [
    [
      '340282366920938463463374607431768211455::UHUGEINT',
      'UHUGEINT',
      'integer',
      '340282366920938463463374607431768211455',
    ],
  ],
  decimals: [
    ['12.3::DECIMAL(4,2)', 'DECIMAL(4,2)', 'decimal', '12.30'],
    ['(-0.05)::DECIMAL(9,2)', 'DECIMAL(9,2)', 'decimal', '-0.05'],
    ['0::DECIMAL(18,3)', 'DECIMAL(18,3)', 'decimal', '0.000'],
    [
      `'-1234567890123456789012345678901234.5678'::DECIMAL(38,4)`,
      'DECIMAL(38,4)',
      'decimal',
      '-1234567890123456789012345678901234.5678',
    ],
    ['7::DECIMAL(10,0)', 'DECIMAL(10,0)', 'decimal', '7'],
    ['7::DECIMAL(38,0)', 'DECIMAL(38,0)', 'integer', 7],
  ],
  'floating point numbers': [
    ['0.1::DOUBLE', 'DOUBLE', 'number', 0.1],
    ['0.5::FLOAT', 'FLOAT', 'number', 0.5],
    [`'nan'::DOUBLE`, 'DOUBLE', 'number', NaN],
    [`'-inf'::DOUBLE`, 'DOUBLE', 'number', -Infinity],
    [`'inf'::FLOAT`, 'FLOAT', 'number', Infinity],
  ],
  texts: [
    [`''`, 'VARCHAR', 'text', ''],
    [`'流失率 😀 "q"'`, 'VARCHAR', 'text', '流失率 😀 "q"'],
    [`'高'::ENUM('低', '高')`, `ENUM('低', '高')`, 'text', '高'],
    [`'00000000-0000-0000-0000-0000000000ff'::UUID`, 'UUID', 'text', '00000000-0000-0000-0000-0000000000ff'],
  ],
  dates: [
    [`DATE '2024-02-29'`, 'DATE', 'date', '2024-02-29'],
    [`DATE '1969-12-31'`, 'DATE', 'date', '1969-12-31'],
    [`DATE '0001-01-01'`, 'DATE', 'date', '0001-01-01'],
    [`DATE '0044-03-15 (BC)'`, 'DATE', 'date', '0044-03-15 (BC)'],
    [`DATE '12345-06-07'`, 'DATE', 'date', '12345-06-07'],
    [`DATE 'infinity'`, 'DATE', 'date', 'infinity'],
    [`DATE '-infinity'`, 'DATE', 'date', '-infinity'],
  ],
  'times of day': [
    [`TIME '08:30:00'`, 'TIME', 'time', '08:30:00'],
    [`TIME '23:59:59.000001'`, 'TIME', 'time', '23:59:59.000001'],
    [`'08:30:00+02'::TIMETZ`, 'TIME WITH TIME ZONE', 'time', '08:30:00+02'],
  ],
  timestamps: [
    [`TIMESTAMP '2024-01-05 08:30:00'`, 'TIMESTAMP', 'timestamp', '2024-01-05T08:30:00'],
    [`TIMESTAMP '2024-01-05 08:30:00.123456'`, 'TIMESTAMP', 'timestamp', '2024-01-05T08:30:00.123456'],
    [`TIMESTAMP '1969-12-31 23:59:59.999999'`, 'TIMESTAMP', 'timestamp', '1969-12-31T23:59:59.999999'],
    [`TIMESTAMP '0044-03-15 (BC) 12:00:00'`, 'TIMESTAMP', 'timestamp', '0044-03-15T12:00:00 (BC)'],
    [`TIMESTAMP 'infinity'`, 'TIMESTAMP', 'timestamp', 'infinity'],
    [`TIMESTAMPTZ '2024-01-05 08:30:00+08'`, 'TIMESTAMP WITH TIME ZONE', 'timestamp', '2024-01-05T00:30:00Z'],
    [`'2024-01-05 08:30:01'::TIMESTAMP_S`, 'TIMESTAMP_S', 'timestamp', '2024-01-05T08:30:01'],
    [`'1969-01-05 08:30:01.25'::TIMESTAMP_MS`, 'TIMESTAMP_MS', 'timestamp', '1969-01-05T08:30:01.250000'],
    [
      `'2024-01-05 08:30:00.123456789'::TIMESTAMP_NS`,
      'TIMESTAMP_NS',
      'timestamp',
      '2024-01-05T08:30:00.123456789',
    ],
  ],
  intervals: [
    [`INTERVAL 14 MONTH`, 'INTERVAL', 'interval', '1 year 2 months'],
    [`INTERVAL '-3 days 04:05:06.5'`, 'INTERVAL', 'interval', '-3 days 04:05:06.5'],
  ],
  'bytes and bits, as text': [
    [`'\\xAA\\x00b'::BLOB`, 'BLOB', 'other', '\\xAA\\x00b'],
    [`'0101'::BIT`, 'BIT', 'other', '0101'],
  ],
  'nested values': [
    ['[1, NULL, 3]', 'INTEGER[]', 'nested', [1, null, 3]],
    ['[]::VARCHAR[]', 'VARCHAR[]', 'nested', []],
    ['[1.5, 2.5]::DECIMAL(3,1)[2]', 'DECIMAL(3,1)[2]', 'nested', ['1.5', '2.5']],
    [
      `{'名': '甲', 'a b': 1.20::DECIMAL(9,2)}`,
      'STRUCT("名" VARCHAR, "a b" DECIMAL(9,2))',
      'nested',
      { 名: '甲', 'a b': '1.20' },
    ],
    [
      `MAP {'a': INTERVAL 1 DAY, 'b': NULL}`,
      'MAP(VARCHAR, INTERVAL)',
      'nested',
      [
        { key: 'a', value: '1 day' },
        { key: 'b', value: null },
      ],
    ],
    [`[[DATE '2024-01-01'], []]`, 'DATE[][]', 'nested', [['2024-01-01'], []]],
    ["row(1, DATE '2024-01-01')", 'STRUCT(INTEGER, DATE)', 'nested', { '1': 1, '2': '2024-01-01' }],
  ],
  'union values, as text': [
    ['union_value(n := 5)::UNION(n INTEGER, t VARCHAR)', 'UNION(n INTEGER, t VARCHAR)', 'other', '5'],
  ],
};

/** Each type's values come out as `table.ts` promises: as a column, in a list, in a struct, in a map, and missing. */
export function testValues(engine: () => Engine): void {
  describe('values', () => {
    for (const [name, rows] of Object.entries(cases)) {
      test(`${name} come out right, also inside LIST, STRUCT and MAP`, async () => {
        for (const [expression, type, kind, value] of rows) {
          const table = await engine().query(
            `SELECT ${expression}, [${expression}, NULL], {'x': ${expression}, 'y': [{'z': ${expression}}]}, MAP {'k': ${expression}} FROM range(3)`,
          );
          const found = table.columns.map((column, index) => [column.type, column.kind, table.at(2, index)]);
          expect(found, expression).toEqual([
            [type, kind, value],
            [`${type}[]`, 'nested', [value, null]],
            [`STRUCT(x ${type}, y STRUCT(z ${type})[])`, 'nested', { x: value, y: [{ z: value }] }],
            [`MAP(VARCHAR, ${type})`, 'nested', [{ key: 'k', value }]],
          ]);
          const missing = await engine().query(
            `FROM (SELECT 0 AS n, ${expression} AS v UNION ALL SELECT 1, NULL) ORDER BY n`,
          );
          expect([missing.columns[1]?.type, missing.at(0, 1), missing.at(1, 1)]).toEqual([type, value, null]);
        }
      });
    }

    test('columns may share a name, be Chinese, or hold quotes', async () => {
      const table = await engine().query(
        `SELECT 1 AS a, 2 AS a, 3 AS "流失 率", INTERVAL 1 DAY AS "q""'", 4`,
      );
      expect(table.columns.map((column) => column.name)).toEqual(['a', 'a', '流失 率', `q"'`, '4']);
      expect([0, 1, 2, 3, 4].map((column) => table.at(0, column))).toEqual([1, 2, 3, '1 day', 4]);
    });

    test('rows keep their order and place over many batches', async () => {
      const table = await engine().query(
        `SELECT i, INTERVAL (i) DAY FROM range(10000) AS t(i) ORDER BY i DESC`,
      );
      expect(table.rowCount).toBe(10000);
      expect([0, 9999, 5000, 2047, 2048].map((row) => table.at(row, 0))).toEqual([9999, 0, 4999, 7952, 7951]);
      expect(table.at(9998, 1)).toBe('1 day');
      expect(table.at(10000, 0)).toBeNull();
    });

    test('an empty result still has its columns', async () => {
      const table = await engine().query(`SELECT 1::HUGEINT AS h, INTERVAL 1 DAY AS i WHERE false`);
      expect(table.rowCount).toBe(0);
      expect(table.columns.map((column) => column.type)).toEqual(['HUGEINT', 'INTERVAL']);
    });

    test('sums of integers are integers', async () => {
      const table = await engine().query('SELECT sum(i), count(*), avg(i) FROM range(11) AS t(i)');
      expect([0, 1, 2].map((column) => table.at(0, column))).toEqual([55, 11, 5]);
      expect(table.columns.map((column) => column.type)).toEqual(['HUGEINT', 'BIGINT', 'DOUBLE']);
    });

    test('SUMMARIZE, DESCRIBE, PIVOT, VALUES, WITH and FROM give rows too', async () => {
      const ask = async (sql: string): Promise<Value> => (await engine().query(sql)).at(0, 0);
      expect(await ask('SUMMARIZE SELECT 42 AS n')).toBe('n');
      expect(await ask('DESCRIBE SELECT 42 AS n')).toBe('n');
      expect(await ask(`PIVOT (SELECT 'a' AS k, 2 AS v) ON k USING sum(v)`)).toBe(2);
      expect(await ask(`VALUES (INTERVAL 1 DAY)`)).toBe('1 day');
      expect(await ask(`WITH t AS (SELECT 3 AS x) SELECT x FROM t -- end`)).toBe(3);
      expect(await ask(`FROM range(4, 5)`)).toBe(4);
      expect(await ask(`(SELECT INTERVAL 1 DAY)`)).toBe('1 day');
    });
  });
}
