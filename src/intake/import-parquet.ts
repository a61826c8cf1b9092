import type { Engine, WorkOptions } from '../engine/engine.ts';
import type { SourceFile } from '../engine/source.ts';
import type { Column } from '../engine/table.ts';
import { ProblemError } from '../problem.ts';
import { quoteName } from '../sql/quote.ts';
import { accountColumns } from './account-columns.ts';
import type { ImportJob, ImportProgress, ImportReport, Notice } from './import-report.ts';
import { resolvePlain } from './resolve-plain.ts';
import { readBytes } from './read-head.ts';

const MAGIC = 'PAR1';
const SMALLEST = 12;

/** Imports a Parquet file, which brings its own names and types; moments become times in UTC. */
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
  const { columns, notices } = await toUtc(engine, relation, report.columns, signal ? { signal } : {});
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
    columns: await accountColumns(engine, relation, columns, [], new Map(), signal),
    misfitCells: [],
    notices,
    mended: [],
    questions: [],
    recipe: resolvePlain(job.recipe ?? {}),
  };
}

/** Moments (TIMESTAMP WITH TIME ZONE), of which the tab's engine can tell neither day nor month, as the time in UTC; and says so. */
export async function toUtc(
  engine: Pick<Engine, 'convert'>,
  relation: string,
  columns: readonly Column[],
  work: WorkOptions,
): Promise<{ readonly columns: readonly Column[]; readonly notices: readonly Notice[] }> {
  const moments = columns.filter(({ type }) => type === 'TIMESTAMP WITH TIME ZONE');
  if (moments.length === 0) return { columns, notices: [] };
  const conversions = moments.map(({ name }) => ({
    name,
    type: 'TIMESTAMP',
    expression: `CAST(${quoteName(name)} AS TIMESTAMP)`,
  }));
  return {
    columns: await engine.convert(relation, conversions, work),
    notices: [{ code: 'noticeUtc', values: { columns: moments.map(({ name }) => name).join(', ') } }],
  };
}

/** @throws ProblemError `parquet-truncated` */
export async function checkParquet(file: SourceFile): Promise<void> {
  const tail = await readBytes(file, Math.max(0, file.size - MAGIC.length), file.size);
  if (file.size < SMALLEST || new TextDecoder().decode(tail) !== MAGIC)
    throw new ProblemError({ code: 'parquet-truncated', values: { file: file.name } });
}
