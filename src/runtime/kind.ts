import type { Column, Value } from '../engine/table.ts';
import type { Cell } from '../notebook/notebook.ts';
import type { Problem } from '../problem.ts';
import type { BoundValue } from '../sql/bind-parameters.ts';
import type { BoundTable, RuntimeEngine } from './runtime.ts';

/** A relation beside the main one, which readers know as `<cell>_<part>`. */
export interface PartResult {
  readonly relation: string;
  readonly made: 'table' | 'view';
  readonly columns: readonly Column[];
  readonly rowCount: number | null;
}

/** What a cell came to. Found by content, so it holds nothing of the cell's place or name. */
export interface CellResult {
  /** SQL name of the rows, or null. */
  readonly relation: string | null;
  /** What must be dropped when the result is; null when the relation is another cell's. */
  readonly made: 'table' | 'view' | null;
  readonly columns: readonly Column[];
  readonly rowCount: number | null;
  /** By part's name, as `partsOf` its kind lists them. */
  readonly parts: Readonly<Record<string, PartResult>>;
  readonly values: Readonly<Record<string, Value>>;
  readonly choices: readonly string[];
  /** Inputs: the values of their parameters, without `$`. */
  readonly parameters: Readonly<Record<string, BoundValue>>;
  /** What is wrong with a part, while the rest stands. */
  readonly problem: Problem | null;
}

export const emptyResult: CellResult = {
  relation: null,
  made: null,
  columns: [],
  rowCount: null,
  parts: {},
  values: {},
  choices: [],
  parameters: {},
  problem: null,
};

/** All that a cell's result may depend on. */
export interface CellContext {
  readonly cell: Cell;
  /** The notebook's own, or null when it does not say. */
  readonly language: 'zh' | 'en' | null;
  /** The results of the relations it reads, by folded name; a name that no cell makes, or whose cell failed, is not there. */
  readonly relations: ReadonlyMap<string, CellResult>;
  /** The parameters it reads, by name as written. */
  readonly parameters: Readonly<Record<string, BoundValue>>;
  /** Data: the table it is bound to. */
  readonly table: BoundTable | null;
  /** Inputs: what the user set, by parameter name. */
  readonly overrides: Readonly<Record<string, BoundValue>>;
}

export interface Work {
  readonly engine: RuntimeEngine;
  /** SQL name that the cell's relation must get. */
  readonly relation: string;
  /** SQL name that its relation for a part must get. */
  readonly partRelation: (part: string) => string;
  readonly signal: AbortSignal;
  readonly onProgress: (percent: number) => void;
}

/** How cells of one kind run. What they read is the graph's to say. */
export interface Kind {
  /** `heavy` cells run one at a time; `light` ones do not wait for them. */
  readonly lane: 'light' | 'heavy';
  /** Runs although some of what it reads failed, with what is there. */
  readonly tolerant?: boolean;
  /** Its own part of the content key; what it reads is added. */
  readonly content: (context: CellContext) => string;
  /**
   * The result when it needs no SQL, else null.
   * @throws ProblemError
   */
  readonly instant?: (context: CellContext) => CellResult | null;
  /** @throws ProblemError */
  readonly run: (context: CellContext, work: Work) => Promise<CellResult>;
}
