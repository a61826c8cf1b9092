import { isDateType, isNumberType } from '../roles/column-facts.ts';
import { foldName } from '../../sql/fold-name.ts';
import { quoteText } from '../../sql/quote.ts';
import { writeName } from '../../sql/write-name.ts';

/** A column of the lifetimes. */
export interface GroupColumn {
  readonly name: string;
  /** DuckDB's type. */
  readonly type: string;
}

const unknown: readonly string[] = ['Unknown', '未知', '不清楚'];
const titles: Readonly<Record<string, string>> = {
  价值: 'value',
  Value: 'value',
  在网天数: 'tenure',
  'Tenure (days)': 'tenure',
};

/**
 * SQL condition of a group by its dimension and label: a value itself, a band (`< 20`, `20 – < 40`, `≥ 80`), or “unknown”.
 * Tenure is that at the period's start where there is a period. Null when no column goes by that title.
 */
export function findGroup(
  columns: readonly GroupColumn[],
  title: string,
  label: string,
  isDated: boolean,
): string | null {
  const named =
    columns.find(({ name }) => name === title) ??
    columns.find(({ name }) => foldName(name) === foldName(title));
  const column = named ?? columns.find(({ name }) => foldName(name) === titles[title]);
  if (!column) return null;
  const isTenure = !named && titles[title] === 'tenure' && isDated;
  const measure = isTenure ? "date_diff('day', started_on, $period_from)" : writeName(column.name);
  if (unknown.includes(label)) return `${measure} is null`;
  const isText = column.type === 'VARCHAR' || column.type === 'BOOLEAN' || column.type.startsWith('ENUM');
  const band = isText ? null : toBand(measure, label, isDateType(column));
  if (band !== null) return band;
  if (isNumberType(column) && Number.isNaN(Number(label))) return null;
  return column.type === 'VARCHAR'
    ? `${measure} = ${quoteText(label)}`
    : `${measure}::varchar = ${quoteText(label)}`;
}

function toBand(measure: string, label: string, isDate: boolean): string | null {
  const found = /^(?:< (?<below>\S.*)|≥ (?<from>\S.*)|(?<low>\S.*?) – < (?<high>\S.*))$/.exec(label)?.groups;
  if (!found) return null;
  const edge = (text: string): string => (isDate ? `timestamp ${quoteText(text)}` : text);
  const { below, from, low, high } = found;
  if (below !== undefined) return `${measure} < ${edge(below)}`;
  if (from !== undefined) return `${measure} >= ${edge(from)}`;
  return `${measure} >= ${edge(low ?? '')} and ${measure} < ${edge(high ?? '')}`;
}
