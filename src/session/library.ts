import type { SourceFile } from '../engine/source.ts';
import type { Language } from '../locale/language.ts';
import type { MessageKey } from '../locale/messages.ts';

/** A shipped story: data files and the notebook that reads them, in each language. */
export interface Sample {
  readonly id: string;
  readonly title: MessageKey;
  readonly about: MessageKey;
  readonly run: MessageKey;
  readonly in: Readonly<Record<Language, SampleEdition>>;
}

export interface SampleEdition {
  /** Fetches the notebook's text from where the app came from. */
  notebook(): Promise<string>;
  readonly files: readonly SampleFile[];
}

export interface SampleFile {
  readonly name: string;
  /** Fetches the file from where the app came from. */
  load(): Promise<SourceFile>;
}

/** The sample's files of a name, in any language; for loading them again after a reload. */
export function findSampleFile(samples: readonly Sample[], name: string): SampleFile | null {
  const files = samples.flatMap((sample) => Object.values(sample.in).flatMap((edition) => edition.files));
  return files.find((file) => file.name === name) ?? null;
}
