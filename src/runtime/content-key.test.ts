import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKey } from './content-key.ts';

test('content keys are SHA-256', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(createKey(text)).toBe(createHash('sha256').update(text).digest('hex').slice(0, 32));
    }),
  );
});
