import { describe, expect, test } from 'vitest';
import { createCsvSource } from './contract-source.ts';
import type { Engine } from './engine.ts';
import type { Conversion } from './source.ts';

/** Many seconds of work. */
const LONG = 'SELECT count(*) FROM range(200000) AS a(x), range(20000) AS b(y) WHERE (a.x * b.y) % 7 = 3';
const MOMENTS = [0, 1, 2, 4, 8, 15, 30, 60];

async function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const toNumber = (name: string): Conversion => ({
  name,
  type: 'BIGINT',
  expression: `CAST(${name} AS BIGINT)`,
});

/** After a cancel nothing goes on in the engine, whichever statement of the call it struck. */
export function testIdle(engine: () => Engine): void {
  describe('after a cancel', () => {
    test('the engine is idle, whenever it came: the next call waits for what was cancelled, and is quick', async () => {
      for (const moment of MOMENTS) {
        const stop = new AbortController();
        const running = Array.from({ length: 8 }, () => engine().query(LONG, { signal: stop.signal }));
        const ends = Promise.allSettled(running);
        await pause(moment);
        stop.abort();
        for (const end of await ends)
          expect(end).toMatchObject({ reason: { problem: { code: 'cancelled' } } });
        const start = performance.now();
        await Promise.all(Array.from({ length: 8 }, () => engine().query('SELECT 1')));
        expect(performance.now() - start, `after ${moment} ms`).toBeLessThan(1500);
      }
    });

    test('a load cut at any moment leaves the table that was there, and one that says it is done is done', async () => {
      const rows = Array.from({ length: 60_000 }, (_, row) => `${row},${row % 7}`).join('\n');
      const conversions = ['a', 'b'].map(toNumber);
      const next = createCsvSource(`a,b\n${rows}\n`, ['a', 'b'], { conversions });
      for (const moment of MOMENTS) {
        await engine().load('kept', createCsvSource('a\n1\n', ['a']));
        const stop = new AbortController();
        const load = engine().load('kept', next, { signal: stop.signal });
        const end = load.then(() => 60_000).catch(() => 1);
        await pause(moment * 3);
        stop.abort();
        const expected = await end;
        expect((await engine().query('SELECT count(*) FROM files.kept')).at(0, 0)).toBe(expected);
        const [left] = (await engine().relations()).filter(({ name }) => name === 'kept');
        expect(left?.rows).toBe(expected);
      }
      await engine().drop('kept');
    });

    test('a conversion cut at any moment has made all columns anew or none', async () => {
      const rows = Array.from({ length: 60_000 }, (_, row) => `${row},${row % 7}`).join('\n');
      for (const moment of MOMENTS) {
        await engine().load('kept', createCsvSource(`a,b\n${rows}\n`, ['a', 'b']));
        const stop = new AbortController();
        const end = engine()
          .convert('kept', ['a', 'b'].map(toNumber), { signal: stop.signal })
          .then(() => 'BIGINT')
          .catch(() => 'VARCHAR');
        await pause(moment);
        stop.abort();
        const expected = await end;
        const { columns } = await engine().query('FROM files.kept LIMIT 0');
        expect(columns.map(({ type }) => type)).toEqual([expected, expected]);
      }
      await engine().drop('kept');
    });

    test('a Parquet load cut at any moment leaves the table that was there', async () => {
      const blob = await engine().write(
        'SELECT x, md5(x::VARCHAR) AS m FROM range(1000000) AS r(x)',
        'parquet',
      );
      const file = new File([blob], 'many.parquet');
      for (const moment of [0, 10, 80, 200]) {
        await engine().load('kept', createCsvSource('a\n1\n', ['a']));
        const stop = new AbortController();
        const end = engine()
          .load('kept', { kind: 'parquet', file }, { signal: stop.signal })
          .then(() => 1_000_000)
          .catch(() => 1);
        await pause(moment);
        stop.abort();
        const aborted = performance.now();
        const expected = await end;
        expect(performance.now() - aborted).toBeLessThan(200);
        expect((await engine().query('SELECT count(*) FROM files.kept')).at(0, 0)).toBe(expected);
      }
      expect((await engine().load('kept', { kind: 'parquet', file })).rows).toBe(1_000_000);
      await engine().drop('kept');
    });
  });
}
