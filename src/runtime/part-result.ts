import type { Makes } from '../notebook/find-makes.ts';
import { foldName } from '../sql/fold-name.ts';
import { emptyResult, type CellResult } from './kind.ts';

/** What a reader of one of a cell's relations sees; undefined when the cell did not yield that part. */
export function toPartResult(makes: Makes, result: CellResult, name: string): CellResult | undefined {
  const part = makes.parts.find((one) => foldName(one.name) === foldName(name));
  if (!part) return result;
  const found = result.parts[part.part];
  return (
    found && { ...emptyResult, relation: found.relation, columns: found.columns, rowCount: found.rowCount }
  );
}

/** Every relation that a result holds in the engine, by its SQL name. */
export function relationsOf({
  relation,
  made,
  parts,
}: CellResult): { relation: string; made: 'table' | 'view' }[] {
  const main = relation !== null && made !== null ? [{ relation, made }] : [];
  return [...main, ...Object.values(parts)];
}
