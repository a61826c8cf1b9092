import { ProblemError } from '../problem.ts';
import { accountColumns } from './account-columns.ts';
import { detectEncoding } from './detect-encoding.ts';
import type { ImportJob, ImportProgress, ImportReport, Notice } from './import-report.ts';
import { loadAccounted } from './load-accounted.ts';
import { type TextLayout, readLayout } from './read-layout.ts';
import { createBlobScratch } from './scratch.ts';

/** Imports a delimited text: encoding → dialect, header, names → types on every value → load → account. */
export async function importText(
  job: ImportJob,
  head: { readonly bytes: Uint8Array; readonly isWhole: boolean },
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportReport> {
  const { file, relation, options = {} } = job;
  const found = detectEncoding(head.bytes, head.isWhole);
  const encoding = checkEncoding(options.encoding ?? found.encoding);
  const text = new TextDecoder(encoding).decode(head.bytes, { stream: !head.isWhole });
  if (head.isWhole && text.trim() === '')
    throw new ProblemError({ code: 'file-empty', values: { file: file.name } });
  const layout = await readLayout(text, head.isWhole, options, pause);
  onProgress({ stage: 'inspect', percent: 10 });
  const { report, plans, records, setAside, isRewritten } = await loadAccounted(
    job,
    { encoding, bom: found.encoding === encoding ? found.bom : 0, layout },
    job.scratch ?? createBlobScratch(),
    onProgress,
  );
  onProgress({ stage: 'account', percent: 95, rows: report.rows });
  const columns = await accountColumns(job.engine, relation, report.columns, plans, job.signal);
  return {
    file: file.name,
    kind: layout.delimiter === '\t' ? 'tsv' : 'csv',
    encoding,
    delimiter: layout.delimiter,
    relation,
    records,
    loaded: report.rows,
    setAside,
    columns,
    notices: [...layout.notices, ...findNotices(layout, records, isRewritten)],
  };
}

/** The Encoding standard's own name of an encoding. */
function checkEncoding(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch (cause) {
    throw new ProblemError({ code: 'encoding-unknown', values: { encoding: label } }, { cause });
  }
}

function findNotices(layout: TextLayout, records: number, isRewritten: boolean): Notice[] {
  const notices: Notice[] = [];
  if (records === 0) notices.push({ code: 'noticeHeaderOnly', values: { columns: layout.names.length } });
  if (isRewritten) notices.push({ code: 'noticeRewritten', values: {} });
  return notices;
}

/** Lets a page breathe between two pieces of work. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
