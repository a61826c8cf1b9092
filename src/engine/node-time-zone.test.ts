import { expect, test } from 'vitest';
import { createNodeEngine } from './create-node-engine.ts';

test('a moment has the same day wherever the machine stands: every session is in UTC', async () => {
  const engine = await createNodeEngine();
  const zones = await Promise.all(
    [1, 2, 3].map(() => engine.query("select current_setting('TimeZone'), count(*) from range(1000000)")),
  );
  expect(zones.map((one) => one.at(0, 0))).toEqual(['UTC', 'UTC', 'UTC']);
  await engine.close();
});
