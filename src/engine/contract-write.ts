import { describe, expect, test } from 'vitest';
import type { Engine } from './engine.ts';

/** Exports, and Parquet files read back. */
export function testWrite(engine: () => Engine): void {
  const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());

  describe('files', () => {
    test('CSV has a byte order mark and quotes what needs quoting', async () => {
      const sql = `SELECT 1 AS 编号, 'a,b' AS b, 'say "hi"' AS c, E'two\\nlines' AS d, '' AS e, NULL AS f, '=1+1' AS g, 1.50::DECIMAL(9,2) AS h -- end`;
      const blob = await engine().write(sql, 'csv');
      expect((await bytesOf(blob)).slice(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
      expect(await blob.text()).toBe('编号,b,c,d,e,f,g,h\n1,"a,b","say ""hi""","two\nlines","",,=1+1,1.50\n');
    });

    test('a wrong query and several queries are problems', async () => {
      const sql = `SELECT '流失', nothing`;
      await expect(engine().write(sql, 'csv')).rejects.toMatchObject({
        problem: { code: 'unknown-column', sql, position: 13 },
      });
      await expect(engine().write('SELECT 1; SELECT 2', 'csv')).rejects.toMatchObject({
        problem: { code: 'not-one-query' },
      });
    });

    test('Parquet comes back as it was written, nested types included', async () => {
      const sql = `SELECT i::INTEGER AS i, '客户' || i AS 名, DATE '2024-01-05' + i::INTEGER AS d, (i / 4)::DECIMAL(18,2) AS m,
        TIMESTAMP '2024-01-05 08:30:00.123456' AS t, CASE WHEN i % 2 = 0 THEN i / 3 END AS f,
        [i, NULL] AS l, {'a': i, 'b': [{'c': '甲'}]} AS s, i = 1 AS b FROM range(3000) AS r(i) ORDER BY i`;
      const file = new File([await engine().write(sql, 'parquet')], 'x.parquet');
      const seen: number[] = [];
      const report = await engine().load(
        'parquet',
        { kind: 'parquet', file },
        { onProgress: (p) => seen.push(p) },
      );
      expect(report).toMatchObject({ rows: 3000, rejects: [] });
      expect(seen.at(-1)).toBe(100);
      const expected = await engine().query(sql);
      const found = await engine().query('FROM files.parquet');
      expect(report.columns).toEqual(expected.columns);
      for (const row of [0, 1, 2, 2999]) {
        for (const column of expected.columns.keys()) {
          expect(found.at(row, column), expected.columns[column]?.name ?? '').toEqual(
            expected.at(row, column),
          );
        }
      }
    });

    test('an empty result makes a Parquet file with its columns', async () => {
      const blob = await engine().write("SELECT 1 AS a, DATE '2024-01-01' AS d WHERE false", 'parquet');
      const report = await engine().load('none', { kind: 'parquet', file: new File([blob], 'x.parquet') });
      expect(report.rows).toBe(0);
      expect(report.columns.map((column) => column.type)).toEqual(['INTEGER', 'DATE']);
    });

    test('a truncated Parquet file, and one that is none, are one clear problem and change nothing', async () => {
      const whole = await engine().write('SELECT i, hash(i) AS h FROM range(20000) AS t(i)', 'parquet');
      await engine().load('whole', { kind: 'parquet', file: new File([whole], 'x.parquet') });
      const headless = whole.slice(2000);
      for (const broken of [
        whole.slice(0, Math.floor(whole.size / 2)),
        whole.slice(0, 3),
        new Blob(['not parquet at all']),
        new Blob([]),
        headless,
      ]) {
        const load = engine().load('whole', { kind: 'parquet', file: new File([broken], 'x.parquet') });
        await expect(load).rejects.toMatchObject({ problem: { code: 'parquet-damaged' } });
      }
      expect((await engine().query('SELECT count(*) FROM files.whole')).at(0, 0)).toBe(20000);
    });
  });
}
