import { groupDigits } from './group-digits.ts';
import type { Language } from './language.ts';

interface Words {
  readonly value: string;
  readonly series: string;
  readonly rows: string;
  readonly unfinished: string;
  firstOf(shown: number, all: number): string;
}

/** Words drawn inside charts. */
export const chartWords: Readonly<Record<Language, Words>> = {
  en: {
    value: 'value',
    series: 'series',
    rows: 'rows',
    unfinished: '(unfinished)',
    firstOf: (shown, all) => `The ${shown} largest of ${all}`,
  },
  zh: {
    value: '数值',
    series: '系列',
    rows: '行数',
    unfinished: '（未完整）',
    firstOf: (shown, all) => `共 ${all} 项，只画最大的 ${shown} 项`,
  },
};

interface Notes {
  rows(shown: number, total: number): string;
  facets(shown: number, total: number, field: string): string;
  categories(shown: number, total: number, field: string): string;
  removed(parts: string): string;
}

const group = (count: number): string => groupDigits(String(count));

/** Sentences under a chart that does not show everything. */
export const chartNotes: Readonly<Record<Language, Notes>> = {
  en: {
    rows: (shown, total) =>
      `Drawn from the first ${group(shown)} of ${group(total)} rows. Group them in a query to see all.`,
    facets: (shown, total, field) =>
      `${shown} of the ${group(total)} values of “${field}” have a panel here.`,
    categories: (shown, total, field) => `${shown} of the ${group(total)} values of “${field}” are drawn.`,
    removed: (parts) =>
      `Left out of this chart for safety: ${parts}. Charts read the notebook’s own data only.`,
  },
  zh: {
    rows: (shown, total) =>
      `共 ${group(total)} 行，只画了前 ${group(shown)} 行。先用查询汇总，就能看到全部。`,
    facets: (shown, total, field) => `“${field}”有 ${group(total)} 个取值，这里只画出 ${shown} 个分面。`,
    categories: (shown, total, field) => `“${field}”有 ${group(total)} 个取值，只画出 ${shown} 个。`,
    removed: (parts) => `为了安全，图表中的 ${parts} 已被去掉。图表只读取笔记本自己的数据。`,
  },
};
