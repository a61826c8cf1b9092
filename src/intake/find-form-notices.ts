import type { Notice } from './import-report.ts';
import type { ColumnPlan } from './plan-columns.ts';

/** Forms whose values differ from what is written. */
export function findFormNotices(plans: readonly ColumnPlan[]): Notice[] {
  const names = (test: (id: string) => boolean): string =>
    plans
      .filter(({ form }) => form !== undefined && test(form.id))
      .map(({ name }) => name)
      .join(', ');
  const percent = names((id) => id.startsWith('percent'));
  const offset = names((id) => id === 'utc' || id === 'to-utc' || id.startsWith('local'));
  return [
    ...(percent ? [{ code: 'noticePercent' as const, values: { columns: percent } }] : []),
    ...(offset ? [{ code: 'noticeOffset' as const, values: { columns: offset } }] : []),
  ];
}
