import type { DuckType } from './duck-type.ts';
import type { SourceFile } from './source.ts';
import type { Value } from './table.ts';

/** Rows as a driver holds them: cells by index, decoded when asked for. */
export interface Rows {
  readonly names: readonly string[];
  /** Types as the transport shows them; used only when `DESCRIBE` cannot tell. */
  readonly types: readonly DuckType[];
  readonly rowCount: number;
  /** Reads cells whose columns left the engine with the given types. */
  at(types: readonly DuckType[], row: number, column: number): Value;
}

/** One connection. It runs one statement at a time; `cancel` stops it and leaves the connection usable. */
export interface Session {
  run(sql: string, onProgress?: (percent: number) => void): Promise<Rows>;
  /** Stops what runs; its promise rejects. Nothing happens when nothing runs. */
  cancel(): void;
}

export interface ParquetJob {
  readonly file: SourceFile;
  /** As in `ParquetSource`. */
  readonly rows?: number | undefined;
  /** Quoted schema and table that the rows go to; it does not exist yet. */
  readonly schema: string;
  readonly table: string;
  readonly signal: AbortSignal;
  readonly onProgress: (percent: number) => void;
}

/** What differs between the tab and Node. Everything else of the engine is written once, above this. */
export interface Driver {
  readonly name: string;
  /** Name of the database that holds the tables. */
  readonly database: string;
  /** Whether it must fit into the memory, and whether a new driver could use the disk. */
  readonly place: 'memory' | 'memory-or-disk' | 'disk';
  readonly sessions: readonly Session[];
  /** Where SQL may write exports, with a trailing slash. */
  readonly exports: string;
  /** Makes a file readable by SQL and gives its path there. */
  openFile(file: SourceFile): Promise<string>;
  closeFile(path: string): Promise<void>;
  loadParquet(session: Session, job: ParquetJob): Promise<void>;
  writeParquet(session: Session, sql: string, onProgress?: (percent: number) => void): Promise<Blob>;
  /** Takes an export out, and removes it. */
  takeExport(path: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Called once, when the engine under this driver has died by itself. */
  onCrash(listener: (cause: unknown) => void): void;
  /** Ends an engine that no longer answers, as if it had crashed. Absent where every statement can be stopped. */
  readonly kill?: () => void;
  close(): Promise<void>;
}

/** The engine under a driver died; nothing in it can be used again. */
export class EngineCrash extends Error {
  override readonly name = 'EngineCrash';
}
