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

/** A file that was loaded before and can be had again. */
export interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  /** Of its content, and when it was kept; milliseconds since 1970. */
  readonly modified: number;
  readonly keptAt: number;
  /** Its bytes are copied, or only its place on the disk is known. */
  readonly how: 'copy' | 'place';
}

/** What all that is stored here takes. Bytes. */
export interface StoredRoom {
  readonly used: number;
  /** 0 where the platform does not say. */
  readonly most: number;
  /** It promised not to clear them by itself. */
  readonly isSafe: boolean;
  /** Pages have disk space of their own, so that tables can be larger than the memory. */
  readonly hasDisk: boolean;
  /** Of `used`: what engines of open tabs keep there for as long as they run. */
  readonly scratch: number;
}

/** Loaded files over reloads. All tabs share it; a copy never changes. */
export interface FileKeep {
  /** Notes what the platform tells about where a dropped or chosen file lies. */
  noteOrigin(file: SourceFile, origin: Promise<unknown>): void;
  /** Keeps a file, once however often it is loaded; null when the user does not want it. Asks `mayCopy` before a large copy. */
  keep(file: SourceFile, mayCopy: (bytes: number) => Promise<boolean>): Promise<KeptFile | 'no-room' | null>;
  /** The file, and whether it is another than when it was kept; `ask` when the user must permit it first. */
  open(id: string): Promise<{ readonly file: SourceFile; readonly isOther: boolean } | 'ask' | 'gone'>;
  /** Asks the user; works only in answer to a click. */
  permit(id: string): Promise<boolean>;
  /** Whether the file on the disk is another than when it was loaded. */
  hasChanged(file: SourceFile): Promise<boolean>;
  /** The file as it is on the disk now; null when only the user can choose it again. */
  now(file: SourceFile): Promise<SourceFile | null>;
  /** Newest first. */
  list(): Promise<readonly KeptFile[]>;
  erase(id: string): Promise<void>;
  /** Removes what a page that was closed while it copied has left. */
  tidy(): Promise<void>;
  /** Calls back when another tab kept or erased a file. */
  onChange(listener: () => void): void;
  room(): Promise<StoredRoom>;
}
