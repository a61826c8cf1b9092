import { foldName } from '../../sql/fold-name.ts';
import { unquoteName } from '../../sql/quote.ts';
import { tokenize } from '../../sql/tokenize.ts';
import { isNumberType } from '../roles/column-facts.ts';
import { findExpressions } from './find-conditions.ts';
import { findCustomerColumn } from './find-customer-column.ts';
import type { OwnNumber } from './find-own-who.ts';
import { setting, test, type Nobody } from './who.ts';

const statistic = /\b(?:chi_square(?:_p)?|corr|covar\w*|regr_\w+|stddev\w*|var_\w+|auc|cramers_v)\b/i;
const statisticName = /^(?:p|df|r|auc|chi_square|cramers_v)$|^p_|_(?:p|r|auc|chi_square|cramers_v)$/i;

/** Why a figure of a notebook's own SQL has no list: by what the SELECT makes it of. */
export function findWhyNone(nobody: Nobody, { column, columns, sources }: OwnNumber): Nobody {
  const known = sources.flatMap((source) => source.columns);
  const made = column === null ? [] : findExpressions(sources[0]?.sql ?? '', column);
  if (made.some((text) => /^\$\w+(?:\s*::\s*\w+)?$/u.test(text))) return setting;
  const hasCustomers = findCustomerColumn(known) !== undefined;
  if (sources.length > 0 && !hasCustomers) return { nobody: 'totals' };
  if (sources.length === 0) return nobody;
  if (column === null) return { nobody: 'own' };
  if (statisticName.test(column) || made.some((text) => statistic.test(text))) return test;
  const words = new Set(made.flatMap((text) => tokenize(text).map((one) => foldName(unquoteName(one.text)))));
  const figures = [...columns, ...known]
    .filter((one) => isNumberType(one) && one.name !== column && words.has(foldName(one.name)))
    .map(({ name }) => name);
  return figures.length > 0 ? { nobody: 'made', of: [...new Set(figures)] } : { nobody: 'own' };
}
