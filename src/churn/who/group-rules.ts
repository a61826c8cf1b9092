import { findGroup } from './find-group.ts';
import { movesOf } from './period-moves.ts';
import { allOf, setting, test, type Asked, type NamedRule, type Nobody, type Who } from './who.ts';

const here = movesOf('$period_from', '$period_to');
const before = movesOf('$before_from', '$before_to');

/** Groups of customers: by a column, by two, by value, and what goes with leaving. */
export const groupRules: readonly NamedRule[] = [
  [['row_label', 'column_label', 'leavers'], findInTwoWay],
  [['row_dimension', 'column_dimension', 'row_at'], () => setting],
  [['dimension', 'label', 'mix_effect', 'rate_effect'], findInMix],
  [['dimension', 'mix_effect', 'rate_effect', 'change'], () => test],
  [['dimension', 'label', 'n', 'leavers'], (asked) => members(asked, asked.row['label'], asked.column)],
  [['dimension', 'high_label', 'high_rate', 'low_label'], findEnds],
  [['dimension', 'chi_square', 'df', 'p'], () => test],
  [['columns', 'suspects', 'significant', 'dimension'], () => test],
  [['tier', 'place', 'leavers'], (asked) => findTier(asked, Number(asked.row['place']), asked.column)],
  [['top_share', 'top_rate', 'low_rate', 'lost_share'], findInTierFacts],
];

/** Numbers about all of a group; the others are about those of it who left. */
const wholes: readonly string[] = [
  'n',
  'value',
  'share_of_customers',
  'expected',
  'value_share',
  'top_share',
];

function toCounted({ isDated }: Asked, column: string | null): string {
  const isWhole = wholes.includes(column ?? '');
  if (!isDated) return isWhole ? 'true' : 'churned';
  return here[isWhole ? 'at_start' : 'leavers'] ?? 'true';
}

function members(asked: Asked, label: unknown, column: string | null): Who | Nobody {
  const { lifetimes, row, groups, isDated } = asked;
  if (['position', 'place', 'size_rank', 'strength_rank', 'chi_square'].includes(column ?? ''))
    return setting;
  const group = findGroup(groups, String(row['dimension']), String(label), isDated);
  return group === null
    ? { nobody: 'own' }
    : { from: lifetimes, where: allOf(toCounted(asked, column), group) };
}

/** The groups that leave most and least; what the test of the column says is nobody in particular. */
function findEnds(asked: Asked): Who | Nobody {
  const { lifetimes, row, column } = asked;
  if (column === 'overall_rate') return { from: lifetimes, where: toCounted(asked, null) };
  if (column === null || column.startsWith('high_')) return members(asked, row['high_label'], null);
  if (column.startsWith('low_')) return members(asked, row['low_label'], null);
  return column === 'small_groups' || column === 'place' ? setting : test;
}

function findInTwoWay(asked: Asked): Who | Nobody {
  const { lifetimes, row, column, groups, parameters, isDated } = asked;
  // Where the columns were chosen by the user, and by nobody else, the row may not name them.
  const [down, across] = [
    row['row_dimension'] ?? parameters['rows'],
    row['column_dimension'] ?? parameters['across'],
  ];
  const one = findGroup(groups, String(down), String(row['row_label']), isDated);
  const other = findGroup(groups, String(across), String(row['column_label']), isDated);
  if (one === null || other === null || row['is_others'] === true) return setting;
  if (column === 'row_order' || column === 'column_order') return setting;
  return { from: lifetimes, where: allOf(toCounted(asked, column), one, other) };
}

function findInMix({ relation, lifetimes, row, column, groups }: Asked): Who | Nobody {
  if (relation.includes('export_mix')) return setting;
  const group = findGroup(groups, String(row['dimension']), String(row['label']), true);
  if (group === null || column === 'position' || column === 'size_rank') return setting;
  const moves = column?.endsWith('_before') ? before : here;
  const isWhole = column?.startsWith('n_') === true || column?.startsWith('share_') === true;
  return { from: lifetimes, where: allOf(moves[isWhole ? 'at_start' : 'leavers'] ?? 'true', group) };
}

function findTier(asked: Asked, place: number, column: string | null): Who | Nobody {
  const edges = /,\s*(\S*tier_edges\S*)/.exec(asked.sql)?.[1];
  if (edges === undefined || Number.isNaN(place) || column === 'place') return setting;
  const edge = (at: number): string => `(select edges[${at}] from ${edges})`;
  const above = place > 1 ? `value > ${edge(place - 1)}` : 'value is not null';
  const tier = place === 0 ? 'value is null' : allOf(above, place < 4 ? `value <= ${edge(place)}` : 'true');
  return { from: asked.lifetimes, where: allOf(toCounted(asked, column), tier) };
}

function findInTierFacts(asked: Asked): Who | Nobody {
  const { column, lifetimes } = asked;
  if (column?.startsWith('top_')) return findTier(asked, 4, column);
  if (column === 'low_rate') return findTier(asked, 1, column);
  return { from: lifetimes, where: toCounted(asked, null) };
}
