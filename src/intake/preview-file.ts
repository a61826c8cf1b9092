import { ProblemError } from '../problem.ts';
import { toFileReport, toTextRecipe } from './converted-text.ts';
import { type ImportRecipe, copyRecipe } from './import-recipe.ts';
import type { ImportPreview } from './import-preview.ts';
import type { ImportJob } from './import-report.ts';
import { directTasks } from './intake-tasks.ts';
import { previewText } from './preview-text.ts';
import { openTable, type OpenedTable } from './open-table.ts';
import { resolvePlain } from './resolve-plain.ts';
import { createBlobScratch } from './scratch.ts';

const ROWS = 200;

/** What a preview needs of an import. */
export type PreviewJob = Pick<ImportJob, 'file' | 'recipe' | 'signal' | 'scratch' | 'tasks'> & {
  readonly engine: Pick<ImportJob['engine'], 'query'>;
};

/**
 * The first rows of a file as `importFile` with the same recipe would load them, from its first part only.
 * @throws ProblemError as `importFile` does
 */
export async function previewFile(asked: PreviewJob): Promise<ImportPreview> {
  const job = { ...asked, recipe: copyRecipe(asked.recipe ?? {}) };
  const { file, engine, recipe, signal, tasks = directTasks } = job;
  const opened = await openTable(job, { rows: ROWS });
  const { kind, converted, isWhole, members } = opened;
  if (kind === 'parquet') return previewParquet(file.name, opened, recipe);
  const textRecipe = converted ? toTextRecipe(recipe, converted) : recipe;
  const shown = await previewText(
    engine,
    { file: opened.file, isWhole, recipe: textRecipe, ...(kind !== 'text' && { kind }) },
    tasks,
    { scratch: job.scratch ?? createBlobScratch(), ...(signal && { signal }) },
  );
  const preview: ImportPreview = {
    ...toFileReport(shown, opened, recipe),
    file: file.name,
    choices: { ...shown.choices, sheets: converted?.sheets ?? [], members: [...members] },
  };
  if (signal?.aborted) throw new ProblemError({ code: 'cancelled' });
  return preview;
}

/** A Parquet file brings its names and types: nothing is chosen, and nothing is read before it is loaded. */
function previewParquet(file: string, { member, members }: OpenedTable, recipe: ImportRecipe): ImportPreview {
  const none = { encodings: [], delimiters: [], quotes: [], sheets: [], tables: [] };
  return {
    file,
    kind: 'parquet',
    recipe: { ...resolvePlain(recipe), member },
    choices: { ...none, members: [...members] },
    columns: [],
    rows: [],
    lines: [],
    setAside: [],
    mended: [],
    notices: [],
    questions: [],
    isWhole: false,
  };
}
