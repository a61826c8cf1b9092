import type { MendKind } from './import-report.ts';

const KEYS = {
  'extra-delimiter': 'mendExtraDelimiter',
  'missing-delimiter': 'mendMissingDelimiter',
  'inner-quote': 'mendInnerQuote',
  'loose-spaces': 'mendLooseSpaces',
} as const satisfies Record<MendKind, string>;

/** The sentence in `locale/` for how a record was mended. */
export function toMendKey(how: MendKind): (typeof KEYS)[MendKind] {
  return KEYS[how];
}
