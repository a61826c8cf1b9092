/** Words in the names of columns that are filled when, or because, a customer leaves. */
const words =
  /churn|cancel|terminat|leav|left|lost|end[_ ]?date|exit|reason|refund|win[_ ]?back|predict|probab|propensity|流失|离网|离职|退订|销户|注销|终止|停机|离开|原因|挽回|解约|退款|退学|预测|概率/iu;

/** Whether a column's name suggests that its value is known only after the customer has left. */
export function isAfterwards(column: string): boolean {
  return words.test(column);
}
