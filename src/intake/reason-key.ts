const KEYS = {
  'too-few-cells': 'reasonTooFewCells',
  'too-many-cells': 'reasonTooManyCells',
  'unclosed-quote': 'reasonUnclosedQuote',
  'stray-quote': 'reasonStrayQuote',
  'bad-bytes': 'reasonBadBytes',
  'line-too-long': 'reasonLineTooLong',
  'other-table': 'reasonOtherTable',
  'repeated-header': 'reasonRepeatedHeader',
  'blank-record': 'reasonBlankRecord',
  footer: 'reasonFooter',
  subtotal: 'reasonSubtotal',
  'bad-json': 'reasonBadJson',
} as const;

export type ReasonKey = (typeof KEYS)[keyof typeof KEYS];

/** The sentence in `locale/` for a set-aside line's reason. */
export function toReasonKey(reason: string): ReasonKey | undefined {
  return Object.hasOwn(KEYS, reason) ? KEYS[reason as keyof typeof KEYS] : undefined;
}
