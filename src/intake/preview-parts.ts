import { toTextRecipe } from './converted-text.ts';
import type { ImportPreview, PreviewJob } from './import-preview.ts';
import { type TaskWork, directTasks } from './intake-tasks.ts';
import { fileColumnOf } from './join-parts.ts';
import { type OpenedPart, openParts } from './open-parts.ts';
import { previewParquet } from './preview-parquet.ts';
import { previewText } from './preview-text.ts';
import { createBlobScratch } from './scratch.ts';

const ROWS = 200;

/** The first of several files as it will stand at the head of the table; the others are only asked for their columns. */
export async function previewParts(job: PreviewJob): Promise<ImportPreview> {
  const { recipe = {}, signal } = job;
  const parts = await openParts(job, { rows: ROWS });
  const [first] = parts;
  if (!first) throw new TypeError('no files');
  const shown = await previewPart(job, first, {
    scratch: job.scratch ?? createBlobScratch(),
    ...(signal && { signal }),
  });
  const files = parts.map(({ name }) => name);
  const column = fileColumnOf(
    recipe,
    shown.columns.map(({ source }) => source),
  );
  const preview: ImportPreview = {
    ...shown,
    file: job.file.name,
    recipe: {
      ...shown.recipe,
      member: null,
      files,
      fileColumn: recipe.fileColumn ?? shown.recipe.fileColumn,
    },
    choices: { ...shown.choices, members: [...first.members] },
    setAside: shown.setAside.map((one) => ({ ...one, file: first.name })),
    mended: shown.mended.map((one) => ({ ...one, file: first.name })),
    notices: shown.notices.map((one) => ({ ...one, file: first.name })),
    isWhole: false,
  };
  if (column === undefined) return preview;
  const about = {
    source: column,
    name: column,
    type: 'VARCHAR',
    form: 'text',
    forms: ['text'],
    misfits: 0,
    examples: [],
  };
  return {
    ...preview,
    columns: [...preview.columns, about],
    rows: preview.rows.map((row) => [...row, first.name]),
  };
}

async function previewPart(
  job: PreviewJob,
  { opened, found }: OpenedPart,
  work: TaskWork,
): Promise<ImportPreview> {
  const { recipe = {}, engine, tasks = directTasks } = job;
  const { file, isWhole, kind, converted } = opened;
  if (!found || kind === 'parquet') return previewParquet(job, opened);
  const own = converted ? toTextRecipe(recipe, converted) : recipe;
  const shown = await previewText(
    engine,
    { file, isWhole, recipe: own, ...(kind !== 'text' && { kind }) },
    tasks,
    work,
  );
  return { ...shown, choices: { ...shown.choices, sheets: converted?.sheets ?? [] } };
}
