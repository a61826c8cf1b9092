import type { BoundValue } from '../sql/bind-parameters.ts';
import type { Column, Table } from './table.ts';
import type { Conversion, Source } from './source.ts';

export interface WorkOptions {
  /** Aborting rejects with problem `cancelled` in under 200 ms; every name stays usable. */
  readonly signal?: AbortSignal;
  /** Percent done, 0–100, never falling. */
  readonly onProgress?: (percent: number) => void;
}

export interface QueryOptions extends WorkOptions {
  /** Typed values for `$name` in the SQL. */
  readonly parameters?: Readonly<Record<string, BoundValue>>;
}

/** A line of the file that was not loaded. `line` counts from 1 in the file as it is on disk. */
export interface Reject {
  readonly line: number;
  /** Code of a message in `locale/`: `too-few-cells`, `too-many-cells`, `unclosed-quote`, `bad-bytes`, `line-too-long`. */
  readonly reason: string;
  readonly text: string;
}

export interface LoadReport {
  readonly rows: number;
  readonly columns: readonly Column[];
  /** Empty where the source leaves them out. */
  readonly rejects: readonly Reject[];
}

export interface Relation {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: number;
}

/**
 * The one door to DuckDB. Files are loaded as tables of schema `files`; everything else is made with SQL.
 * Calls may overlap; aborting one never disturbs another. All failures are `ProblemError`s.
 */
export interface Engine {
  /** For people and for the JSON contract, for example `duckdb-wasm 1.4.3`. */
  readonly name: string;
  /** Runs one or more statements in order and gives the last one's rows. */
  query(sql: string, options?: QueryOptions): Promise<Table>;
  /** Creates or replaces table `files."<relation>"`. All or nothing: a failed or cancelled load leaves what was there before. */
  load(relation: string, source: Source, options?: WorkOptions): Promise<LoadReport>;
  /** Makes columns of a loaded table anew, without reading its file again, and gives all its columns. All or nothing. */
  convert(
    relation: string,
    columns: readonly Conversion[],
    options?: WorkOptions,
  ): Promise<readonly Column[]>;
  /** Gives a loaded table another name; a table that has that name is replaced by it, in one step. */
  rename(from: string, to: string): Promise<void>;
  /** Drops table `files."<relation>"`, if it is there, and forgets its source. */
  drop(relation: string): Promise<void>;
  /** The loaded tables. */
  relations(): Promise<Relation[]>;
  /** One SELECT's rows as a file. CSV is UTF-8 with BOM, for Excel. */
  write(sql: string, format: 'csv' | 'parquet', options?: QueryOptions): Promise<Blob>;
  close(): Promise<void>;
}

/** What every adapter's constructor takes besides its platform. */
export interface EngineOptions {
  /** Statements that make functions (`CREATE OR REPLACE MACRO main.…`), run at every start, before anything is loaded. */
  readonly functions?: readonly string[];
  /**
   * The engine had crashed, or the memory was not enough and it went on with the disk; it was restarted, and the loaded tables
   * were loaded again, but for those in `lost`: all other relations are gone.
   */
  readonly onRestart?: (lost: readonly string[], why: 'crash' | 'memory') => void;
}
