import type { SourceFile } from '../engine/source.ts';
import { type ConvertRequest, type Converted, convert } from './convert.ts';
import { type FoundText, type InspectRequest, findText } from './inspect-text.ts';
import { type FormsRequest, chooseForms } from './look-again.ts';
import { type PlannedPreview, type PreviewRequest, planPreview } from './plan-preview.ts';
import type { ReadOptions } from './read-slices.ts';
import type { RecordShape } from './record-shape.ts';
import type { Scratch } from './scratch.ts';
import { type Spellings, type Survey, surveyRecords } from './survey-records.ts';
import { maybeTranscode } from './transcode.ts';
import { type UnpackRequest, type Unpacked, unpack } from './unpack.ts';
import { type CleanCopy, type CopyOptions, writeCleanCopy } from './write-clean-copy.ts';

/** A text file and how its bytes stand for characters. */
export interface EncodedFile {
  readonly file: SourceFile;
  /** As the Encoding standard spells it. */
  readonly encoding: string;
  /** Length in bytes of the byte order mark. */
  readonly bom: number;
}

export interface TaskWork extends ReadOptions {
  /** Where copies are made; a worker makes Blobs. */
  readonly scratch: Scratch;
}

/**
 * The heavy work of an import: what goes over a whole file or its first part. Requests and answers are plain data, so that in the tab each
 * runs in a worker of its own, see `create-worker-tasks.ts`.
 */
export interface IntakeTasks {
  /** How a text is written, where its table is and what its columns are, from its first and last part. */
  inspect(request: InspectRequest, work: TaskWork): Promise<FoundText>;
  /** The first rows of a text, to be typed by the engine. */
  preview(request: PreviewRequest, work: TaskWork): Promise<PlannedPreview>;
  /** The forms that the cells of a column have. */
  forms(request: FormsRequest, work: TaskWork): Promise<readonly string[]>;
  /** Counts the records of a UTF-8 text, and looks whether its columns' cells are spelled as told. */
  survey(
    request: EncodedFile & { readonly shape: RecordShape; readonly spellings?: Spellings },
    work: TaskWork,
  ): Promise<Survey>;
  /** A UTF-8 copy, line for line; nothing when the text holds bytes that are none there. */
  transcode(request: EncodedFile, work: TaskWork): Promise<SourceFile | undefined>;
  /** A copy that any reader understands, of the records that fit. */
  copy(
    request: EncodedFile & { readonly shape: RecordShape } & Pick<CopyOptions, 'cells'>,
    work: TaskWork,
  ): Promise<CleanCopy>;
  /** A file out of its wrapping. */
  unpack(request: UnpackRequest, work: TaskWork): Promise<Unpacked>;
  /** A workbook, JSON or Arrow file as delimited text. */
  convert(request: ConvertRequest, work: TaskWork): Promise<Converted>;
}

/** The tasks done by the caller itself. */
export const directTasks: IntakeTasks = {
  inspect: findText,
  preview: planPreview,
  forms: (request) => Promise.resolve(chooseForms(request)),
  survey: ({ file, bom, shape, spellings }, work) => surveyRecords(file, bom, shape, work, spellings),
  transcode: ({ file, encoding, bom }, work) => maybeTranscode(file, encoding, bom, work.scratch, work),
  copy: ({ file, shape, cells, ...text }, work) =>
    writeCleanCopy(file, text, shape, work.scratch, { ...work, cells }),
  unpack,
  convert,
};
