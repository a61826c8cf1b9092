import { ProblemError, toProblem } from '../problem.ts';
import type { SourceFile } from '../engine/source.ts';
import type { ImportJob, ImportProgress, SetAside } from './import-report.ts';
import { type LoadedText, type ReadableText, loadText } from './load-text.ts';
import type { TextLayout } from './read-layout.ts';
import type { ReadOptions } from './read-slices.ts';
import type { Scratch } from './scratch.ts';
import { type Survey, surveyRecords } from './survey-records.ts';
import { maybeTranscode } from './transcode.ts';
import { CLEAN_DIALECT, writeCleanCopy } from './write-clean-copy.ts';

export interface AccountedText extends LoadedText {
  readonly records: number;
  readonly setAside: readonly SetAside[];
  /** Why the file was rewritten before the engine could read it. */
  readonly isRewritten: boolean;
}

export interface EncodedText {
  readonly encoding: string;
  /** Length in bytes of the byte order mark. */
  readonly bom: number;
  readonly layout: TextLayout;
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
  const { layout, encoding, bom } = text;
  const reading = toReading(job, onProgress);
  const isUtf8 = encoding === 'utf-8';
  const file = isUtf8 ? job.file : await maybeTranscode(job.file, encoding, bom, scratch, reading);
  if (file) {
    const found = await maybeLoadAsIs(
      job,
      { file, layout, shape: layout.shape },
      isUtf8 ? bom : 0,
      onProgress,
    );
    if (found) return found;
  }
  const copy = await writeCleanCopy(job.file, text, layout.shape, scratch, reading);
  const shape = { ...layout.shape, dialect: CLEAN_DIALECT, skip: 0, allowShort: false, hasTail: false };
  const loaded = await loadText(job, { file: copy.file, layout, shape }, onProgress);
  const { records, setAside } = copy;
  await checkAccount(job, records, setAside.length, loaded.report.rows);
  return { ...loaded, records, setAside, isRewritten: true };
}

async function maybeLoadAsIs(
  job: ImportJob,
  text: ReadableText,
  bom: number,
  onProgress: (progress: ImportProgress) => void,
): Promise<AccountedText | undefined> {
  const stop = new AbortController();
  const signal = job.signal ? AbortSignal.any([job.signal, stop.signal]) : stop.signal;
  const [loading, surveying] = await Promise.allSettled([
    loadText(job, text, onProgress).catch((thrown: unknown) => {
      stop.abort();
      throw thrown;
    }),
    (job.survey ?? surveyRecords)(text.file, bom, text.shape, { signal }),
  ]);
  if (loading.status === 'rejected') {
    if (isUnreadable(loading.reason)) return undefined;
    throw loading.reason;
  }
  if (surveying.status === 'rejected') throw surveying.reason;
  return isAgreed(loading.value, surveying.value)
    ? {
        ...loading.value,
        records: surveying.value.records,
        setAside: surveying.value.setAside,
        isRewritten: false,
      }
    : undefined;
}

/** The engine's reader gave up on the file's form; every other failure would come again. */
function isUnreadable(thrown: unknown): boolean {
  return toProblem(thrown).code === 'query-failed';
}

function isAgreed({ report }: LoadedText, { records, setAside, hasTorn }: Survey): boolean {
  return !hasTorn && report.rows + setAside.length === records && report.rejects.length === setAside.length;
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

function toReading(job: ImportJob, onProgress: (progress: ImportProgress) => void): ReadOptions {
  const size: SourceFile['size'] = Math.max(1, job.file.size);
  return {
    ...(job.signal && { signal: job.signal }),
    onBytes: (bytes) => {
      onProgress({ stage: 'rewrite', percent: 10 + (10 * bytes) / size, bytes });
    },
  };
}
