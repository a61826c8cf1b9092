import type { Engine } from '../engine/engine.ts';
import type { CellState } from '../runtime/cell-state.ts';

/** What a definition of churn came to. */
export interface ChurnCount {
  readonly customers: number;
  readonly left: number;
  /** 0–1, null without customers. */
  readonly rate: number | null;
  /** ISO date. */
  readonly asOf: string | null;
  readonly rule: string;
  /** Those that removed somebody. */
  readonly exclusions: readonly { readonly rule: string; readonly customers: number }[];
}

/** Reads the one line under a churn cell from its relations `_definition` and `_exclusions`. */
export async function readChurnCount(
  engine: Pick<Engine, 'query'>,
  { parts }: Pick<CellState, 'parts'>,
): Promise<ChurnCount | null> {
  const [definition, exclusions] = [parts['definition'], parts['exclusions']];
  if (!definition || !exclusions) return null;
  const [counted, removed] = await Promise.all([
    engine.query(`SELECT customers, "left", rate, cast(as_of AS VARCHAR), rule FROM ${definition.relation}`),
    engine.query(`SELECT rule, customers FROM ${exclusions.relation} WHERE customers > 0`),
  ]);
  const [rate, asOf] = [counted.at(0, 2), counted.at(0, 3)];
  return {
    customers: Number(counted.at(0, 0)),
    left: Number(counted.at(0, 1)),
    rate: rate === null ? null : Number(rate),
    asOf: typeof asOf === 'string' ? asOf : null,
    rule: String(counted.at(0, 4) ?? ''),
    exclusions: Array.from({ length: removed.rowCount }, (_, row) => ({
      rule: String(removed.at(row, 0)),
      customers: Number(removed.at(row, 1)),
    })),
  };
}
