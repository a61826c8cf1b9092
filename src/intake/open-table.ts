import type { SourceFile } from '../engine/source.ts';
import { ProblemError } from '../problem.ts';
import { checkTable } from './check-table.ts';
import type { Converted } from './convert.ts';
import { type FileKind, detectKind } from './detect-kind.ts';
import type { ImportJob } from './import-report.ts';
import { type TaskWork, directTasks } from './intake-tasks.ts';
import { readBytes } from './read-head.ts';
import { createBlobScratch } from './scratch.ts';
import { named } from './unpack.ts';

/** A file out of its wrappings: a text, a Parquet file, or what was converted to text. */
export interface OpenedTable {
  readonly file: SourceFile;
  readonly kind: 'text' | 'parquet' | 'xlsx' | 'xls' | 'json' | 'arrow';
  /** Whether `file` is all of it, not only the first part. */
  readonly isWhole: boolean;
  readonly converted?: Converted;
  readonly member: string | null;
  readonly members: readonly string[];
}

export interface OpenOptions {
  /** Only the first part is wanted, with so many rows of what is converted. */
  readonly rows?: number;
  readonly onBytes?: (bytes: number) => void;
}

const DEEPEST = 4;
const KIND_BYTES = 64 * 1024;
const PREVIEW_BYTES = 2 * 1024 * 1024;
const CONVERTED: readonly FileKind[] = ['xlsx', 'xls', 'json', 'arrow'];

/**
 * Takes a file out of gzip and zip and turns what is no text into text.
 * @throws ProblemError `file-empty`, `not-a-table`, `archive-…`, and what converting throws
 */
export async function openTable(
  job: Pick<ImportJob, 'file' | 'recipe' | 'signal' | 'scratch' | 'tasks'>,
  { rows, onBytes }: OpenOptions = {},
): Promise<OpenedTable> {
  const { recipe = {}, tasks = directTasks, signal } = job;
  const work: TaskWork = {
    scratch: job.scratch ?? createBlobScratch(),
    ...(signal && { signal }),
    ...(onBytes && { onBytes }),
  };
  let { file } = job;
  let isWhole = true;
  let member: string | null = null;
  let members: readonly string[] = [];
  for (let depth = 0; ; depth++) {
    if (signal?.aborted) throw new ProblemError({ code: 'cancelled' });
    if (file.size === 0) throw new ProblemError({ code: 'file-empty', values: { file: file.name } });
    const kind = await findKind(file);
    if (kind === 'gzip' || kind === 'zip' || kind === 'tar') {
      if (depth >= DEEPEST)
        throw new ProblemError({ code: 'archive-too-large', values: { file: file.name } });
      const request = { file, kind, member: kind === 'gzip' ? undefined : recipe.member } as const;
      let found = await tasks.unpack(
        rows === undefined ? request : { ...request, limit: PREVIEW_BYTES },
        work,
      );
      if (!found.isWhole && !(await isText(found.file))) found = await tasks.unpack(request, work);
      if (found.member !== null) ({ member, members } = found);
      isWhole &&= found.isWhole;
      file = found.file;
      continue;
    }
    checkTable(kind, file.name);
    const opened = { file, member, members, isWhole };
    if (!isConverted(kind)) return { ...opened, kind: kind === 'parquet' ? 'parquet' : 'text' };
    const converted = await tasks.convert(
      {
        file,
        kind,
        recipe: { ...recipe, columns: undefined } as object,
        ...(rows !== undefined && { rows }),
      },
      work,
    );
    if (converted.file.size === 0 && recipe.range !== undefined && converted.range !== null)
      throw new ProblemError({ code: 'range-empty', values: { range: recipe.range } });
    if (converted.file.size === 0)
      throw new ProblemError({ code: 'file-empty', values: { file: file.name } });
    return { ...opened, file: named(converted.file, file.name), kind, isWhole: converted.isWhole, converted };
  }
}

function isConverted(kind: FileKind): kind is 'xlsx' | 'xls' | 'json' | 'arrow' {
  return CONVERTED.includes(kind);
}

async function isText(file: SourceFile): Promise<boolean> {
  return ['text', 'gzip', 'zip'].includes(await findKind(file));
}

/** What a file is by its first bytes. */
export async function findKind(file: SourceFile): Promise<FileKind> {
  return detectKind(file.name, await readBytes(file, 0, Math.min(file.size, KIND_BYTES)));
}
