import { quoteName } from '../../sql/quote.ts';

/** What is known of a column without looking at all of it again. */
export interface ColumnFacts {
  readonly name: string;
  /** DuckDB's type. */
  readonly type: string;
  /** Number of different values, nulls not counted; may be an estimate. */
  readonly distinct: number;
  readonly nulls: number;
  /** Some different values, as text. */
  readonly samples: readonly string[];
  readonly rows: number;
}

export function isDateType({ type }: Pick<ColumnFacts, 'type'>): boolean {
  return type === 'DATE' || type.startsWith('TIMESTAMP');
}

/** Dates, texts and numbers that read as a day or month, and columns that hold nothing. */
export function holdsDates(facts: ColumnFacts): boolean {
  if (isDateType(facts)) return true;
  if (facts.samples.length === 0) return true;
  return facts.samples.every((text) =>
    /^(?:19|20)\d\d(?:[-/.年]?(?:0?[1-9]|1[0-2])(?:[-/.月]?(?:[0-2]?\d|3[01])日?)?月?)(?:[ T]\d\d:\d\d.*)?$|^\d{1,2}月\d{1,2}日$/.test(
      text.trim(),
    ),
  );
}

/**
 * How days are written that begin with the day or the month: `%d/%m/%Y`, `%m/%d/%Y` and the like; null for other texts, and
 * where no value tells which of the two it is. Words in `others` stand where there is no day.
 */
export function findDayForm({ samples }: ColumnFacts, others: readonly string[]): string | null {
  const days = samples.map((text) => text.trim()).filter((text) => !others.includes(text.toLowerCase()));
  const parts = days.map((text) => /^(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d)$/.exec(text));
  const [first] = parts;
  if (!first || !parts.every((one) => one?.[2] === first[2])) return null;
  const [some, other] = [1, 3].map((at) => Math.max(...parts.map((one) => Number(one?.[at]))));
  if (some === undefined || other === undefined || Math.min(some, other) > 12 || (some <= 12 && other <= 12))
    return null;
  const mark = first[2] ?? '/';
  return (some > 12 ? ['%d', '%m', '%Y'] : ['%m', '%d', '%Y']).join(mark);
}

/** How many milliseconds each unit is of numbers that count them since 1970, by their size; null for others. */
export function findEpoch(facts: ColumnFacts): 1 | 1000 | null {
  if (!isNumberType(facts) || facts.samples.length === 0) return null;
  if (facts.samples.every((text) => /^1\d{9}$/.test(text))) return 1000;
  return facts.samples.every((text) => /^1\d{12}$/.test(text)) ? 1 : null;
}

/** Whether the values are months or days that stand for one: `2024-01`, `202401`, `2024年1月`, `6月`, or all the first of a month. */
export function holdsPeriods(facts: ColumnFacts): boolean {
  if (facts.samples.length === 0) return false;
  return facts.samples.every((text) =>
    /^(?:(?:19|20)\d\d[-/.年]?(?:0?[1-9]|1[0-2])月?|(?:0?[1-9]|1[0-2])月|(?:19|20)\d\d[-/]?(?:0?[1-9]|1[0-2])[-/]?01(?:[ T]00:00:00)?)$/.test(
      text.trim(),
    ),
  );
}

export function isNumberType({ type }: Pick<ColumnFacts, 'type'>): boolean {
  return /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|FLOAT|DOUBLE|DECIMAL)/.test(type);
}

export function isTextType({ type }: ColumnFacts): boolean {
  return type === 'VARCHAR' || type.startsWith('ENUM');
}

/** Different values per filled row, 0–1. */
export function uniqueness({ distinct, rows, nulls }: ColumnFacts): number {
  const filled = rows - nulls;
  return filled <= 0 ? 0 : Math.min(1, distinct / filled);
}

/** So many rows are looked at for the values of a column. */
export const lookedAt = 20000;

/** A SELECT of one row for each column, in their order: `name, type, distinct, nulls, samples, rows`. */
export function toFactsSql(
  relation: string,
  columns: readonly { readonly name: string; readonly type: string }[],
): string {
  const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const one = ({ name, type }: { name: string; type: string }, i: number): string => {
    const column = quoteName(name);
    const samples = `(select list(v order by v) from (select distinct cast(${column} as varchar) as v from (from ${relation} limit ${lookedAt}) where ${column} is not null limit 30))`;
    // An estimate is off by as much as a tenth, too much to tell whether customers repeat: few rows are counted.
    const counted = `(select count(distinct ${column}) from (from ${relation} limit ${lookedAt}))`;
    const distinct = `if(count(*) <= ${lookedAt}, any_value(counted), greatest(approx_count_distinct(${column}), len(any_value(samples))))`;
    return `select ${i} as i, ${quote(name)} as name, ${quote(type)} as type, ${distinct} as "distinct", count(*) - count(${column}) as nulls, any_value(samples) as samples, count(*) as "rows" from ${relation}, (select coalesce(${samples}, []) as samples, ${counted} as counted)`;
  };
  return `select * exclude (i) from (${columns.map(one).join('\nunion all ')}) order by i`;
}
