import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findJsonError } from './find-json-error.ts';

test('the place of an error in JSON is the one that JSON.parse means', () => {
  for (const [text, place] of [
    ['{"a": }', 6],
    ['{"a": 1,}', 8],
    ['[1, 2', 5],
    ['{"a" 1}', 5],
    ['[1 2]', 3],
    ['{} x', 3],
    ['{"客": "\\x"}', 6],
    ['[1,]', 3],
    ["{'a': 1}", 1],
    ['', 0],
    ['[01]', 2],
  ] as const)
    expect(findJsonError(text), text).toBe(place);
  const damaged = fc.tuple(fc.json(), fc.nat(), fc.constantFrom('', '}', ',', '"', ']', ' ', 'x'));
  fc.assert(
    fc.property(damaged, ([json, at, by]) => {
      const text = json.slice(0, at % (json.length + 1)) + by + json.slice((at % (json.length + 1)) + 1);
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      expect(findJsonError(text) === null, text).toBe(isJson);
    }),
    { numRuns: 2000 },
  );
});
