import type { CellDraft, RecipeContext } from '../recipe.ts';
import { createSay, input } from './draft.ts';

/** The parameters that several analyses share: one cell each, written by the first analysis that needs it. */
export type SharedInput = 'period' | 'grain' | 'small';

/** The cells of those shared inputs that the notebook does not have yet. */
export function writeSharedInputs(context: RecipeContext, names: readonly SharedInput[]): CellDraft[] {
  return names.filter((name) => !context.taken.has(name)).map((name) => write[name](context));
}

const write: Readonly<Record<SharedInput, (context: RecipeContext) => CellDraft>> = {
  period: (context) => {
    const say = createSay(context);
    const to = context.asOf ?? '2024-12-31';
    return input('period', [
      'type: daterange',
      `label: ${say('分析期间', 'Period')}`,
      `default: [${monthsBefore(to, countMonths(context), 1)}, ${to}]`,
    ]);
  },
  grain: (context) =>
    input('grain', [
      'type: select',
      `label: ${createSay(context)('时间粒度', 'Period length')}`,
      'options: [day, week, month, quarter, year]',
      ...(context.language === 'zh' ? ['labels: [日, 周, 月, 季, 年]'] : []),
      'default: month',
    ]),
  small: (context) =>
    input('small', [
      'type: number',
      `label: ${createSay(context)('少于多少客户算小组', 'A group is small below')}`,
      'default: 30',
      'min: 1',
      'step: 1',
    ]),
};

/** How many months the period has: a year, or less where the customers were not known yet when the year began. */
export function countMonths({ asOf, firstDay, silence }: RecipeContext): number {
  if (asOf === null || !firstDay) return 12;
  const known = monthsBefore(firstDay, 0, silence ?? 0);
  const found = [12, 6, 3, 1].find((months) => known < monthsBefore(asOf, months, 1));
  return found ?? (silence ? 1 : 12);
}

/** The same day some months before, or the last of that month, and as many days on. */
export function monthsBefore(day: string, months: number, on: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const isLast = new Date(Date.UTC(year, month - 1, date + 1)).getUTCDate() === 1;
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  const found = isLast ? last : Math.min(date, last);
  return new Date(Date.UTC(year, month - 1 - months, found + on)).toISOString().slice(0, 10);
}

/** SQL of the interval from one period to the next. */
export const grainStep =
  "case $grain when 'day' then interval 1 day when 'week' then interval 7 day when 'month' then interval 1 month " +
  "when 'quarter' then interval 3 month else interval 1 year end";

/** SQL condition: present when the period begins. An `or` would be tested for each row by itself, which takes four times as long. */
export const presentAtStart = 'started_on < $period_from and coalesce(ended_on >= $period_from, true)';
