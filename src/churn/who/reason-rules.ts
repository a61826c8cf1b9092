import { quoteText } from '../../sql/quote.ts';
import { findGroup } from './find-group.ts';
import { allOf, setting, type Asked, type NamedRule, type Nobody, type Who } from './who.ts';

/** Reasons for leaving: whose text maps to a reason, or holds a word. */
export const reasonRules: readonly NamedRule[] = [
  [
    ['place', 'reason', 'leavers', 'share', 'early_share'],
    (asked) => leaversBy(asked, 'reason', asked.row['reason'], toColumn(asked)),
  ],
  [['label', 'reason', 'leavers', 'weight', 'share'], findInGroups],
  [['place', 'reason', 'early', 'late', 'gap_in_points'], findEarlyOrLate],
  [
    ['segment', 'reason', 'weight', 'n', 'share'],
    (asked) => {
      const group = `segment = ${quoteText(String(asked.row['segment']))}`;
      if (asked.column === 'n') return { from: asked.lifetimes, where: allOf(counted(asked, null), group) };
      const who = leaversBy(asked, 'reason', asked.row['reason'], asked.column);
      return 'where' in who ? { ...who, where: allOf(who.where, group) } : who;
    },
  ],
  [
    ['place', 'reason', 'weight', 'share', 'lost_value'],
    (asked) => leaversBy(asked, 'reason', asked.row['reason'], asked.column),
  ],
  [
    ['word', 'reason', 'leavers', 'share'],
    (asked) => leaversBy(asked, 'word', asked.row['word'], asked.column),
  ],
  [['reason', 'leavers', 'share', 'cumulative_share'], findInColumn],
  [['leavers', 'top_reason', 'top_share', 'avoidable_share'], findInFacts],
  [['place', 'reason', 'side', 'is_avoidable', 'words'], () => setting],
];

/** A report's own table of early and late leavers has a column for each. */
function findEarlyOrLate(asked: Asked): Who | Nobody {
  const side = /^(early|late)/.exec(toColumn(asked) ?? '')?.[1];
  return leaversBy(asked, 'reason', asked.row['reason'], side === undefined ? null : `${side}_share`);
}

/** A point of the chart of early and late leavers says which of the two it is. */
function toColumn({ column, row }: Asked): string | null {
  return column ?? (typeof row['when'] === 'string' ? row['when'] : null);
}

/** Who is meant: leavers of the period, of the one before it, or only the early or the late ones. */
function counted({ isDated }: Asked, column: string | null): string {
  const now = isDated ? 'ended_on >= $period_from and ended_on <= $period_to' : 'churned';
  if (column === 'early_share') return `${now} and tenure < $early_days`;
  if (column === 'late_share') return `${now} and tenure >= $early_days`;
  if (column !== 'share_before' || !isDated) return now;
  const days = "date_diff('day', $period_from, $period_to)";
  return `ended_on >= $period_from - (${days} + 1)::int and ended_on < $period_from`;
}

function leaversBy(asked: Asked, by: 'reason' | 'word', value: unknown, column: string | null): Who | Nobody {
  const words = wordsOf(asked);
  if (words === null || typeof value !== 'string' || column === 'place' || column === 'place_by_value')
    return setting;
  const named = isToldOf(
    asked,
    `select coalesce(text, '') from ${words} as words where words.${by} = ${quoteText(value)}`,
  );
  return { from: asked.lifetimes, where: allOf(counted(asked, column), named) };
}

/** A table by the lifetimes' own column of reasons, as it is written there. */
function findInColumn(asked: Asked): Who | Nobody {
  const { row, groups, lifetimes } = asked;
  if (typeof row['reason'] !== 'string' || !groups.some(({ name }) => name === 'reason')) return setting;
  const label = quoteText(row['reason']);
  const isUnknown = ['Unknown', '未知'].includes(row['reason']);
  const named = isUnknown ? `coalesce(reason, ${label}) = ${label}` : `reason = ${label}`;
  return { from: lifetimes, where: allOf(counted(asked, null), named) };
}

function wordsOf({ sql }: Asked): string | null {
  return /(?:from|join) (\S*reason_words\S*?)[\s)]/.exec(sql)?.[1] ?? null;
}

/** Condition: the reason as written, the lifetimes' own or what a table beside them tells, is one of these; '' is none. */
function isToldOf({ sql }: Asked, texts: string): string {
  const told = /left join (\S*reason_told\S*) using/.exec(sql)?.[1];
  if (told === undefined) return `coalesce(reason::varchar, '') in (${texts})`;
  const named = `customer_id in (select customer_id from ${told} as told where told.text in (${texts}))`;
  return `(${named} or ('' in (${texts}) and customer_id not in (select customer_id from ${told})))`;
}

function findInGroups(asked: Asked): Who | Nobody {
  const { parameters, groups, row, column } = asked;
  const group = findGroup(groups, parameters['reasons_by'] ?? '', String(row['label']), false);
  if (group === null || row['is_others'] === true) return setting;
  if (column === 'n') return { from: asked.lifetimes, where: allOf(counted(asked, null), group) };
  const who = leaversBy(asked, 'reason', row['reason'], column);
  return 'where' in who ? { ...who, where: allOf(who.where, group) } : who;
}

function findInFacts(asked: Asked): Who | Nobody {
  const { lifetimes, row, column, sql } = asked;
  const words = wordsOf(asked);
  if (column === 'top_by_value') return leaversBy(asked, 'reason', row['top_by_value'], null);
  if (column === 'top_share' || column === 'top_reason')
    return leaversBy(asked, 'reason', row['top_reason'], null);
  if (column === 'other_share' && words !== null)
    return {
      from: lifetimes,
      where: allOf(
        counted(asked, null),
        isToldOf(
          asked,
          `select coalesce(text, '') from ${words} as words where words.reason in ('Other', '其他')`,
        ),
      ),
    };
  if (column === 'unknown_share')
    return {
      from: lifetimes,
      where: allOf(
        counted(asked, null),
        isToldOf(
          asked,
          `select coalesce(text, '') from ${words ?? "(select '' as word, '' as text)"} as words where words.word = ''`,
        ),
      ),
    };
  if (column === 'leavers') return { from: lifetimes, where: counted(asked, null) };
  const map = /join (\S*reason_map\S*) as map/.exec(sql)?.[1];
  const kind =
    column === 'avoidable_share'
      ? 'is_avoidable'
      : column === 'internal_share'
        ? "side in ('internal', '内部')"
        : null;
  // A report's own facts have more figures; what they are made of is found from its SQL.
  if (kind === null || map === undefined || words === null) return { nobody: 'own' };
  const named = isToldOf(
    asked,
    `select coalesce(text, '') from ${words} as words join ${map} as map on map.reason = words.reason where ${kind}`,
  );
  return { from: lifetimes, where: allOf(counted(asked, null), named) };
}
