import type { InputSpec } from '../notebook/parse-input-spec.ts';
import { isIsoDate } from '../notebook/parse-head.ts';
import { ProblemError } from '../problem.ts';
import type { BoundValue } from '../sql/bind-parameters.ts';

/**
 * An input's values by parameter name, from a word of the command line: lists by comma, two ends as `a..b`
 * (an end left out is open). Choices and bounds are the runtime's to check.
 * @throws ProblemError `cli-bad-input`
 */
export function parseInputValue(name: string, spec: InputSpec, text: string): Record<string, BoundValue> {
  const refuse = (): never => {
    throw new ProblemError({ code: 'cli-bad-input', values: { name, type: spec.type, text } });
  };
  const toNumber = (word: string): BoundValue => ({ type: 'DOUBLE', value: readNumber(word) ?? refuse() });
  const toDate = (word: string): BoundValue => ({ type: 'DATE', value: readDate(word) ?? refuse() });
  switch (spec.type) {
    case 'text':
    case 'select':
      return { [name]: { type: 'VARCHAR', value: text } };
    case 'multiselect':
      return { [name]: { type: 'VARCHAR[]', value: readList(text) } };
    case 'number':
      return { [name]: toNumber(text) };
    case 'date':
      return { [name]: toDate(text) };
    case 'range':
      return readEnds(name, text, toNumber, { type: 'DOUBLE', value: null }) ?? refuse();
    case 'daterange':
      return readEnds(name, text, toDate, { type: 'DATE', value: null }) ?? refuse();
  }
}

function readEnds(
  name: string,
  text: string,
  read: (word: string) => BoundValue,
  open: BoundValue,
): Record<string, BoundValue> | null {
  const [from, to, extra] = text.split('..').map((part) => (part.trim() === '' ? open : read(part)));
  if (from === undefined || to === undefined || extra !== undefined) return null;
  return { [`${name}_from`]: from, [`${name}_to`]: to };
}

function readList(text: string): string[] {
  return text.trim() === '' ? [] : text.split(',').map((word) => word.trim());
}

function readNumber(text: string): number | null {
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) ? value : null;
}

function readDate(text: string): string | null {
  return isIsoDate(text.trim()) ? text.trim() : null;
}
