import { quoteText } from '../../sql/quote.ts';

/** Words in the names of columns that are filled when, or because, a customer leaves. */
const words =
  /churn|cancel|terminat|leav|left|lost|end[_ ]?date|exit|reason|refund|win[_ ]?back|predict|probab|propensity|流失|离网|离职|退订|销户|注销|终止|停机|离开|原因|挽回|解约|退款|退费|退学|退课|预测|概率/iu;
/** Names of what a customer does instead of leaving. */
const stays = /^(?:(?:is|has)[_ ]?)?(?:renewed|retained)$|^(?:是否)?已?续[费约订保]$/iu;

/** Whether a column's name suggests that its value is known only after the customer has left. */
export function isAfterwards(column: string): boolean {
  return words.test(column) || stays.test(column.trim());
}

/** SQL that is true of a dimension with such a name. */
function writeAfterwards(titles: readonly string[]): string {
  const found = titles.filter(isAfterwards).map(quoteText);
  return found.length > 0 ? `dimension in (${found.join(', ')})` : 'false';
}

/** Measures of a column over its groups (`label`, `n`, `leavers`, `expected`), by which {@link writeWarning} judges it; the log-rank model gives the same. */
export function writeSigns(unknown: string): string {
  const label = quoteText(unknown);
  return `coalesce(sum(leavers) filter (label <> ${label}), 0) / nullif(sum(leavers), 0) as filled_of_leavers,
    coalesce(sum(n - leavers) filter (label <> ${label}), 0) / nullif(sum(n - leavers), 0) as filled_of_stayers,
    sum(n) filter ((leavers = 0 and expected >= 10) or (leavers = n and n - expected >= 10)) / sum(n) as decided`;
}

/** SQL of why a column looks as if it were known only afterwards; null when it does not. */
export function writeWarning(titles: readonly string[], say: (zh: string, en: string) => string): string {
  return `case
      when ${writeAfterwards(titles)} then '${say('列名像是离开之后才有的', 'its name suggests it is known afterwards')}'
      when filled_of_leavers > 0.5 and filled_of_stayers < 0.1 * filled_of_leavers then '${say('几乎只有流失客户有值', 'filled almost only for those who left')}'
      when cramers_v > 0.9 or decided > 0.2 then '${say('几乎完全决定是否流失', 'decides almost alone who left')}'
    end`;
}

/** SQL of the names of the columns that a `warning` is about, each with it. */
export function listWarned(say: (zh: string, en: string) => string, order: string): string {
  return `string_agg(dimension || '${say('（', ' (')}' || warning || '${say('）', ')')}', '${say('、', ', ')}' order by ${order})`;
}
