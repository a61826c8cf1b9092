import type { SourceFile } from '../engine/source.ts';

/** Small texts that outlive the page, such as `localStorage`. `write` throws when there is no room. */
export interface TextStore {
  read(key: string): string | null;
  write(key: string, text: string): void;
  remove(key: string): void;
  keys(): readonly string[];
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `work` once after `ms`; the returned function calls it off. */
  after(ms: number, work: () => void): () => void;
}

/** A notebook file the user chose, and the place to save it to again when the platform lets us. */
export interface OpenedFile {
  readonly name: string;
  readonly text: string;
  readonly place: FilePlace | null;
}

/** A file that can be written again without asking. */
export interface FilePlace {
  readonly name: string;
  write(text: string): Promise<void>;
}

/** How the platform lets a user choose files. Null or an empty list: the user changed their mind. */
export interface FileAccess {
  pickNotebook(): Promise<OpenedFile | null>;
  pickData(): Promise<readonly SourceFile[]>;
  /** Asks where to save, or downloads; the place is null after a download. */
  saveNotebook(suggested: string, text: string): Promise<{ readonly place: FilePlace | null } | null>;
  download(name: string, content: Blob): void;
}

/** Which tabs are open, so that no two of them write one draft. */
export interface Tabs {
  /** The same after a reload of this tab, another in every other tab. */
  readonly id: string;
  /** Ids of the tabs that are open now. */
  open(): Promise<readonly string[]>;
}
