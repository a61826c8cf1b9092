import { describe, expect, test } from 'vitest';
import type { Engine } from './engine.ts';

/** Seconds of work, in one statement. */
const LONG = 'SELECT count(*) FROM range(20000) AS a(x), range(20000) AS b(y) WHERE (a.x * b.y) % 7 = 3';
const LONG_TABLE = 'CREATE TABLE cut AS SELECT x, md5(md5(x::VARCHAR)) AS m FROM range(5000000) AS t(x)';

/** Starts work, stops it after a while, and says how the call ended and how long stopping took (ms). */
async function stop(
  start: (signal: AbortSignal) => Promise<unknown>,
  after = 150,
): Promise<{ code: string; ms: number }> {
  const controller = new AbortController();
  let aborted = 0;
  setTimeout(() => {
    aborted = performance.now();
    controller.abort();
  }, after);
  const code = await start(controller.signal).then(
    () => 'done',
    (error: { problem?: { code: string } }) => error.problem?.code ?? String(error),
  );
  return { code, ms: performance.now() - aborted };
}

/** Cancelling, overlapping calls, progress, and what a call leaves behind. */
export function testWork(engine: () => Engine): void {
  describe('work', () => {
    test('a cancelled query ends in under 200 ms', async () => {
      const { code, ms } = await stop((signal) => engine().query(LONG, { signal }));
      expect(code).toBe('cancelled');
      expect(ms).toBeLessThan(200);
    });

    test('the name of a cancelled CREATE TABLE can be used at once', async () => {
      for (let round = 0; round < 3; round++) {
        const { code, ms } = await stop((signal) => engine().query(LONG_TABLE, { signal }));
        expect(code).toBe('cancelled');
        expect(ms).toBeLessThan(200);
        await engine().query('CREATE TABLE cut AS SELECT 1 AS x');
        expect((await engine().query('SELECT x FROM cut')).at(0, 0)).toBe(1);
        await engine().query('DROP TABLE cut');
      }
    });

    test('a signal that is aborted already runs nothing', async () => {
      const signal = AbortSignal.abort();
      await expect(engine().query('CREATE TABLE never AS SELECT 1', { signal })).rejects.toMatchObject({
        problem: { code: 'cancelled' },
      });
      await expect(engine().query('FROM never')).rejects.toMatchObject({
        problem: { code: 'unknown-table' },
      });
    });

    test('a short query is answered while a long one runs, and aborting one leaves the other alone', async () => {
      const one = new AbortController();
      const two = new AbortController();
      const first = engine().query(LONG, { signal: one.signal });
      const second = engine().query('SELECT sum(x) FROM range(20000000) AS t(x)', { signal: two.signal });
      const start = performance.now();
      expect((await engine().query('SELECT 42')).at(0, 0)).toBe(42);
      expect(performance.now() - start).toBeLessThan(3000);
      one.abort();
      await expect(first).rejects.toMatchObject({ problem: { code: 'cancelled' } });
      expect((await second).at(0, 0)).toBe(199999990000000);
    });

    test('calls beyond the number of connections wait, and a waiting one can be cancelled', async () => {
      const all = new AbortController();
      const running = Array.from({ length: 8 }, () => engine().query(LONG, { signal: all.signal }));
      const { code, ms } = await stop((signal) => engine().query('SELECT 1', { signal }), 50);
      expect(code).toBe('cancelled');
      expect(ms).toBeLessThan(200);
      all.abort();
      for (const one of await Promise.allSettled(running)) expect(one.status).toBe('rejected');
      expect((await engine().query('SELECT 1')).at(0, 0)).toBe(1);
    });

    test('progress rises to 100 and belongs to its own call', async () => {
      const seen: number[] = [];
      const other: number[] = [];
      await engine().query(
        'CREATE OR REPLACE TABLE many AS SELECT x, hash(x) AS h FROM range(6000000) AS t(x)',
      );
      const [table] = await Promise.all([
        engine().query('SELECT count(DISTINCT h % 1000003) FROM many', {
          onProgress: (percent) => seen.push(percent),
        }),
        engine().query('SELECT 1', { onProgress: (percent) => other.push(percent) }),
      ]);
      await engine().query('DROP TABLE many');
      expect(table.rowCount).toBe(1);
      expect(seen.length).toBeGreaterThan(2);
      expect(seen).toEqual([...seen].sort((a, b) => a - b));
      expect(seen.every((percent) => percent >= 0 && percent <= 100)).toBe(true);
      expect(seen.at(-1)).toBe(100);
      expect(other.at(-1)).toBe(100);
    });

    test('a call leaves no transaction, schema, variable or temporary table behind', async () => {
      const before = await engine().query('SELECT current_schema()');
      for (let round = 0; round < 9; round++) {
        await engine().query(
          `CREATE SCHEMA IF NOT EXISTS elsewhere; USE elsewhere; SET VARIABLE v = 1; CREATE TEMP TABLE passing AS SELECT 1; BEGIN; SELECT 1`,
        );
      }
      for (let round = 0; round < 9; round++) {
        const table = await engine().query(`SELECT current_schema(), getvariable('v')`);
        expect([table.at(0, 0), table.at(0, 1)]).toEqual([before.at(0, 0), null]);
        await expect(engine().query('FROM passing')).rejects.toMatchObject({
          problem: { code: 'unknown-table' },
        });
      }
    });

    test('typed parameters reach every type', async () => {
      const table = await engine().query('SELECT $t, $d, $n, $b, $l, $none', {
        parameters: {
          t: { type: 'VARCHAR', value: `a'b; --` },
          d: { type: 'DATE', value: '2024-01-05' },
          n: { type: 'DOUBLE', value: 0.1 },
          b: { type: 'BOOLEAN', value: true },
          l: { type: 'VARCHAR[]', value: ['甲', '乙'] },
          none: { type: 'BIGINT', value: null },
        },
      });
      expect(table.columns.map((_, column) => table.at(0, column))).toEqual([
        `a'b; --`,
        '2024-01-05',
        0.1,
        true,
        ['甲', '乙'],
        null,
      ]);
    });
  });
}
