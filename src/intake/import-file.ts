import { ProblemError } from '../problem.ts';
import { checkTable } from './check-table.ts';
import { detectKind } from './detect-kind.ts';
import { importParquet } from './import-parquet.ts';
import type { ImportJob, ImportProgress, ImportReport } from './import-report.ts';
import { importText } from './import-text.ts';
import { readHead } from './read-head.ts';

/**
 * Loads a file into table `files."<relation>"` and accounts for every record of it.
 * All or nothing: after a failure or an abort the table is what it was before.
 * @throws ProblemError `file-empty`, `file-gone`, `not-a-table`, `kind-not-supported-yet`,
 *   `encoding-unknown`, `parquet-truncated`, `account-differs`, `cancelled`, or a problem of the engine
 */
export async function importFile(job: ImportJob): Promise<ImportReport> {
  const { file, signal } = job;
  const report = rising(job.onProgress);
  report({ stage: 'inspect', percent: 0 });
  checkNotAborted(signal);
  if (file.size === 0) throw new ProblemError({ code: 'file-empty', values: { file: file.name } });
  const head = await readHead(file);
  checkNotAborted(signal);
  const kind = detectKind(file.name, head.bytes);
  checkTable(kind, file.name);
  const result = await importAside(job, (aside) =>
    kind === 'parquet' ? importParquet(aside, report) : importText(aside, head, report),
  );
  report({ stage: 'account', percent: 100, rows: result.loaded, bytes: file.size });
  return result;
}

/**
 * An import may load a file more than once, and can fail or be stopped in between: it works on a table of a passing name,
 * which takes the place of the one that was there at the very end.
 */
async function importAside(
  job: ImportJob,
  run: (job: ImportJob) => Promise<ImportReport>,
): Promise<ImportReport> {
  const { engine, relation, signal } = job;
  const passing = `importing ${relation}`;
  try {
    const result = await run({ ...job, relation: passing });
    checkNotAborted(signal);
    await engine.rename(passing, relation);
    return { ...result, relation };
  } catch (thrown) {
    await engine.drop(passing).catch(() => undefined);
    throw thrown;
  }
}

function checkNotAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ProblemError({ code: 'cancelled' });
}

/** Progress that never falls, whatever the stages say. */
function rising(onProgress: ImportJob['onProgress']): (progress: ImportProgress) => void {
  let highest = 0;
  return (progress) => {
    highest = Math.max(highest, progress.percent);
    onProgress?.({ ...progress, percent: highest });
  };
}
