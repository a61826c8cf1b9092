import { expect, test } from 'vitest';
import { packAnswer, unpackAnswer } from './pack-set-aside.ts';

test('an answer with many set-aside lines is the same after it was packed', async () => {
  const setAside = Array.from({ length: 25_000 }, (_, index) => ({
    line: index * 2,
    reason: index % 3 === 0 ? 'too-few-cells' : 'too-many-cells',
    text: index % 5 === 0 ? '' : `客户 ${index}`,
  }));
  const answer = { records: 3, setAside };
  const packed = structuredClone(packAnswer(answer));
  expect(packed).not.toEqual(answer);
  expect(await unpackAnswer(packed)).toEqual(answer);
});

test('other answers are left as they are', async () => {
  for (const answer of [undefined, null, { setAside: [] }, { rows: 1 }]) {
    expect(packAnswer(answer)).toBe(answer);
    expect(await unpackAnswer(answer)).toBe(answer);
  }
});
