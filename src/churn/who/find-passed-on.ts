import { isDateType, isNumberType } from '../roles/column-facts.ts';
import type { Asking } from '../start/read-start-table.ts';
import { foldName } from '../../sql/fold-name.ts';
import { unquoteName } from '../../sql/quote.ts';
import { findExpressions } from './find-conditions.ts';
import type { OwnNumber } from './find-own-who.ts';
import { mostRows, names, readRows, shares, toWords, type Told } from './find-told.ts';

/**
 * Rows upstream that may stand behind what a table passes on as it is, the nearest first: a text or a day of a table of one row
 * names a group, and a column under another name is the same number of the row with the same texts. Each is the only such row.
 */
export async function findPassedOn(engine: Asking, number: OwnNumber): Promise<Told[]> {
  const { columns, row, column, sources, rowCount } = number;
  const pointed = columns.find(({ name }) => name === column);
  const value = column === null ? null : row[column];
  if (column === null || !pointed || value === null || value === undefined) return [];
  const made = findExpressions(sources[0]?.sql ?? '', column);
  const isWord = !isNumberType(pointed);
  if (isWord !== (rowCount ?? 2) <= 1) return [];
  const texts = toWords(columns, row, isDateType(pointed));
  const found: Told[] = [];
  for (const source of sources) {
    const from = source.columns.find(({ name, ...one }) =>
      isWord
        ? !isNumberType(one) && made.some((text) => names(text, name))
        : made.some((text) => foldName(unquoteName(text)) === foldName(name)),
    );
    if (!from || (source.rowCount ?? 0) < 1 || (source.rowCount ?? 0) > mostRows) continue;
    const rows = (await readRows(engine, source)).filter(
      (one) => one[from.name] === value && (isWord || shares(toWords(source.columns, one, false), texts)),
    );
    const [only, second] = rows;
    if (only && !second) found.push({ relation: source.name, row: only, column: isWord ? null : from.name });
  }
  return found;
}
