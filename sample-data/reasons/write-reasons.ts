import { createRandom, type Random } from '../random.ts';
import { toLines } from '../to-lines.ts';
import * as shape from './shape.ts';

const SEED = 24090150;
const columns = {
  zh: ['客户编号', '开始日期', '结束日期', '客户规模', '月销售额', '流失原因'],
  en: ['customer_id', 'start_date', 'end_date', 'size', 'monthly_sales', 'reason'],
};
const sizes = {
  zh: { small: '小客户', medium: '中客户', large: '大客户' },
  en: { small: 'small', medium: 'medium', large: 'large' },
};

/** Customers, of whom some left for a reason in their own words, in both languages, by file name. */
export function writeReasons(): Map<string, string> {
  const random = createRandom(SEED);
  const leavers = shape.REASONS.flatMap((reason) => [
    ...Array.from({ length: reason.early }, () => ({
      reason,
      days: 10 + random.below(shape.EARLY_DAYS - 10),
    })),
    ...Array.from({ length: reason.late }, () => ({ reason, days: shape.EARLY_DAYS + random.below(700) })),
  ]).map(({ reason, days }) => {
    const ended = addDays(shape.LAST_DAY, -random.below(366));
    return { reason, started: addDays(ended, -days), ended, ...createSize(random) };
  });
  const staying = Array.from({ length: shape.STAYING }, () => ({
    reason: null,
    started: addDays(shape.LAST_DAY, -30 - random.below(1000)),
    ended: '',
    ...createSize(random),
  }));
  const customers = [...leavers, ...staying].toSorted((a, b) => (a.started < b.started ? -1 : 1));
  const files = new Map<string, string>();
  for (const language of ['zh', 'en'] as const) {
    const rows = customers.map((one, at) => [
      `K${String(at + 1).padStart(3, '0')}`,
      one.started,
      one.ended,
      sizes[language][one.size],
      one.value,
      one.reason?.[language] ?? '',
    ]);
    files.set(`reasons-customers.${language}.csv`, toLines([columns[language], ...rows]));
  }
  return files;
}

function createSize(random: Random): { size: shape.Size; value: number } {
  const size = random.pick(shape.SIZES);
  const [from, to] = shape.VALUES[size];
  return { size, value: from + 10 * random.below((to - from) / 10) };
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
