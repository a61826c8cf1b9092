import { ProblemError, toProblem } from '../problem.ts';
import type { SourceFile } from '../engine/source.ts';
import type { ImportJob, ImportProgress, Mended, SetAside } from './import-report.ts';
import { type TaskWork, directTasks } from './intake-tasks.ts';
import { type LoadedText, type ReadableText, loadText } from './load-text.ts';
import { type ColumnPlan, toSpellings } from './plan-columns.ts';
import type { FoundLayout } from './inspect-text.ts';
import { needsCopy } from './record-shape.ts';
import type { RowLines } from './row-lines.ts';
import type { Scratch } from './scratch.ts';
import type { Survey } from './survey-records.ts';
import { CLEAN_DIALECT } from './write-clean-copy.ts';

export interface AccountedText extends LoadedText {
  readonly records: number;
  readonly setAside: readonly SetAside[];
  readonly mended: readonly Mended[];
  /** NUL characters that were left out. */
  readonly nuls: number;
  /** Of the table's rows, in the file. */
  readonly lines: RowLines;
  /** Why the file was rewritten before the engine could read it. */
  readonly isRewritten: boolean;
}

export interface EncodedText {
  readonly encoding: string;
  /** Length in bytes of the byte order mark. */
  readonly bom: number;
  readonly layout: FoundLayout;
  /** The columns as the sample suggests them. */
  readonly plans: readonly ColumnPlan[];
}

/**
 * Loads a text and proves the account: while the engine loads, all records are counted here, and only if the two agree
 * is the load taken. Otherwise (mixed line ends, torn quotes, bad bytes) every record is read here and the sound ones are loaded
 * from a clean copy.
 * @throws ProblemError `account-differs` when even the clean copy does not load whole; the table is dropped then
 */
export async function loadAccounted(
  job: ImportJob,
  text: EncodedText,
  scratch: Scratch,
  onProgress: (progress: ImportProgress) => void,
): Promise<AccountedText> {
  const { layout, encoding, bom, plans } = text;
  const tasks = job.tasks ?? directTasks;
  const work = toWork(job, scratch, onProgress);
  const isUtf8 = encoding === 'utf-8';
  if (!needsCopy(layout.shape)) {
    const file = isUtf8 ? job.file : await tasks.transcode({ file: job.file, encoding, bom }, work);
    const readable = file && { file, layout, shape: layout.shape, plans };
    const found = readable && (await maybeLoadAsIs(job, readable, isUtf8 ? bom : 0, work, onProgress));
    if (found) return found;
  }
  const copy = await tasks.copy({ file: job.file, encoding, bom, shape: layout.shape }, work);
  const { width } = layout.shape;
  const shape = { dialect: CLEAN_DIALECT, width, skip: 0, allowShort: false, hasTail: false };
  const own = { file: copy.file, newLine: '\n', layout, shape, plans } as const;
  const loaded = await loadText(job, own, onProgress);
  const { records, setAside, mended, nuls, lines } = copy;
  await checkAccount(job, records, setAside.length, loaded.report.rows);
  return { ...loaded, records, setAside, mended, nuls, lines, isRewritten: true };
}

/** The text as it is; nothing when only a clean copy of it can be loaded. */
async function maybeLoadAsIs(
  job: ImportJob,
  text: ReadableText,
  bom: number,
  work: TaskWork,
  onProgress: (progress: ImportProgress) => void,
): Promise<AccountedText | undefined> {
  let spellings = toSpellings(text.plans);
  for (let turn = 0; ; turn++) {
    const found = await maybeLoadSurveyed(job, { ...text, spellings }, bom, work, onProgress);
    if (!found || !('unusual' in found)) return found;
    const { unusual } = found;
    // Null words and other spellings mostly stand early in a file. What comes later is asked of all columns.
    spellings = turn === 0 ? spellings.map((form, at) => (unusual.includes(at) ? undefined : form)) : [];
  }
}

/** Loads and surveys a text at once. Gives the columns that the engine must be asked about, when there are any. */
async function maybeLoadSurveyed(
  job: ImportJob,
  text: ReadableText,
  bom: number,
  work: TaskWork,
  onProgress: (progress: ImportProgress) => void,
): Promise<AccountedText | { readonly unusual: readonly number[] } | undefined> {
  const { tasks = directTasks } = job;
  const { file, shape, spellings = [] } = text;
  let rows = 0;
  const stop = new AbortController();
  const signal = job.signal ? AbortSignal.any([job.signal, stop.signal]) : stop.signal;
  const [loading, surveying] = await Promise.allSettled([
    loadText({ ...job, signal }, text, (progress) =>
      onProgress({ ...progress, ...(rows > 0 && { rows }) }),
    ).catch((thrown: unknown) => {
      stop.abort();
      throw thrown;
    }),
    tasks
      .survey(
        { file, encoding: 'utf-8', bom, shape, spellings },
        {
          scratch: work.scratch,
          signal,
          onBytes: (_, counted = 0) => void (rows = counted),
        },
      )
      .then((survey) => {
        if (survey.mustCopy || survey.unusual.length > 0) stop.abort();
        return survey;
      }),
  ]);
  if (surveying.status === 'fulfilled' && !job.signal?.aborted) {
    const { mustCopy, unusual } = surveying.value;
    if (mustCopy) return undefined;
    if (unusual.length > 0) return { unusual };
  }
  if (loading.status === 'rejected') {
    if (isUnreadable(loading.reason)) return undefined;
    throw loading.reason;
  }
  if (surveying.status === 'rejected') throw surveying.reason;
  const { records, setAside, lines } = surveying.value;
  if (!isAgreed(loading.value, surveying.value)) return undefined;
  return { ...loading.value, records, setAside, mended: [], nuls: 0, lines, isRewritten: false };
}

/** The engine's reader gave up on the file's form; every other failure would come again. */
function isUnreadable(thrown: unknown): boolean {
  return toProblem(thrown).code === 'query-failed';
}

function isAgreed({ report }: LoadedText, { records, setAside }: Survey): boolean {
  return report.rows + setAside.length === records;
}

async function checkAccount(
  job: ImportJob,
  records: number,
  setAside: number,
  loaded: number,
): Promise<void> {
  if (loaded + setAside === records) return;
  await job.engine.drop(job.relation);
  throw new ProblemError({
    code: 'account-differs',
    values: { file: job.file.name, counted: records, loaded, setAside },
  });
}

function toWork(job: ImportJob, scratch: Scratch, onProgress: (progress: ImportProgress) => void): TaskWork {
  const size: SourceFile['size'] = Math.max(1, job.file.size);
  return {
    scratch,
    ...(job.signal && { signal: job.signal }),
    onBytes: (bytes, rows) => {
      const percent = 10 + (10 * bytes) / size;
      onProgress({ stage: 'rewrite', percent, bytes, ...(rows !== undefined && { rows }) });
    },
  };
}
