import { accountColumns } from './account-columns.ts';
import { findAccountNotices } from './find-account-notices.ts';
import { findFormNotices } from './find-form-notices.ts';
import { findQuestions } from './find-questions.ts';
import type { ImportJob, ImportProgress, ImportReport, LoadableKind, Notice } from './import-report.ts';
import type { FoundLayout } from './inspect-text.ts';
import { directTasks } from './intake-tasks.ts';
import { type AccountedText, loadAccounted } from './load-accounted.ts';
import { toColumnPlan } from './named-plan.ts';
import type { ColumnPlan } from './plan-columns.ts';
import { needsCopy } from './record-shape.ts';
import { findRowLine } from './row-lines.ts';
import { createBlobScratch } from './scratch.ts';

/** Imports a delimited text: encoding → dialect, header, names → types on every value → load → account. */
export async function importText(
  job: ImportJob,
  isWhole: boolean,
  onProgress: (progress: ImportProgress) => void,
  kind?: LoadableKind,
): Promise<ImportReport> {
  const { file, relation } = job;
  const { tasks = directTasks, scratch = createBlobScratch(), signal } = job;
  const found = await tasks.inspect(
    { file, isWhole, recipe: job.recipe ?? {} },
    { scratch, ...(signal && { signal }) },
  );
  const { encoding, bom, layout, recipe } = found;
  onProgress({ stage: 'inspect', percent: 10 });
  const loaded = await loadAccounted(
    job,
    { encoding, bom, layout, plans: found.plans.map(toColumnPlan) },
    scratch,
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
    misfitCells: [...loaded.strangers].flatMap(([column, cells]) =>
      cells.map(({ row, text }) => ({ line: findRowLine(loaded.lines, row), row, column, text })),
    ),
    mended,
    questions: findQuestions(plans, layout.delimiter),
    recipe,
  };
}

function findNotices(layout: FoundLayout, loaded: AccountedText, plans: readonly ColumnPlan[]): Notice[] {
  const { records, isRewritten } = loaded;
  const notices: Notice[] = [];
  if (records === 0) notices.push({ code: 'noticeHeaderOnly', values: { columns: layout.names.length } });
  // What the layout asks for is said by its own notice.
  if (isRewritten && !needsCopy(layout.shape)) notices.push({ code: 'noticeRewritten', values: {} });
  return [...notices, ...findAccountNotices(loaded), ...findFormNotices(plans)];
}
