import { ProblemError, type Problem } from '../../problem.ts';
import { foldName } from '../../sql/fold-name.ts';
import { quoteText } from '../../sql/quote.ts';
import { writeName } from '../../sql/write-name.ts';
import type { RuleName } from '../definition/definition.ts';
import type { LifetimeColumn, Segment, SideShape } from '../recipe.ts';
import type { ColumnFacts } from '../roles/column-facts.ts';
import { readLeft } from '../roles/read-left.ts';
import type { Role, Shape } from '../roles/role.ts';
import { matchName } from '../roles/role-names.ts';
import { knowsSilence, sumsUp } from '../roles/knows-silence.ts';
import { findLifetimeColumns } from './find-lifetime-columns.ts';
import { toSegment, type StartTable } from './start-table.ts';

/** A table and the name of its data cell. */
export interface NamedTable extends StartTable {
  readonly name: string;
}

/** What a starter notebook stands on. */
export interface StartPlan {
  readonly tables: readonly NamedTable[];
  /** The table that the definition is about. */
  readonly main: NamedTable;
  /** A second table of the same customers whose columns are joined to the main one's. */
  readonly beside: NamedTable | null;
  readonly besideColumns: readonly string[];
  /** The main table as it was exported before: the same columns, an earlier day. */
  readonly earlier: NamedTable | null;
  readonly rule: RuleName;
  readonly sides: Readonly<Partial<Record<SideShape, NamedTable>>>;
  readonly segments: readonly Segment[];
  readonly has: ReadonlySet<LifetimeColumn>;
  readonly asOf: string | null;
  /** The first day on which somebody began or came, or null when it is not told. */
  readonly firstDay: string | null;
}

const begins: readonly Role[] = ['started', 'time', 'period'];

/** `reasons` and `segments` are names of analyses. */
const names: Readonly<Record<Shape, string>> = {
  customers: 'customers',
  activity: 'activity',
  periods: 'periods',
  reasons: 'reason_forms',
  indicators: 'indicators',
};

/** Names that the definition yields and segments cannot have. */
const contract = new Set(
  'customer customer_id started started_on ended ended_on churned tenure value reason as_of entered entered_on spell note excluded period day amount contact observed'.split(
    ' ',
  ),
);

/**
 * Which table is about whom, and by which rule.
 * @throws ProblemError `start-no-rule` when no table says who left; `start-flag-unclear` when one would, if its values were known; `start-rule-role` when the wanted rule lacks a role
 */
export function planStart(found: readonly StartTable[], wanted: RuleName | null = null): StartPlan {
  const given = nameTables(found);
  const known = findMain(given, wanted);
  const named = known || wanted !== null ? given : given.map(toLeavers);
  const chosen = known ?? named.find(isLeavers) ?? null;
  if (!chosen) throw new ProblemError(findUnclearFlag(given) ?? { code: 'start-no-rule' });
  const { tables, main, earlier } = orderExports(named, chosen);
  const rule = wanted ?? (isLeavers(main) ? 'flag' : findRule(main, tables));
  if (rule === null) throw new ProblemError({ code: 'start-no-rule' });
  checkRule(rule, main, tables);
  const flag = main.facts.find(({ name }) => name === main.guess.roles.get('churned'));
  if (rule === 'flag' && flag && !main.guess.left && !readLeft(flag))
    throw new ProblemError(toUnclear(main.file, flag));
  const beside =
    tables.find(
      (one) =>
        one !== main &&
        one !== earlier &&
        one.guess.shape === 'customers' &&
        one.guess.roles.has('customer') &&
        isUnique(one),
    ) ?? null;
  const mainNames = new Set(main.facts.map((one) => foldName(one.name)));
  const joins = main.guess.shape === 'customers' ? beside : null;
  const besideColumns = joins
    ? joins.guess.segments.filter((name) => !mainNames.has(foldName(name)) && !contract.has(foldName(name)))
    : [];
  const toSegments = (table: NamedTable, list: readonly string[]): Segment[] =>
    table.facts.filter((one) => list.includes(one.name)).map(toSegment);
  const own = main.guess.segments.filter((name) => !contract.has(foldName(name)));
  const sides = findSides(tables);
  const asOf =
    [main, ...(rule === 'inactive' && sides.activity ? [sides.activity] : [])]
      .flatMap((one) => one.lastDay ?? [])
      .toSorted()
      .at(-1) ?? null;
  const firstDay =
    [main, ...(rule === 'inactive' && sides.activity ? [sides.activity] : [])]
      .flatMap(({ guess: { roles }, days }) =>
        begins.flatMap((role) => days.get(roles.get(role) ?? '')?.first ?? []),
      )
      .toSorted()[0] ?? null;
  return {
    tables,
    main,
    beside: besideColumns.length > 0 ? joins : null,
    besideColumns,
    // What is joined to one export only cannot be compared.
    earlier: besideColumns.length > 0 ? null : earlier,
    rule,
    sides,
    segments: [...toSegments(main, own), ...(joins ? toSegments(joins, besideColumns) : [])],
    has: findLifetimeColumns(rule, main.guess, sides.activity?.guess ?? null, asOf),
    asOf,
    firstDay,
  };
}

/** A column that is called like a flag of leaving, whose few values do not say which of them means left. */
function findUnclearFlag(tables: readonly NamedTable[]): Problem | null {
  for (const { file, facts } of tables)
    for (const one of facts) {
      // A state may be one of a country.
      const isCalled =
        !/^state$/i.test(one.name) &&
        matchName(one.name).some(({ role }) => role === 'churned' || role === 'status');
      if (isCalled && one.samples.length >= 2 && one.samples.length <= 6) return toUnclear(file, one);
    }
  return null;
}

function toUnclear(file: string, { name, samples }: ColumnFacts): Problem {
  const last = samples.at(-1) ?? '';
  const value = last === '' || Number.isNaN(Number(last)) ? quoteText(last) : last;
  const example = `${writeName(name)} = ${value}`;
  const argument = `'${`churned=${example}`.replaceAll("'", String.raw`'\''`)}'`;
  const values = { file, column: name, values: samples.join(', '), example, argument };
  return { code: 'start-flag-unclear', values };
}

/**
 * Of two exports of one list of customers – the same columns – the later is what the notebook is about: by the last day in them,
 * else the one given last.
 */
function orderExports(
  tables: readonly NamedTable[],
  chosen: NamedTable,
): { tables: readonly NamedTable[]; main: NamedTable; earlier: NamedTable | null } {
  const columnsOf = ({ facts }: NamedTable): string =>
    facts
      .map((one) => foldName(one.name))
      .toSorted()
      .join('\n');
  const alike = tables.filter(
    (one) => one.guess.shape === 'customers' && one.facts.length > 0 && columnsOf(one) === columnsOf(chosen),
  );
  if (chosen.guess.shape !== 'customers' || alike.length !== 2)
    return { tables, main: chosen, earlier: null };
  const [before, now] = alike.toSorted((a, b) => (a.lastDay ?? '').localeCompare(b.lastDay ?? ''));
  if (!before || !now) return { tables, main: chosen, earlier: null };
  const [main, earlier] = [
    { ...now, name: names.customers },
    { ...before, name: `${names.customers}_before` },
  ];
  return {
    tables: tables.map((one) => (one === now ? main : one === before ? earlier : one)),
    main,
    earlier,
  };
}

function nameTables(found: readonly StartTable[]): NamedTable[] {
  const used = new Map<string, number>();
  return found.map((table) => {
    const stem = names[table.guess.shape];
    const times = (used.get(stem) ?? 0) + 1;
    used.set(stem, times);
    return { ...table, name: times === 1 ? stem : `${stem}_${times}` };
  });
}

function findMain(tables: readonly NamedTable[], wanted: RuleName | null): NamedTable | null {
  const shapes: readonly Shape[] =
    wanted === 'inactive'
      ? ['customers', 'activity']
      : wanted === 'status' || wanted === 'downgraded'
        ? ['periods']
        : ['customers', 'periods', 'activity'];
  const weigh = ({ guess: { roles } }: NamedTable): number =>
    (roles.has('started') && roles.has('ended') ? 4 : 0) +
    (roles.has('churned') ? 2 : 0) +
    (roles.has('reason') ? 1 : 0) +
    (roles.has('value') ? 1 : 0);
  // One row for a customer with a flag says who left; rows of contracts say which contract ended.
  const rank = (one: NamedTable): number =>
    weigh(one) + (one.guess.roles.has('churned') && isUnique(one) ? 6 : 0);
  const suits = (one: NamedTable): boolean =>
    wanted === null
      ? findRule(one, tables) !== null
      : wanted === 'inactive' || needs[wanted].every((role) => one.guess.roles.has(role));
  for (const shape of shapes) {
    const fitting = tables.filter((one) => one.guess.shape === shape && suits(one));
    const best = fitting.toSorted((a, b) => rank(b) - rank(a))[0];
    if (best) return best;
  }
  return wanted === null ? null : (tables.find((one) => shapes.includes(one.guess.shape)) ?? null);
}

/** SQL of a flag that every row of a list of leavers has. */
const everyone = 'true';

/** Whether a table lists only customers who left. */
export const isLeavers = ({ guess }: NamedTable): boolean => guess.roles.get('churned') === everyone;

/** A list of those who left, each with a reason, where no table says who is still here: everyone in it has left. */
function toLeavers(table: NamedTable): NamedTable {
  const { shape, roles } = table.guess;
  const [reason, time] = [roles.get('reason'), roles.get('time')];
  const isNamed = [reason, time].some((name) =>
    /churn|cancel|terminat|leav|left|lost|exit|流失|离网|退订|销户|注销|终止|离开|解约/i.test(name ?? ''),
  );
  if (shape !== 'reasons' || !roles.has('customer') || reason === undefined || !isNamed) return table;
  const ended: [Role, string][] = time === undefined ? [] : [['ended', time]];
  return { ...table, guess: { ...table.guess, roles: new Map([...roles, ['churned', everyone], ...ended]) } };
}

function findRule({ guess: { shape, roles } }: NamedTable, tables: readonly NamedTable[]): RuleName | null {
  if (!roles.has('customer')) return null;
  if (shape === 'activity') return roles.has('time') ? 'inactive' : null;
  if (shape === 'periods') return roles.has('period') ? 'status' : null;
  if (shape !== 'customers') return null;
  if (roles.has('ended') && roles.has('started')) return 'ended';
  if (roles.has('churned')) return 'flag';
  if (roles.has('ended')) return 'ended';
  return knowsSilence(roles) || tables.some((one) => one.guess.shape === 'activity') ? 'inactive' : null;
}

const needs: Readonly<Record<RuleName, readonly Role[]>> = {
  ended: ['customer', 'ended'],
  flag: ['customer', 'churned'],
  inactive: ['customer', 'time'],
  status: ['customer', 'period'],
  downgraded: ['customer', 'period', 'value'],
};

function checkRule(rule: RuleName, main: NamedTable, tables: readonly NamedTable[]): void {
  if (rule === 'inactive' && knowsSilence(main.guess.roles)) return;
  const about =
    rule === 'inactive' && main.guess.shape !== 'activity'
      ? tables.find((one) => one.guess.shape === 'activity')
      : main;
  const lacking = needs[rule].find((role) => !about?.guess.roles.has(role));
  if (lacking)
    throw new ProblemError({
      code: 'start-rule-role',
      values: { rule, role: lacking, file: (about ?? main).file },
    });
}

function findSides(tables: readonly NamedTable[]): Partial<Record<SideShape, NamedTable>> {
  const sides: Partial<Record<SideShape, NamedTable>> = {};
  for (const table of tables) {
    const { shape } = table.guess;
    // Customers are beside themselves only where they say how often and how recently each of them came.
    if (shape !== 'customers' || sumsUp(table.guess.roles)) sides[shape] ??= table;
  }
  return sides;
}

function isUnique({ facts, guess }: NamedTable): boolean {
  const key = facts.find((one) => one.name === guess.roles.get('customer'));
  return key !== undefined && key.distinct >= 0.9 * (key.rows - key.nulls);
}
