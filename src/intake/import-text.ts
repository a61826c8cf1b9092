import { ProblemError } from '../problem.ts';
import { accountColumns } from './account-columns.ts';
import { detectEncoding } from './detect-encoding.ts';
import type { ImportJob, ImportProgress, ImportReport, Notice } from './import-report.ts';
import { loadText } from './load-text.ts';
import { type TextLayout, readLayout } from './read-layout.ts';

/** Imports a delimited text: encoding → dialect, header, names → types on every value → load → account. */
export async function importText(
  job: ImportJob,
  head: { readonly bytes: Uint8Array; readonly isWhole: boolean },
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportReport> {
  const { file, relation, options = {} } = job;
  const found = detectEncoding(head.bytes, head.isWhole);
  const encoding = options.encoding ?? found.encoding;
  if (encoding !== 'utf-8')
    throw new ProblemError({ code: 'encoding-not-supported-yet', values: { file: file.name, encoding } });
  const text = new TextDecoder(encoding).decode(head.bytes, { stream: !head.isWhole });
  const layout = await readLayout(text, head.isWhole, options, pause);
  if (layout.names.length === 0) throw new ProblemError({ code: 'file-empty', values: { file: file.name } });
  onProgress({ stage: 'inspect', percent: 10 });
  const { report, plans } = await loadText(job, file, layout, onProgress);
  onProgress({ stage: 'account', percent: 95, rows: report.rows });
  const columns = await accountColumns(job.engine, relation, report.columns, plans, job.signal);
  return {
    file: file.name,
    kind: layout.delimiter === '\t' ? 'tsv' : 'csv',
    encoding,
    delimiter: layout.delimiter,
    relation,
    records: report.rows + report.rejects.length,
    loaded: report.rows,
    setAside: report.rejects,
    columns,
    notices: [...layout.notices, ...findHeaderOnly(layout, report.rows + report.rejects.length)],
  };
}

function findHeaderOnly(layout: TextLayout, records: number): Notice[] {
  return records === 0 ? [{ code: 'noticeHeaderOnly', values: { columns: layout.names.length } }] : [];
}

/** Lets a page breathe between two pieces of work. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
