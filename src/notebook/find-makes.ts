import { foldName } from '../sql/fold-name.ts';
import { partsOf } from './cell-kinds.ts';
import { memoByCell } from './memo-by-cell.ts';
import type { Cell } from './notebook.ts';
import { readInputSpec } from './parse-input-spec.ts';

/** A relation that a cell yields beside its main one. */
export interface Part {
  readonly part: string;
  /** `<cell>_<part>` */
  readonly name: string;
}

/** The names that a cell gives to others: relations, or parameters without `$`. */
export interface Makes {
  /** Its main relation, named as the cell. */
  readonly relation: string | null;
  readonly parts: readonly Part[];
  readonly parameters: readonly string[];
}

/** What a cell makes by its kind. An input of two ends makes `x_from` and `x_to`. */
export const findMakes = memoByCell((cell): Makes => {
  const { kind, name } = cell;
  if (name === null || kind === 'text' || kind === 'chart') return nothing;
  return kind === 'input'
    ? { ...nothing, parameters: parameterNames(name, cell) }
    : {
        ...nothing,
        relation: name,
        parts: partsOf(kind).map((part) => ({ part, name: `${name}_${part}` })),
      };
});

const nothing: Makes = { relation: null, parts: [], parameters: [] };

/** The cell that makes a relation of this name. */
export function findMaker(cells: Iterable<Cell>, relation: string): Cell | undefined {
  const wanted = foldName(relation);
  return [...cells].find((cell) => namesOf(findMakes(cell)).some((name) => foldName(name) === wanted));
}

/** Every relation's name, the main one first. */
export function namesOf({ relation, parts }: Makes): string[] {
  return relation === null ? [] : [relation, ...parts.map((one) => one.name)];
}

function parameterNames(name: string, cell: Cell): string[] {
  try {
    const { type } = readInputSpec(cell);
    return type === 'range' || type === 'daterange' ? [`${name}_from`, `${name}_to`] : [name];
  } catch {
    return [name, `${name}_from`, `${name}_to`];
  }
}
