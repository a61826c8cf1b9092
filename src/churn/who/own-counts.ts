import type { GroupColumn } from './find-group.ts';

const leavers = /^(leavers|left|lost|gone|churned|流失|流失人数|流失客户数|离网)$/i;
const left = /leav|left|lost|gone|churn|closed|流失|离网|销户/i;
const all = /^(n|size|count|total|base|at_start|customers_at_start|人数|期初客户|期初客户数)$/i;
const people = /customer|forms|people|subscribers|人数|客户/i;
const other =
  /place|position|rank|order|score|year|age|month$|group$|排名|名次|value|revenue|amount|sales|assets|收入|金额|销售额|资产/i;
const rate = /^((churn|lost|left)[ _]?rate|rate|churn|流失率|离网率)$/i;
const whole = /INT$|INTEGER/;

/** Whether a column counts something that may be customers, by its name and type. */
export function isCount({ name, type }: GroupColumn): boolean {
  return whole.test(type) && !other.test(name);
}

/**
 * The column of a report's own table that counts the customers behind a number: the number itself where it is whole; for a mark of
 * a chart, a rate or a share the one that counts those who left, else those of the group. Null where two might be meant: in a table
 * of one row every figure is of something else.
 */
export function findCountColumn(
  columns: readonly GroupColumn[],
  pointed: string | null,
  isOneRow: boolean,
): string | null {
  const counts = columns.filter(isCount);
  const names = counts.map(({ name }) => name);
  if (pointed !== null && columns.some(({ name, type }) => name === pointed && whole.test(type)))
    return names.includes(pointed) ? pointed : null;
  if (isOneRow && !rate.test(pointed ?? '')) return null;
  const wantsAll = pointed !== null && people.test(pointed) && !left.test(pointed);
  const order = wantsAll ? [all, people] : [leavers, left, people, all];
  for (const pattern of order) {
    const [found, second] = names.filter(
      (name) => pattern.test(name) && (pattern !== people || !all.test(name)),
    );
    if (found !== undefined) return second === undefined ? found : null;
  }
  return null;
}
