import type { Cell } from '../notebook/notebook.ts';
import type { Problem } from '../problem.ts';
import { createCellState, type CellState } from './cell-state.ts';
import type { CellResult } from './kind.ts';
import { toUnknownKind } from './kinds/unknown.ts';

/** Why a cell has no result, and for which content. */
export interface Failure {
  readonly key: string | null;
  readonly problem: Problem | null;
  readonly blockedBy: readonly string[];
  /** What it could still show. */
  readonly result: CellResult | null;
  readonly ms: number | null;
}

/** What the runtime knows of a cell at one moment. */
export interface CellFacts {
  readonly cell: Cell;
  /** What is wrong with the cell in its notebook: a cycle, a name twice. */
  readonly graphProblem: Problem | null;
  /** Whether this version runs its kind. */
  readonly isKnown: boolean;
  /** The state before. */
  readonly old: CellState;
  readonly key: string | null;
  readonly result: CellResult | undefined;
  /** How long this content took, when it was run. */
  readonly ms: number | null;
  /** Of this very content and these very blockers; an older one does not count. */
  readonly failure: Failure | undefined;
  readonly run:
    { readonly progress: number | null; readonly isAborted: boolean; readonly stopped: boolean } | undefined;
  /** Whether it is to run. */
  readonly isWanted: boolean;
}

/** The one state that follows from all that is known of a cell. */
export function decideState(facts: CellFacts): CellState {
  const { cell, graphProblem, isKnown, old, key, result, failure, run, isWanted } = facts;
  const blank = createCellState(cell.id);
  if (graphProblem) return { ...blank, status: 'failed', problem: graphProblem };
  if (!isKnown) return { ...blank, problem: toUnknownKind(cell) };
  if (result && key !== null) {
    const status = result.problem ? 'failed' : 'done';
    return { ...shown(blank, result), status, key, ms: facts.ms, problem: result.problem };
  }
  const last = { ...old, problem: null, blockedBy: [], progress: null, ms: null };
  if (failure) {
    const { blockedBy, ms, problem } = failure;
    const status = blockedBy.length > 0 ? 'blocked' : 'failed';
    return { ...shown(blank, failure.result), status, key, ms, blockedBy, problem };
  }
  if (run && !run.isAborted) return { ...last, status: 'running', progress: run.progress };
  if (isWanted || (run && !run.stopped)) return { ...last, status: 'queued' };
  return { ...last, status: 'stale' };
}

function shown(state: CellState, result: CellResult | null): CellState {
  if (!result) return state;
  const { relation, columns, rowCount, parts, values, choices } = result;
  return { ...state, relation, columns, rowCount, parts, values, choices };
}
