import { memoByCell } from './memo-by-cell.ts';
import { parseInputSpec } from './parse-input-spec.ts';

/** The names that a cell gives to others: a relation, or parameters without `$`. */
export interface Makes {
  readonly relation: string | null;
  readonly parameters: readonly string[];
}

/** What a cell makes by its kind. An input of two ends makes `x_from` and `x_to`. */
export const findMakes = memoByCell((cell): Makes => {
  const { kind, name } = cell;
  if (name === null || kind === 'text' || kind === 'chart') return { relation: null, parameters: [] };
  return kind === 'input'
    ? { relation: null, parameters: parameterNames(name, cell.body) }
    : { relation: name, parameters: [] };
});

function parameterNames(name: string, body: string): string[] {
  try {
    const { type } = parseInputSpec(body);
    return type === 'range' || type === 'daterange' ? [`${name}_from`, `${name}_to`] : [name];
  } catch {
    return [name, `${name}_from`, `${name}_to`];
  }
}
