import { ProblemError } from '../problem.ts';
import { toFileReport, toTextRecipe } from './converted-text.ts';
import { copyRecipe } from './import-recipe.ts';
import { importParquet } from './import-parquet.ts';
import type { ImportJob, ImportProgress, ImportReport, LoadableKind } from './import-report.ts';
import { importParts } from './import-parts.ts';
import { importText } from './import-text.ts';
import { type OpenedTable, openTable } from './open-table.ts';

/**
 * Loads a file into table `files."<relation>"` and accounts for every record of it.
 * All or nothing: after a failure or an abort the table is what it was before.
 * @throws ProblemError `file-empty`, `file-gone`, `not-a-table`, `archive-…`, `workbook-…`, `json-…`,
 *   `arrow-damaged`, `encoding-unknown`, `no-lines`, `too-many-columns`,
 *   `files-differ`, `files-mixed`, `parquet-truncated`, `account-differs`, `cancelled`, or a problem of the engine
 */
export async function importFile(asked: ImportJob): Promise<ImportReport> {
  const job = { ...asked, recipe: copyRecipe(asked.recipe ?? {}) };
  const { file, signal } = job;
  const report = rising(job.onProgress);
  report({ stage: 'inspect', percent: 0 });
  checkNotAborted(signal);
  if ((job.recipe.files?.length ?? 0) > 0) {
    const joined = await importAside(job, (aside) => importParts(aside, report));
    report({ stage: 'account', percent: 100, rows: joined.loaded, bytes: file.size });
    return joined;
  }
  const opened = await openTable(job, {
    onBytes: (bytes) =>
      report({ stage: 'rewrite', percent: Math.min(9, (9 * bytes) / Math.max(1, file.size)), bytes }),
  });
  checkNotAborted(signal);
  const result = await importAside(job, (aside) => importOpened(aside, opened, report));
  report({ stage: 'account', percent: 100, rows: result.loaded, bytes: file.size });
  return result;
}

async function importOpened(
  job: ImportJob,
  opened: OpenedTable,
  report: (progress: ImportProgress) => void,
): Promise<ImportReport> {
  const { kind, converted, isWhole } = opened;
  const recipe = job.recipe ?? {};
  const own = { ...job, file: opened.file };
  if (kind === 'parquet') return { ...(await importParquet(own, report)), file: job.file.name };
  if (!converted)
    return { ...toFileReport(await importText(own, isWhole, report), opened, recipe), file: job.file.name };
  const made = { ...own, recipe: toTextRecipe(recipe, converted) };
  const text = await importText(made, isWhole, report);
  return {
    ...toFileReport(text, opened, recipe),
    file: job.file.name,
    kind: kind as LoadableKind,
    encoding: null,
    delimiter: null,
    records: text.records + converted.setAside.length,
  };
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
