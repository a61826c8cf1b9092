import type { SourceFile } from '../engine/source.ts';
import { ProblemError } from '../problem.ts';
import { accountColumns } from './account-columns.ts';
import type { ImportJob, ImportProgress, ImportReport } from './import-report.ts';
import { resolvePlain } from './resolve-plain.ts';
import { readBytes } from './read-head.ts';

const MAGIC = 'PAR1';
const SMALLEST = 12;

/** Imports a Parquet file, which brings its own names and types. */
export async function importParquet(
  job: ImportJob,
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportReport> {
  const { engine, file, relation, signal } = job;
  await checkParquet(file);
  const report = await engine.load(
    relation,
    { kind: 'parquet', file },
    {
      ...(signal && { signal }),
      onProgress: (percent) => {
        onProgress({
          stage: 'load',
          percent: 5 + percent * 0.9,
          bytes: Math.round((file.size * percent) / 100),
        });
      },
    },
  );
  onProgress({ stage: 'account', percent: 95, rows: report.rows });
  return {
    file: file.name,
    kind: 'parquet',
    encoding: null,
    delimiter: null,
    relation,
    records: report.rows + report.rejects.length,
    loaded: report.rows,
    setAside: report.rejects,
    columns: await accountColumns(engine, relation, report.columns, [], new Map(), signal),
    misfitCells: [],
    notices: [],
    mended: [],
    questions: [],
    recipe: resolvePlain(job.recipe ?? {}),
  };
}

/** @throws ProblemError `parquet-truncated` */
export async function checkParquet(file: SourceFile): Promise<void> {
  const tail = await readBytes(file, Math.max(0, file.size - MAGIC.length), file.size);
  if (file.size < SMALLEST || new TextDecoder().decode(tail) !== MAGIC)
    throw new ProblemError({ code: 'parquet-truncated', values: { file: file.name } });
}
