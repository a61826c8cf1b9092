import { isCode, tokenize } from '../../sql/tokenize.ts';
import { foldName } from '../../sql/fold-name.ts';
import { unquoteName } from '../../sql/quote.ts';
import { findConditions, findExpressions } from './find-conditions.ts';
import type { GroupColumn } from './find-group.ts';
import { isCount } from './own-counts.ts';

const deepest = 4;

/**
 * The count that a figure of the same table is made of, by what the SELECT calls by its name: `leavers` of `leavers / at_start`
 * and of `wilson_low(leavers, at_start)`; of a sum the count with the same `filter (where …)`. Null where there is none.
 */
export function findCountedColumn(
  sql: string,
  columns: readonly GroupColumn[],
  name: string,
  depth = 0,
): string | null {
  if (depth > deepest) return null;
  for (const expression of findExpressions(sql, name)) {
    const used = tokenize(expression)
      .filter(isCode)
      .filter(({ kind }) => kind === 'word' || kind === 'quoted')
      .map(({ text }) => columns.find((one) => foldName(one.name) === foldName(unquoteName(text))))
      .find((one) => one !== undefined && one.name !== name);
    if (used && isCount(used)) return used.name;
    const filter = findConditions(expression).join(' and ');
    const same = columns.find(
      (one) =>
        filter !== '' &&
        isCount(one) &&
        findExpressions(sql, one.name).some((other) => findConditions(other).join(' and ') === filter),
    );
    const found = same?.name ?? (used ? findCountedColumn(sql, columns, used.name, depth + 1) : null);
    if (found !== null) return found;
  }
  return null;
}
