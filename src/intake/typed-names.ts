import { NULL_WORDS } from './import-recipe.ts';
import { type ValueKind, maybeValueKind } from './looks-typed.ts';
import { isNullWord } from './null-words.ts';

const MOST = 0.8;
const LEAST_SERIES = 3;
const LEAST_OTHERS = 3;

/**
 * Whether cells of which some read as values are names all the same: `region, 2024-01, 2024-02`, `store, 1, 2, 3`, `age, <18, 18-25`.
 * They are when they are of another kind than the values below them, or count up by equal steps.
 * @param columns the cells below each name, without blanks
 * @param groups above each name; the steps count within one group
 */
export function areTypedNames(
  names: readonly string[],
  columns: readonly (readonly string[])[],
  groups: readonly string[] = [],
): boolean {
  const kinds = names.map((name, at) => compareKinds(name, columns[at] ?? []));
  const places = names.flatMap((_, at) => (kinds[at] === 'same' ? [at] : []));
  const alike = places.map((at) => names[at] ?? '');
  const others = kinds.filter((kind) => kind === 'other').length;
  if (alike.length === 0) return others > 0 || (columns.every(isEmpty) && isWordsAndYears(names));
  const inGroups = [...new Set(groups)].map((group) =>
    places.flatMap((at) => (groups[at] === group ? [names[at] ?? ''] : [])),
  );
  if (groups.length > 0 && inGroups.every((members) => members.length === 0 || isSeries(members)))
    return true;
  if (isSeries(alike)) {
    if (alike.length < names.length) return others > 0 || alike.length > LEAST_SERIES;
    return startsAtOne(alike) && !isSeries(columns.map(([cell = '']) => cell));
  }
  return others >= LEAST_OTHERS && others > alike.length;
}

/** Whether a name is of the kind of most values below it; nothing when one or the other could be of any kind. */
function compareKinds(name: string, below: readonly string[]): 'same' | 'other' | undefined {
  if (name === '' || below.length === 0 || isNullWord(name, NULL_WORDS)) return undefined;
  const kinds = below.map(kindOf);
  const kind = [...new Set(kinds)].find(
    (one) => kinds.filter((other) => other === one).length >= MOST * below.length,
  );
  if (kind === undefined) return undefined;
  if (kind !== 'text') return kindOf(name) === kind ? 'same' : 'other';
  // `store` above `S001`.
  const isNumbered = below.filter((cell) => /\d/.test(cell)).length >= MOST * below.length;
  return isNumbered && !/\d/.test(name) ? 'other' : undefined;
}

function kindOf(cell: string): ValueKind | 'text' {
  return isYear(cell) || isCompactDate(cell) ? 'date' : (maybeValueKind(cell) ?? 'text');
}

function isYear(cell: string): boolean {
  return /^(?:19|20)\d\d$/.test(cell);
}

/** `202401` or `20240131`. */
function isCompactDate(cell: string): boolean {
  return /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?$/.test(cell);
}

function isEmpty(cells: readonly string[]): boolean {
  return cells.length === 0;
}

function isWordsAndYears(names: readonly string[]): boolean {
  const filled = names.filter((name) => name !== '');
  const typed = filled.filter((name) => maybeValueKind(name) !== undefined);
  return typed.length < filled.length && typed.every(isYear);
}

/** Numbers, percents among them, of which each is more than the last by the same step. */
function isSeries(cells: readonly string[]): boolean {
  const numbers = cells.map((cell) => Number(cell.replace(/%$/, '')));
  const [first = NaN, second = NaN] = numbers;
  const step = second - first;
  return (
    cells.length >= LEAST_SERIES &&
    step > 0 &&
    numbers.every((number, at) => Math.abs(number - (first + at * step)) < step / 1000)
  );
}

/** Columns without any word are numbered from 0 or 1. */
function startsAtOne([first, second]: readonly string[]): boolean {
  return (first === '0' && second === '1') || (first === '1' && second === '2');
}
