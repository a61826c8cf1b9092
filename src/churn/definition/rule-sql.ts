import type { Definition } from './definition.ts';
import type { PlannedExclusion } from './exclusion-sql.ts';
import type { Source, SourceColumn } from './sources.ts';
import type { AutomaticKey } from './words.ts';

/** What a rule is compiled from. */
export interface RuleRequest {
  readonly definition: Definition;
  readonly from: Source;
  /** Relation of activities or periods; the same as `from` when the cell names none. */
  readonly events: Source;
  readonly exclusions: readonly PlannedExclusion[];
  readonly segments: readonly SourceColumn[];
  /** SQL of the as-of date, or null when the data give it. */
  readonly asOf: string | null;
  readonly label: (key: AutomaticKey) => string;
}

/**
 * The first part of a definition's SQL: common table expressions, of which the last is
 * `spells(customer_id, spell, started_on, ended_on, churned, tenure_given, value, reason, entered_on, as_of, note, excluded, <rule_n>, <segments>)`.
 */
export interface RuleSql {
  readonly tables: readonly NamedSql[];
  /** What the rule itself excludes, in order. */
  readonly automatic: readonly AutomaticKey[];
}

export interface NamedSql {
  readonly name: string;
  /** Why it is there, for the reader of the SQL. */
  readonly note?: string;
  readonly sql: string;
  /** Computed anew wherever it is read: a copy of every row would take more room than time is saved. */
  readonly isInlined?: true;
}

/** `select` with its list, one item in a line. */
export function select(items: readonly string[], rest: string): string {
  return `  select\n${items.map((item) => `    ${item}`).join(',\n')}\n  ${rest}`;
}
