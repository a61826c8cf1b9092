import { isIsoDate } from '../notebook/parse-head.ts';
import type { InputSpec } from '../notebook/parse-input-spec.ts';
import { ProblemError } from '../problem.ts';
import type { BoundValue } from '../sql/bind-parameters.ts';

type Values = Readonly<Record<string, BoundValue>>;

/**
 * The values of an input's parameters: what the user set, else the default.
 * `choices` are what a select offers. A select without a default takes its first choice; a multiselect none.
 * @throws ProblemError `input-not-offered`, `input-out-of-bounds`, `input-wrong-type`, `input-range-order`
 */
export function toParameters(name: string, spec: InputSpec, set: Values, choices: readonly string[]): Values {
  switch (spec.type) {
    case 'select': {
      const value = asText(name, set, 'VARCHAR') ?? spec.default ?? choices[0] ?? null;
      if (value !== null) checkOffered(name, [value], choices);
      return { [name]: { type: 'VARCHAR', value } };
    }
    case 'multiselect': {
      const value = asTexts(name, set) ?? spec.default ?? [];
      checkOffered(name, value, choices);
      return { [name]: { type: 'VARCHAR[]', value } };
    }
    case 'text':
      return { [name]: { type: 'VARCHAR', value: asText(name, set, 'VARCHAR') ?? spec.default } };
    case 'number': {
      const value = asNumber(name, set, spec.default);
      checkBounds(name, value, spec);
      return { [name]: { type: 'DOUBLE', value } };
    }
    case 'date': {
      const value = asDate(name, set, spec.default);
      checkBounds(name, value, spec);
      return { [name]: { type: 'DATE', value } };
    }
    case 'range': {
      const [from, to] = [`${name}_from`, `${name}_to`];
      const ends = [asNumber(from, set, spec.default[0]), asNumber(to, set, spec.default[1])] as const;
      checkEnds(name, ends, spec);
      return { [from]: { type: 'DOUBLE', value: ends[0] }, [to]: { type: 'DOUBLE', value: ends[1] } };
    }
    case 'daterange': {
      const [from, to] = [`${name}_from`, `${name}_to`];
      const ends = [asDate(from, set, spec.default[0]), asDate(to, set, spec.default[1])] as const;
      checkEnds(name, ends, spec);
      return { [from]: { type: 'DATE', value: ends[0] }, [to]: { type: 'DATE', value: ends[1] } };
    }
  }
}

function asText(name: string, set: Values, type: 'VARCHAR' | 'DATE'): string | null {
  const bound = set[name];
  if (bound === undefined) return null;
  return bound.type === type ? bound.value : wrongType(name, bound);
}

function asTexts(name: string, set: Values): readonly string[] | null {
  const bound = set[name];
  if (bound === undefined) return null;
  return bound.type === 'VARCHAR[]' ? bound.value : wrongType(name, bound);
}

function asNumber(name: string, set: Values, otherwise: number | null): number | null {
  const bound = set[name];
  if (bound === undefined) return otherwise;
  if (bound.type !== 'DOUBLE' && bound.type !== 'BIGINT') return wrongType(name, bound);
  return bound.value === null || Number.isFinite(bound.value) ? bound.value : wrongType(name, bound);
}

function asDate(name: string, set: Values, otherwise: string | null): string | null {
  const bound = set[name];
  if (bound === undefined) return otherwise;
  const value = asText(name, set, 'DATE');
  return value === null || isIsoDate(value) ? value : wrongType(name, bound);
}

function wrongType(name: string, bound: BoundValue): never {
  throw new ProblemError({ code: 'input-wrong-type', values: { name, value: String(bound.value) } });
}

function checkOffered(name: string, values: readonly string[], choices: readonly string[]): void {
  const value = values.find((one) => !choices.includes(one));
  if (value !== undefined) throw new ProblemError({ code: 'input-not-offered', values: { name, value } });
}

interface Bounds<T> {
  readonly min: T | null;
  readonly max: T | null;
}

function checkBounds<T extends number | string>(
  name: string,
  value: T | null,
  { min, max }: Bounds<T>,
): void {
  if (value === null || ((min === null || value >= min) && (max === null || value <= max))) return;
  const values = { name, value, min: min ?? '−∞', max: max ?? '∞' };
  throw new ProblemError({ code: 'input-out-of-bounds', values });
}

function checkEnds<T extends number | string>(
  name: string,
  [from, to]: readonly [T | null, T | null],
  bounds: Bounds<T>,
): void {
  checkBounds(name, from, bounds);
  checkBounds(name, to, bounds);
  if (from !== null && to !== null && from > to)
    throw new ProblemError({ code: 'input-range-order', values: { name, from, to } });
}
