import { accountColumns } from './account-columns.ts';
import { findQuestions } from './find-questions.ts';
import type { ImportJob, ImportProgress, ImportReport, LoadableKind, Notice } from './import-report.ts';
import { type Head, inspectText } from './inspect-text.ts';
import { type AccountedText, loadAccounted } from './load-accounted.ts';
import type { ColumnPlan } from './plan-columns.ts';
import type { TextLayout } from './read-layout.ts';
import { createBlobScratch } from './scratch.ts';

/** Imports a delimited text: encoding → dialect, header, names → types on every value → load → account. */
export async function importText(
  job: ImportJob,
  head: Head,
  onProgress: (progress: ImportProgress) => void,
  kind?: LoadableKind,
): Promise<ImportReport> {
  const { file, relation } = job;
  const { encoding, bom, layout, plans: suggested, recipe } = await inspectText(file, head, job.recipe ?? {});
  onProgress({ stage: 'inspect', percent: 10 });
  const loaded = await loadAccounted(
    job,
    { encoding, bom, layout, plans: suggested },
    job.scratch ?? createBlobScratch(),
    onProgress,
  );
  const { report, plans, reviews, records, setAside, mended } = loaded;
  onProgress({ stage: 'account', percent: 95, rows: report.rows });
  const columns = await accountColumns(job.engine, relation, report.columns, plans, reviews, job.signal);
  return {
    file: file.name,
    kind: kind ?? (layout.delimiter === '\t' ? 'tsv' : 'csv'),
    encoding,
    delimiter: layout.delimiter,
    relation,
    records,
    loaded: report.rows,
    setAside,
    columns,
    notices: [...layout.notices, ...findNotices(layout, loaded, plans)],
    mended,
    questions: findQuestions(plans, layout.delimiter),
    recipe,
  };
}

function findNotices(layout: TextLayout, loaded: AccountedText, plans: readonly ColumnPlan[]): Notice[] {
  const { records, isRewritten, mended, nuls } = loaded;
  const notices: Notice[] = [];
  const say = (code: Notice['code'], values: Notice['values'] = {}): void =>
    void notices.push({ code, values });
  if (records === 0) say('noticeHeaderOnly', { columns: layout.names.length });
  if (isRewritten) say('noticeRewritten');
  if (mended.length > 0) say('noticeMended', { records: mended.length });
  if (nuls > 0) say('noticeNulBytes', { count: nuls });
  return [...notices, ...findFormNotices(plans)];
}

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
