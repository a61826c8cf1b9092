import { ProblemError } from '../problem.ts';
import { toFileReport, toTextRecipe } from './converted-text.ts';
import { copyRecipe } from './import-recipe.ts';
import type { ImportPreview, PreviewJob } from './import-preview.ts';
import { directTasks } from './intake-tasks.ts';
import { previewParquet } from './preview-parquet.ts';
import { previewParts } from './preview-parts.ts';
import { previewText } from './preview-text.ts';
import { openTable } from './open-table.ts';
import { createBlobScratch } from './scratch.ts';

const ROWS = 200;

/**
 * The first rows of a file as `importFile` with the same recipe would load them, from its first part only.
 * @throws ProblemError as `importFile` does
 */
export async function previewFile(asked: PreviewJob): Promise<ImportPreview> {
  const job = { ...asked, recipe: copyRecipe(asked.recipe ?? {}) };
  const { file, engine, recipe, signal, tasks = directTasks } = job;
  if ((recipe.files?.length ?? 0) > 0) return previewParts(job);
  const opened = await openTable(job, { rows: ROWS });
  const { kind, converted, isWhole, members } = opened;
  if (kind === 'parquet') return { ...(await previewParquet(job, opened)), file: file.name };
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
