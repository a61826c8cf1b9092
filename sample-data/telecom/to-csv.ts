import { toLines } from '../to-lines.ts';
import type { Operator } from './simulate.ts';
import type { TelecomWords } from './words.ts';

/** The operator's customers as CSV: UTF-8, comma, LF, a missing value is an empty cell. */
export function customersToCsv(operator: Operator, words: TelecomWords): string {
  const rows = operator.subscribers.map((one) => [
    one.id,
    one.started,
    one.ended ?? '',
    words.plan[one.plan],
    words.region[one.region],
    words.channel[one.channel],
    one.age ?? '',
    words.payment[one.payment],
    one.fee,
    one.reason ? words.reason[one.reason] : '',
  ]);
  return toLines([words.customerColumns, ...rows]);
}

/** The monthly indicators as CSV. */
export function indicatorsToCsv(operator: Operator, words: TelecomWords): string {
  const rows = operator.indicators.map((one) => [
    one.month,
    one.satisfaction.toFixed(1),
    one.complaints,
    one.competitorOffers,
    one.planAge.toFixed(1),
  ]);
  return toLines([words.indicatorColumns, ...rows]);
}
