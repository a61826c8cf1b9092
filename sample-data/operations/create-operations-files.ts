import { createRandom } from '../random.ts';
import { toDay } from '../to-day.ts';
import { toLines } from '../to-lines.ts';

const SEED = 20240615;
const MONTHS = 18;
/** Of those at the start of a month, leavers in basis points: worst in the summer of 2024, better since. */
const CHURN = [420, 410, 400, 430, 450, 440, 460, 470, 490, 520, 560, 610, 640, 620, 560, 520, 480, 450];
/** New customers: more where more is spent on marketing. */
const JOINERS = [430, 445, 452, 440, 468, 455, 402, 390, 441, 455, 460, 472, 480, 476, 468, 462, 458, 471];
/** Yuan of marketing for each new customer; dearer until the autumn. */
const COST = [62, 63, 61, 64, 66, 65, 70, 72, 71, 74, 78, 83, 86, 84, 79, 75, 71, 68];

const columns = {
  zh: ['月份', '期初客户数', '新增客户数', '期末客户数', '营业收入', '订单数', '营销费用', '营销带来收入'],
  en: [
    'month',
    'customers_at_start',
    'new_customers',
    'customers_at_end',
    'revenue',
    'orders',
    'marketing_cost',
    'marketing_revenue',
  ],
};

/** An online shop's monthly figures, July 2023 to December 2024, in both languages, by file name. */
export function createOperationsFiles(): [string, string][] {
  const random = createRandom(SEED);
  let customers = 8200;
  const rows = Array.from({ length: MONTHS }, (_, month) => {
    const start = customers;
    const joined = JOINERS[month] ?? 0;
    customers = start + joined - Math.round((start * (CHURN[month] ?? 0)) / 10_000);
    const average = (start + customers) / 2;
    const spend = 112 + month * 0.6 + random.below(50) / 10;
    const cost = joined * (COST[month] ?? 0);
    return [
      toDay(2023, 6 + month, 1),
      start,
      joined,
      customers,
      Math.round(average * spend),
      Math.round(average * (1.42 + random.below(14) / 100)),
      cost,
      Math.round(joined * (168 + random.below(14))),
    ];
  });
  return (['zh', 'en'] as const).map((language) => [
    `operations-monthly.${language}.csv`,
    toLines([columns[language], ...rows]),
  ]);
}
