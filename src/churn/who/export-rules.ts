import { quoteText } from '../../sql/quote.ts';
import { setting, test, type Asked, type NamedRule, type Nobody, type Who } from './who.ts';

/** Two exports compared: every customer of either stands in `export_changes`. */
export const exportRules: readonly NamedRule[] = [
  [
    ['position', 'step', 'change', 'value_change'],
    (asked) =>
      asked.column === 'position' ? setting : list(asked, steps[Number(asked.row['position']) - 1]),
  ],
  [['at_start', 'lost', 'missing', 'returned'], (asked) => list(asked, facts[asked.column ?? 'lost'])],
  [['dimension', 'label_before', 'label_after', 'n'], () => setting],
];

const facts: Readonly<Record<string, string>> = {
  at_start: 'was_here',
  lost: "change in ('left', 'missing')",
  churn_rate: "change in ('left', 'missing')",
  missing: "change = 'missing'",
  new: "change = 'new'",
  returned: "change = 'returned'",
  kept: "change = 'kept'",
  down: "change = 'kept' and value_now < value_before",
  up: "change = 'kept' and value_now > value_before",
  at_end: 'is_here',
};
const steps = [
  'was_here',
  ...['new', 'returned', 'left', 'missing'].map((change) => `change = ${quoteText(change)}`),
  'is_here',
  "change = 'kept'",
];

function list({ sql }: Asked, where: string | undefined): Who | Nobody {
  const from = /from (\S*export_changes\w*"?)/.exec(sql)?.[1]?.replaceAll('"', '');
  return from === undefined || where === undefined ? test : { from, where };
}
