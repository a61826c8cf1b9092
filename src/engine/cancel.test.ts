import { expect, test } from 'vitest';
import { createNodeEngine } from './create-node-engine.ts';

test('after a cancel no thread of this process works on, not even for a query that had only begun', async () => {
  const engine = await createNodeEngine();
  const sql = 'SELECT count(*) FROM range(200000) AS a(x), range(20000) AS b(y) WHERE (a.x * b.y) % 7 = 3';
  for (const moment of [0, 1, 3, 10, 100]) {
    const stop = new AbortController();
    const running = Array.from({ length: 6 }, () => engine.query(sql, { signal: stop.signal }));
    const ends = Promise.allSettled(running);
    await new Promise((resolve) => setTimeout(resolve, moment));
    stop.abort();
    await ends;
    await engine.query('SELECT 1');
    const before = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { user } = process.cpuUsage(before);
    expect(user / 1000, `busy ms of 300, after ${moment} ms`).toBeLessThan(100);
  }
  await engine.close();
});
