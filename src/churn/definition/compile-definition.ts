import { ProblemError, type Problem } from '../../problem.ts';
import type { BoundValue } from '../../sql/bind-parameters.ts';
import { foldName } from '../../sql/fold-name.ts';
import { quoteText } from '../../sql/quote.ts';
import { writeName } from '../../sql/write-name.ts';
import { compileActivity } from './activity-sql.ts';
import { compileCustomers, isBySilence } from './customers-sql.ts';
import type { Definition } from './definition.ts';
import { planExclusions, type PlannedExclusion } from './exclusion-sql.ts';
import { compilePeriods } from './periods-sql.ts';
import { select, type RuleRequest, type RuleSql } from './rule-sql.ts';
import { findColumn, findSource, type SourceColumn } from './sources.ts';
import { automaticLabels, type AutomaticKey } from './words.ts';

export interface CompileSource {
  /** The relation of the cell's `from=`; `''` when it has none. */
  readonly from: string;
  /** Columns of a relation; null when no cell makes it. */
  readonly columnsOf: (relation: string) => readonly SourceColumn[] | null;
  readonly parameters: Readonly<Record<string, BoundValue>>;
  readonly language: 'zh' | 'en';
}

/** A rule of exclusion: `label` is what `excluded` says. */
export interface Excluding {
  readonly key: string;
  readonly label: string;
}

export interface CompiledDefinition {
  /**
   * One SELECT, readable, with a row for each customer (or spell), excluded ones too:
   * `customer_id, started_on, ended_on, churned, tenure, value, reason, <segments>, as_of, entered_on, spell, note, excluded`.
   */
  readonly sql: string;
  /** In the order in which they are tried. Empty for own SQL, whose `excluded` speaks for itself. */
  readonly exclusions: readonly Excluding[];
}

/** Column names that a segment cannot have. */
const reserved = new Set(
  (
    'customer_id started_on ended_on churned tenure value reason as_of entered_on spell note excluded day period amount ' +
    'end_given end_unreadable left_flag tenure_given observed_on until is_new is_first_alike last_until is_active n run ' +
    'first_on first_day last_day silent_on next_period last_n fell_on value_before activities customer'
  ).split(' '),
);

/**
 * A definition as SQL.
 * @throws ProblemError `churn-no-source`, `relation-missing`, `churn-role-missing`, `churn-column-missing`, `churn-segment-name`
 */
export function compileDefinition(definition: Definition, source: CompileSource): CompiledDefinition {
  if (definition.sql !== null) return { sql: definition.sql.trim().replace(/;\s*$/, ''), exclusions: [] };
  const from = findSource(source.from, source.columnsOf);
  const beside = definition.rule === 'inactive' ? definition.activity : definition.periods;
  const isBeside = beside !== null && foldName(beside) !== foldName(from.name);
  const segments = definition.segments.map((name) => {
    if (reserved.has(foldName(name)) || /^rule_\d+$/i.test(name))
      throw new ProblemError({ code: 'churn-segment-name', values: { column: name } });
    return findColumn(from, name);
  });
  const label = (key: AutomaticKey): string => automaticLabels[key][source.language];
  const exclusions = planExclusions(definition, from, source.language);
  const rule = compileRule({
    definition,
    from,
    events: isBeside ? findSource(beside, source.columnsOf) : from,
    exclusions,
    segments,
    asOf: toAsOf(definition, source.parameters),
    label: (key) => quoteText(label(key)),
  });
  return {
    sql: joinSql(rule, exclusions, segments),
    exclusions: [
      ...rule.automatic.map((key) => ({ key, label: label(key) })),
      ...exclusions.map(({ key, label: said }) => ({ key, label: said })),
    ],
  };
}

function compileRule(request: RuleRequest): RuleSql {
  switch (request.definition.rule) {
    case 'ended':
    case 'flag':
      return compileCustomers(request);
    case 'inactive':
      return isBySilence(request) ? compileCustomers(request) : compileActivity(request);
    case 'status':
    case 'downgraded':
      return compilePeriods(request);
  }
}

function toAsOf({ asOf }: Definition, parameters: Readonly<Record<string, BoundValue>>): string | null {
  if (asOf !== null) return asOf.startsWith('$') ? `cast(${asOf} as date)` : `date '${asOf}'`;
  const known = Object.keys(parameters).find((name) => foldName(name) === 'as_of');
  return known === undefined ? null : `cast($${known} as date)`;
}

function joinSql(
  { tables }: RuleSql,
  exclusions: readonly PlannedExclusion[],
  segments: readonly SourceColumn[],
): string {
  const ctes = tables.map(({ name, note, sql, isInlined }) => {
    const comment = note ? `-- ${note}\n` : '';
    return `${comment}${name} as ${isInlined ? 'not materialized ' : ''}(\n${sql}\n)`;
  });
  const dated = "date_diff('day', started_on, coalesce(ended_on, as_of))";
  const cases = exclusions.map(({ condition, label }) => `when ${condition} then ${quoteText(label)}`);
  const excluded =
    cases.length === 0
      ? 'excluded'
      : `coalesce(excluded, case\n      ${cases.join('\n      ')}\n    end) as excluded`;
  const final = select(
    [
      'customer_id',
      'started_on',
      'ended_on',
      'churned',
      `cast(if(churned and ended_on is null, tenure_given, coalesce(${dated}, tenure_given)) as double) as tenure`,
      'value',
      'reason',
      ...segments.map(({ name }) => writeName(name)),
      'as_of',
      'entered_on',
      'cast(spell as integer) as spell',
      'note',
      excluded,
    ],
    'from spells',
  );
  return `with ${ctes.join(',\n')}\n${final.replace(/^ {2}/gm, '')}`;
}

/** Columns that own SQL must yield, with the type each has; `spell`, `entered_on`, `note` and `excluded` may be left out. */
const contract: readonly (readonly [string, string])[] = [
  ['customer_id', 'VARCHAR'],
  ['started_on', 'DATE'],
  ['ended_on', 'DATE'],
  ['churned', 'BOOLEAN'],
  ['tenure', 'DOUBLE'],
  ['value', 'DOUBLE'],
  ['reason', 'VARCHAR'],
  ['as_of', 'DATE'],
];

/** What is wrong with the columns of own SQL, or null: `churn-sql-columns`, `churn-sql-type`. */
export function checkColumns(columns: readonly SourceColumn[]): Problem | null {
  const find = (name: string): SourceColumn | undefined => columns.find((one) => foldName(one.name) === name);
  const lacking = contract.filter(([name]) => !find(name)).map(([name]) => name);
  if (lacking.length > 0) return { code: 'churn-sql-columns', values: { columns: lacking.join(', ') } };
  // A bare NULL has the type INTEGER; it is cast like numbers and texts that do no harm.
  const wrong = contract.find(([name, type]) => {
    const found = find(name)?.type ?? '';
    return (
      (type === 'DATE' || type === 'BOOLEAN') &&
      found !== type &&
      found !== 'INTEGER' &&
      !(type === 'DATE' && /^TIMESTAMP/.test(found))
    );
  });
  if (!wrong) return null;
  return {
    code: 'churn-sql-type',
    values: { column: wrong[0], type: wrong[1], found: find(wrong[0])?.type ?? '' },
  };
}

/** The columns of the main relation out of those of `all`, cast to their types. */
export function toLifetimes(columns: readonly SourceColumn[], all: string): string {
  const types = new Map([...contract, ['entered_on', 'DATE'] as const, ['spell', 'INTEGER'] as const]);
  const has = (name: string): boolean => columns.some((one) => foldName(one.name) === name);
  const given = columns.flatMap(({ name }) => {
    const type = types.get(foldName(name));
    if (foldName(name) === 'excluded' || foldName(name) === 'note') return [];
    return [
      type === undefined ? writeName(name) : `cast(${writeName(name)} as ${type}) as ${foldName(name)}`,
    ];
  });
  const filled = [
    ...(has('entered_on') ? [] : ['cast(null as date) as entered_on']),
    ...(has('spell') ? [] : ['cast(1 as integer) as spell']),
  ];
  return `${select([...given, ...filled], `from ${all}`).trimStart()}${has('excluded') ? '\n  where excluded is null' : ''}`;
}
