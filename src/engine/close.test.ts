import { expect, test } from 'vitest';
import { createNodeEngine } from './create-node-engine.ts';

test('an engine that is closed at any moment ends the work that is under way, and nothing breaks', async () => {
  const sql = 'SELECT count(*) FROM range(200000) AS a(x), range(20000) AS b(y) WHERE (a.x * b.y) % 7 = 3';
  for (const moment of [0, 1, 3, 10, 60, 120]) {
    const engine = await createNodeEngine();
    const running = Array.from({ length: 6 }, () => engine.query(sql));
    const ends = Promise.allSettled(running);
    await new Promise((resolve) => setTimeout(resolve, moment));
    await engine.close();
    for (const end of await ends)
      expect(end, `${moment} ms`).toMatchObject({ reason: { problem: { code: 'engine-closed' } } });
    await expect(engine.query('SELECT 1')).rejects.toMatchObject({ problem: { code: 'engine-closed' } });
  }
});
