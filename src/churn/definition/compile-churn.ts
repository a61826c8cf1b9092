import type { Problem } from '../../problem.ts';
import { foldName } from '../../sql/fold-name.ts';
import { quoteText } from '../../sql/quote.ts';
import {
  checkColumns,
  compileDefinition,
  toLifetimes,
  type CompiledDefinition,
  type CompileSource,
} from './compile-definition.ts';
import type { Definition } from './definition.ts';
import { parseDefinition } from './parse-definition.ts';
import type { SourceColumn } from './sources.ts';
import { fillWords, ruleSentences } from './words.ts';

/** A churn cell and what stands around it. */
export interface ChurnCell extends CompileSource {
  readonly body: string;
  /** SQL name of one of its relations; null is the main one. */
  readonly relationOf: (part: string | null) => string;
}

/** One of its relations. Later steps read what earlier ones made, and may look at its columns. */
export interface ChurnStep {
  readonly part: string | null;
  readonly made: 'table' | 'view';
  readonly sql: (columnsOf: (part: string) => readonly SourceColumn[]) => string;
  readonly check?: (columns: readonly SourceColumn[]) => Problem | null;
}

/**
 * The relations of a churn cell, in the order in which they are made:
 * `all` (every spell, excluded ones too), the main one, `exclusions(rule, customers, key)`, and
 * `definition`, one row: `customers, left, rate, as_of, rule, excluded, reactivated, ends_later, no_end_date, boundary`.
 * @throws ProblemError what is wrong with the definition
 */
export function compileChurn(cell: ChurnCell): ChurnStep[] {
  const definition = parseDefinition(cell.body);
  const compiled = compileDefinition(definition, cell);
  const all = cell.relationOf('all');
  return [
    {
      part: 'all',
      made: 'table',
      sql: () => compiled.sql,
      ...(definition.sql !== null && { check: checkColumns }),
    },
    { part: null, made: 'view', sql: (columnsOf) => toLifetimes(columnsOf('all'), all) },
    { part: 'exclusions', made: 'table', sql: (columnsOf) => toExclusions(compiled, columnsOf('all'), all) },
    {
      part: 'definition',
      made: 'table',
      sql: (columnsOf) => toSummary(definition, cell, columnsOf('all'), all),
    },
  ];
}

function toExclusions(
  { exclusions }: CompiledDefinition,
  columns: readonly SourceColumn[],
  all: string,
): string {
  const has = columns.some((one) => foldName(one.name) === 'excluded');
  if (!has) return "select '' as rule, 0::bigint as customers, '' as key where false";
  if (exclusions.length === 0)
    return `select cast(excluded as varchar) as rule, count(*) as customers, 'sql' as key\nfrom ${all}\nwhere excluded is not null\ngroup by all\norder by customers desc, rule`;
  const rows = exclusions.map(({ key, label }, i) => `(${i + 1}, ${quoteText(label)}, ${quoteText(key)})`);
  return (
    `select rule, count(counted.excluded) as customers, key\n` +
    `from (values ${rows.join(', ')}) as rules(n, rule, key)\n` +
    `left join ${all} as counted on counted.excluded = rule\ngroup by n, rule, key\norder by n`
  );
}

function toSummary(
  definition: Definition,
  { language, parameters }: ChurnCell,
  columns: readonly SourceColumn[],
  all: string,
): string {
  const has = (name: string): boolean => columns.some((one) => foldName(one.name) === name);
  const kept = has('excluded') ? 'excluded is null' : 'true';
  const note = (key: string): string =>
    has('note') ? `count(*) filter (${kept} and note = '${key}')` : '0::bigint';
  const again = has('spell') ? `count(*) filter (${kept} and spell = 2)` : '0::bigint';
  const rule = describeDefinition(definition, language, (name) => parameters[name]?.value);
  return (
    `select\n  count(*) filter (${kept}) as customers,\n  count(*) filter (${kept} and churned) as "left",\n` +
    `  "left" / nullif(customers, 0) as rate,\n  cast(max(as_of) as date) as as_of,\n  ${quoteText(rule)} as rule,\n` +
    `  count(*) - customers as excluded,\n  ${again} as reactivated,\n  ${note('ends_later')} as ends_later,\n` +
    `  ${note('no_end_date')} as no_end_date,\n  ${quoteText(definition.boundary)} as boundary\nfrom ${all}`
  );
}

/** The rule in one or two sentences. `valueOf` gives the value of a parameter, for people to read. */
export function describeDefinition(
  definition: Definition,
  language: 'zh' | 'en',
  valueOf: (parameter: string) => unknown = () => undefined,
): string {
  if (definition.sql !== null) return definition.label ?? ruleSentences.sql[language];
  const { rule, reactivation } = definition;
  const said = (text: string): string => {
    const value = text.startsWith('$') ? valueOf(text.slice(1)) : undefined;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : text;
  };
  const asOf = definition.asOf ?? valueOf('as_of');
  const toDay = (text: string): string => (language === 'zh' ? ` ${said(text)} ` : said(text));
  const values = {
    days: said(definition.days),
    falls: said(definition.falls),
    over: said(definition.over),
    left: quoteWords(definition.left ?? [], language),
    asOf: typeof asOf === 'string' ? toDay(asOf) : ruleSentences.lastDay[language],
  };
  const first = fillWords(ruleSentences[findSentence(definition)], language, values);
  if (rule === 'downgraded') return first;
  return `${first}${language === 'en' ? ' ' : ''}${ruleSentences[reactivation][language]}`;
}

function findSentence({ rule, boundary, left }: Definition): keyof typeof ruleSentences {
  if (rule === 'inactive' && boundary === 'calendar') return 'inactiveCalendar';
  if (left === null) return rule;
  return rule === 'flag' ? 'flagGiven' : rule === 'status' ? 'statusGiven' : rule;
}

/** The values that mean left, as a sentence names them. */
function quoteWords(values: readonly string[], language: 'zh' | 'en'): string {
  return values.map((one) => `“${one}”`).join(ruleSentences.values[language]);
}
