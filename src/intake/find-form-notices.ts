import type { Notice } from './import-report.ts';
import { type ColumnPlan, DUMP_NULL } from './plan-columns.ts';

/** A long number as Excel shows it in a narrow cell and then saves it: its last digits are gone. */
const SHORTENED = /^[1-9]\.\d{2,5}E\+[1-9]\d$/;

/** Forms whose values differ from what is written, and numbers that were damaged before. */
export function findFormNotices(plans: readonly ColumnPlan[]): Notice[] {
  const names = (test: (plan: ColumnPlan) => boolean): string =>
    plans
      .filter(test)
      .map(({ name }) => name)
      .join(', ');
  const withForm = (test: (id: string) => boolean): string =>
    names(({ form }) => form !== undefined && test(form.id));
  const percent = withForm((id) => id.startsWith('percent'));
  const scaled = withForm((id) => id === 'ten-thousands');
  const periods = withForm((id) => id === 'quarter' || id.endsWith('month'));
  const eras = withForm((id) => id === 'era-date' || id === 'roc-date');
  const utc = withForm((id) => id === 'utc' || id === 'to-utc');
  const offset = withForm((id) => id.startsWith('local'));
  const guarded = names(({ guard }) => guard !== undefined);
  const shortened = names(({ cells }) => cells.some((cell) => SHORTENED.test(cell)));
  const dumped = plans.some(
    ({ form, ownNulls }) => !form && ownNulls.length === 1 && ownNulls[0] === DUMP_NULL,
  );
  return [
    ...(dumped ? [{ code: 'noticeDumpNulls' as const, values: { word: DUMP_NULL } }] : []),
    ...(percent ? [{ code: 'noticePercent' as const, values: { columns: percent } }] : []),
    ...(scaled ? [{ code: 'noticeTenThousands' as const, values: { columns: scaled } }] : []),
    ...(periods ? [{ code: 'noticePeriodStart' as const, values: { columns: periods } }] : []),
    ...(eras ? [{ code: 'noticeEra' as const, values: { columns: eras } }] : []),
    ...(guarded ? [{ code: 'noticeGuards' as const, values: { columns: guarded } }] : []),
    ...(shortened ? [{ code: 'noticeShortenedIds' as const, values: { columns: shortened } }] : []),
    ...(utc ? [{ code: 'noticeUtc' as const, values: { columns: utc } }] : []),
    ...(offset ? [{ code: 'noticeOffset' as const, values: { columns: offset } }] : []),
  ];
}
