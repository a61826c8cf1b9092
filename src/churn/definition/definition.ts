export type RuleName = 'ended' | 'flag' | 'inactive' | 'status' | 'downgraded';
export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** A number, or the parameter that gives it, as SQL writes it: `90` or `$days`. */
export type NumberText = string;

export type Exclusion =
  /** Tenure under so many days, left or not. */
  | { readonly kind: 'tenure_under'; readonly days: NumberText; readonly label: string | null }
  /** Left within so many days of the start. */
  | { readonly kind: 'left_within'; readonly days: NumberText; readonly label: string | null }
  /** A column of the source that is null or blank. */
  | { readonly kind: 'missing'; readonly column: string; readonly label: string | null }
  /** A SQL condition over the source's columns. */
  | { readonly kind: 'where'; readonly condition: string; readonly label: string | null };

/** A definition of churn, filled in. */
export interface Definition {
  readonly rule: RuleName;
  /** ISO date, `$parameter`, or null: the notebook's own, else the latest day in the data. */
  readonly asOf: string | null;
  /** `flag`, `status`: the values that mean left; null means the words that are known. */
  readonly left: readonly string[] | null;
  /** `inactive`: so many days without activity. */
  readonly days: NumberText;
  /** `inactive`: relation of the activities; null means `from`. */
  readonly activity: string | null;
  /** `status`, `downgraded`: relation of the periods; null means `from`. */
  readonly periods: string | null;
  /** `downgraded`: percent by which the value falls. */
  readonly falls: NumberText;
  /** `downgraded`: over so many periods. */
  readonly over: NumberText;
  /** `downgraded`: only from a value of at least this; null means any. */
  readonly atLeast: NumberText | null;
  /** Of the tenure column. */
  readonly unit: Unit;
  readonly segments: readonly string[];
  readonly exclude: readonly Exclusion[];
  readonly reactivation: 'same' | 'new';
  readonly boundary: 'calendar' | 'rolling';
  /** A SELECT of the user's own instead of all the above. */
  readonly sql: string | null;
  /** With own SQL: the rule in words. */
  readonly label: string | null;
}

export const ruleNames: readonly RuleName[] = ['ended', 'flag', 'inactive', 'status', 'downgraded'];
export const units: readonly Unit[] = ['day', 'week', 'month', 'quarter', 'year'];

/** What a definition is where its YAML says nothing. */
export const defaultDefinition: Definition = {
  rule: 'ended',
  asOf: null,
  left: null,
  days: '90',
  activity: null,
  periods: null,
  falls: '50',
  over: '3',
  atLeast: null,
  unit: 'month',
  segments: [],
  exclude: [],
  reactivation: 'same',
  boundary: 'rolling',
  sql: null,
  label: null,
};

/** The keys of each rule, beside those of every rule. */
export const ruleKeys: Readonly<Record<RuleName, readonly string[]>> = {
  ended: ['reactivation', 'unit'],
  flag: ['left', 'reactivation', 'unit'],
  inactive: ['days', 'activity', 'reactivation', 'boundary', 'unit'],
  status: ['left', 'periods', 'reactivation'],
  downgraded: ['periods', 'falls', 'over', 'at_least'],
};

export const commonKeys: readonly string[] = ['rule', 'as_of', 'exclude', 'segments'];
export const ownSqlKeys: readonly string[] = ['sql', 'as_of', 'label'];
