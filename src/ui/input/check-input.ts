import type { InputSpec } from '../../notebook/parse-input-spec.ts';
import type { MessageKey, MessageValues } from '../../locale/messages.ts';
import { maybeNumber, maybeText, toDates, toNumbers, toTexts, type InputValue } from './input-value.ts';

/** Why a value does not fit: a sentence of the catalogue. */
export interface InputFault {
  readonly key: MessageKey;
  readonly values: MessageValues;
}

/** What is wrong with a value for this input; null when nothing is. `choices` is null while they are not known. */
export function findFault(
  spec: InputSpec,
  value: InputValue,
  choices: readonly string[] | null,
): InputFault | null {
  switch (spec.type) {
    case 'select':
      return findUnknown([maybeText(value)], choices);
    case 'multiselect':
      return findUnknown(toTexts(value), choices);
    case 'number':
      return findOutside([maybeNumber(value)], spec, 'inputTooSmall', 'inputTooLarge');
    case 'date':
      return findOutside([maybeText(value)], spec, 'inputTooEarly', 'inputTooLate');
    case 'range':
      return (
        findDisorder(toNumbers(value)) ??
        findOutside(toNumbers(value), spec, 'inputTooSmall', 'inputTooLarge')
      );
    case 'daterange':
      return (
        findDisorder(toDates(value)) ?? findOutside(toDates(value), spec, 'inputTooEarly', 'inputTooLate')
      );
    case 'text':
      return null;
  }
}

function findUnknown(
  values: readonly (string | null)[],
  choices: readonly string[] | null,
): InputFault | null {
  const unknown = values.find((value) => value !== null && choices !== null && !choices.includes(value));
  return typeof unknown === 'string' ? { key: 'inputUnknownChoice', values: { value: unknown } } : null;
}

function findDisorder<T extends number | string>([from, to]: readonly [
  T | null,
  T | null,
]): InputFault | null {
  return from !== null && to !== null && from > to ? { key: 'inputWrongOrder', values: {} } : null;
}

function findOutside<T extends number | string>(
  values: readonly (T | null)[],
  { min, max }: { readonly min: T | null; readonly max: T | null },
  below: MessageKey,
  above: MessageKey,
): InputFault | null {
  for (const value of values) {
    if (value === null) continue;
    if (min !== null && value < min) return { key: below, values: { min } };
    if (max !== null && value > max) return { key: above, values: { max } };
  }
  return null;
}
