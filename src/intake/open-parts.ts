import { ProblemError } from '../problem.ts';
import { toTextRecipe } from './converted-text.ts';
import type { ImportJob } from './import-report.ts';
import { type ImportRecipe, omitChoices } from './import-recipe.ts';
import type { FoundText } from './inspect-text.ts';
import { type TaskWork, directTasks } from './intake-tasks.ts';
import { matchColumns } from './match-columns.ts';
import { type OpenOptions, type OpenedTable, findKind, openTable } from './open-table.ts';
import { createBlobScratch } from './scratch.ts';

/** One of several files, out of its wrappings and looked at. */
export interface OpenedPart {
  /** As in `ImportRecipe.files`. */
  readonly name: string;
  /** All files of the archive. */
  readonly members: readonly string[];
  readonly opened: OpenedTable;
  /** Undefined for Parquet. */
  readonly found: FoundText | undefined;
  /** Where each column of the first file stands in this one. */
  readonly order: readonly number[];
}

type PartsJob = Pick<ImportJob, 'file' | 'recipe' | 'signal' | 'scratch' | 'tasks'>;

/**
 * The files that `recipe.files` names, out of the archive that holds them. What the recipe says about reading holds for each.
 * @throws ProblemError `files-differ`, `files-mixed`, `archive-member`, and what `openTable` throws
 */
export async function openParts(job: PartsJob, options: OpenOptions = {}): Promise<OpenedPart[]> {
  const { recipe = {}, tasks = directTasks, signal } = job;
  const { files = [] } = recipe;
  const own = omitChoices(recipe, ['files', 'fileColumn', 'columns', 'member']);
  const work: TaskWork = { scratch: job.scratch ?? createBlobScratch(), ...(signal && { signal }) };
  const { archive, kind } = await findArchive(job, work);
  const parts: OpenedPart[] = [];
  for (const name of files) {
    const { file, members } = await tasks.unpack({ file: archive, kind, member: name }, work);
    const opened = await openTable({ ...job, file, recipe: own }, options);
    const found = opened.kind === 'parquet' ? undefined : await inspect(opened, own, job, work);
    const [first] = parts;
    if (first && (first.found === undefined) !== (found === undefined))
      throw new ProblemError({ code: 'files-mixed', values: { file: name, first: first.name } });
    const names = found?.layout.names ?? [];
    const order = matchColumns(
      { file: first?.name ?? name, names: first?.found?.layout.names ?? names },
      { file: name, names },
    );
    parts.push({ name, members, opened, found, order });
  }
  return parts;
}

function inspect(
  { file, isWhole, converted }: OpenedTable,
  recipe: ImportRecipe,
  { tasks = directTasks }: PartsJob,
  work: TaskWork,
): Promise<FoundText> {
  const own = converted ? toTextRecipe(recipe, converted) : recipe;
  return tasks.inspect({ file, isWhole, recipe: own }, work);
}

async function findArchive({ file, tasks = directTasks }: PartsJob, work: TaskWork) {
  const outer = await findKind(file);
  const archive = outer === 'gzip' ? (await tasks.unpack({ file, kind: outer }, work)).file : file;
  const kind = outer === 'gzip' ? await findKind(archive) : outer;
  if (kind !== 'zip' && kind !== 'tar')
    throw new ProblemError({ code: 'archive-damaged', values: { file: file.name } });
  return { archive, kind };
}
