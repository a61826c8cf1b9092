import type { Cell } from '../notebook/notebook.ts';
import { memoByCell } from '../notebook/memo-by-cell.ts';
import { readInputSpec, type InputSpec, type Range } from '../notebook/parse-input-spec.ts';
import type { BoundValue } from '../sql/bind-parameters.ts';

/** An input's value as its control has it: a text, a list, a number, or two ends. */
export type InputValue = string | number | null | readonly string[] | Range<number> | Range<string>;

/** What an input cell asks for; null when its YAML cannot be read, which its state says. */
export const maybeInputSpec: (cell: Cell) => InputSpec | null = memoByCell((cell) => {
  try {
    return readInputSpec(cell);
  } catch {
    return null;
  }
});

/** The value to show: what the user chose, else the default. A select without a default shows its first choice, as a query gets it. */
export function toInputValue(
  name: string,
  spec: InputSpec,
  chosen: Readonly<Record<string, BoundValue>>,
  choices: readonly string[],
): InputValue {
  const one = chosen[name]?.value;
  switch (spec.type) {
    case 'range':
    case 'daterange': {
      const [from, to] = spec.default;
      const ends = [endOf(chosen[`${name}_from`], from), endOf(chosen[`${name}_to`], to)];
      return ends as unknown as Range<number> | Range<string>;
    }
    case 'multiselect':
      return (one as readonly string[] | undefined) ?? spec.default ?? [];
    case 'select':
      return (one as string | undefined) ?? spec.default ?? choices[0] ?? spec.options[0] ?? null;
    default:
      return one === undefined ? spec.default : (one as string | number | null);
  }
}

/** The parameters that a control's value stands for. */
export function toParameters(name: string, spec: InputSpec, value: InputValue): Record<string, BoundValue> {
  const [from, to] = Array.isArray(value) ? (value as readonly (string | number | null)[]) : [];
  switch (spec.type) {
    case 'range':
      return { [`${name}_from`]: numberOf(from), [`${name}_to`]: numberOf(to) };
    case 'daterange':
      return { [`${name}_from`]: dateOf(from), [`${name}_to`]: dateOf(to) };
    case 'multiselect':
      return { [name]: { type: 'VARCHAR[]', value: Array.isArray(value) ? value.map(String) : [] } };
    case 'number':
      return { [name]: numberOf(value as number | null) };
    case 'date':
      return { [name]: dateOf(value as string | null) };
    default:
      return { [name]: { type: 'VARCHAR', value: value === null ? null : String(value) } };
  }
}

function endOf<T>(bound: BoundValue | undefined, otherwise: T): unknown {
  return bound === undefined ? otherwise : bound.value;
}

function numberOf(value: string | number | null | undefined): BoundValue {
  return { type: 'DOUBLE', value: typeof value === 'number' && Number.isFinite(value) ? value : null };
}

function dateOf(value: string | number | null | undefined): BoundValue {
  return { type: 'DATE', value: typeof value === 'string' && value !== '' ? value : null };
}
