import { existsSync, openAsBlob, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RecordBatchReader, type Data } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeCell } from './arrow-cell.ts';
import { toArrowDuckType } from './arrow-type.ts';
import { createNodeEngine } from './create-node-engine.ts';
import { parseType, serializeType, toDoorType } from './duck-type.ts';
import type { Engine } from './engine.ts';
import { openSourceFile } from './open-source-file.ts';
import { readParquet } from './read-parquet.ts';
import type { Value } from './table.ts';

let engine: Engine;
let home: string;
beforeAll(async () => {
  engine = await createNodeEngine();
  home = await mkdtemp(join(tmpdir(), 'ebb-test-'));
});
afterAll(async () => {
  await engine.close();
  await rm(home, { recursive: true });
});

/** Reads a file with the reader under test and with native DuckDB's own, and compares types and every value. */
async function expectNative(path: string): Promise<{ rows: number; batches: number }> {
  await engine.load('native', { kind: 'parquet', file: await openSourceFile(path) });
  const native = await engine.query('FROM files.native');
  const types = native.columns.map(({ type }) => parseType(type));
  let [row, batches, total] = [0, 0, 0];
  for await (const batch of readParquet(await openAsBlob(path))) {
    batches++;
    total = batch.total;
    for (const part of RecordBatchReader.from(batch.bytes)) {
      const found = part.schema.fields.map(
        ({ name, type }) => `${name} ${toName(String(type), toArrowDuckType(type))}`,
      );
      const expected = native.columns.map(
        ({ name }, index) => `${name} ${serializeType(types[index] ?? parseType('NULL'))}`,
      );
      expect(found).toEqual(expected);
      for (let at = 0; at < part.numRows; at++, row++) {
        const cells = types.map((type, column): Value =>
          decodeCell(toDoorType(type), part.data.children[column] as Data, at),
        );
        const expected = types.map((_, column) => native.at(row, column));
        // Millions of cells: the slow comparison only for those that differ.
        if (toText(cells) !== toText(expected)) expect(cells, `row ${row}`).toEqual(expected);
      }
    }
  }
  expect(row).toBe(native.rowCount);
  expect(total).toBe(native.rowCount);
  return { rows: row, batches };
}

function toText(cells: readonly Value[]): string {
  return JSON.stringify(cells, (_, value: unknown) =>
    typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value)) ? `${value}n` : value,
  );
}

function toName(arrow: string, type: Parameters<typeof serializeType>[0]): string {
  return arrow === 'Binary' ? 'BLOB' : serializeType(type);
}

describe('the second Parquet reader gives what DuckDB gives', () => {
  test('for every type, null, and nesting, over several row groups and batches', async () => {
    const path = join(home, 'types.parquet');
    const file = await engine.write(
      `SELECT x::TINYINT % 100 AS i8, x::SMALLINT AS i16, x::INTEGER AS i32, x::BIGINT * 1000000007 AS i64,
         (x % 200)::UTINYINT AS u8, x::USMALLINT AS u16, x::UINTEGER + 3000000000 AS u32, 18446744073709551615 - x::UBIGINT AS u64,
         x % 3 = 0 AS b, (x / 7)::FLOAT AS f, x / 7 AS d, CASE WHEN x % 5 > 0 THEN '流失 ' || x END AS t,
         ('A' || x)::BLOB AS raw, DATE '1900-01-01' + x::INTEGER AS day, TIME '00:00:00.5' + to_seconds(x) AS tm,
         TIMESTAMP '1969-12-31 23:59:59.25' + to_hours(x) AS ts, ('2024-01-01'::TIMESTAMP + to_hours(x))::TIMESTAMPTZ AS tz,
         ('2024-01-01'::TIMESTAMP + to_hours(x))::TIMESTAMP_NS AS ns, ('2024-01-01'::TIMESTAMP + to_hours(x))::TIMESTAMP_MS AS ms,
         (x * -1.01)::DECIMAL(9,2) AS d9, (x * -1.01)::DECIMAL(18,4) AS d18, (x * -1.01)::DECIMAL(38,6) AS d38,
         CASE WHEN x % 4 > 0 THEN [x, NULL, x + 1] WHEN x % 8 > 0 THEN [] END AS l, [[x::VARCHAR], NULL, []] AS ll,
         {'a': x, 'b': {'c': [x], 'd': CASE WHEN x % 2 = 0 THEN 'z' END}} AS s,
         MAP {x: 'one', x + 1: NULL} AS m, [MAP {'k': x}] AS lm, [{'p': x, 'q': NULL::INTEGER}] AS ls
       FROM range(3000) AS r(x)`.replaceAll('x::TINYINT % 100', '(x % 100)::TINYINT'),
      'parquet',
    );
    await writeFile(path, new Uint8Array(await file.arrayBuffer()));
    expect(await expectNative(path)).toMatchObject({ rows: 3000 });
  });

  test('for many rows, cut into batches', async () => {
    const path = join(home, 'many.parquet');
    const sql = `SELECT x, CASE WHEN x % 3 > 0 THEN x::VARCHAR END AS t, x % 2 = 0 AS b, [x, x] AS l FROM range(130000) AS r(x)`;
    const file = await engine.write(sql, 'parquet');
    await writeFile(path, new Uint8Array(await file.arrayBuffer()));
    const { batches } = await expectNative(path);
    expect(batches).toBeGreaterThanOrEqual(2);
  });

  test('for a file without rows', async () => {
    const path = join(home, 'none.parquet');
    const file = await engine.write(`SELECT 1 AS a, 'x' AS b, [1] AS c LIMIT 0`, 'parquet');
    await writeFile(path, new Uint8Array(await file.arrayBuffer()));
    expect(await expectNative(path)).toEqual({ rows: 0, batches: 1 });
  });

  const folder = resolve(import.meta.dirname, '../../../shared/data/parquet');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.parquet')) : [];
  test.for(files)('for %s', async (name) => {
    expect((await expectNative(join(folder, name))).rows).toBeGreaterThan(0);
  });
});
