import { hereWords, leftWords } from '../definition/left-words.ts';
import { writeName } from '../../sql/write-name.ts';
import type { ColumnFacts } from './column-facts.ts';
import { findLeftValues, isFlag } from './guess-column.ts';

/** The values of a flag or status by which a customer has left; null when they do not tell: of 1 and 2 nobody knows which. */
export function readLeft(facts: ColumnFacts): readonly string[] | null {
  if (facts.type === 'BOOLEAN') return ['true'];
  const has = (words: readonly string[]): string[] =>
    facts.samples.filter((text) => words.includes(text.trim().toLowerCase()));
  const left = has(leftWords);
  if (isFlag(facts)) return left;
  const isNumeric = facts.samples.every((text) => /^-?\d+$/.test(text.trim()));
  return left.length > 0 && has(hereWords).length > 0 && !isNumeric ? left : findLeftValues(facts);
}

/** A flag as SQL reads it: where it is filled for those alone who left, with one word that says so, it is a condition. */
export function writeFlag(facts: ColumnFacts): string {
  const isFilled = facts.samples.length === 1 && facts.nulls > 0 && readLeft(facts)?.length === 1;
  return isFilled ? `${writeName(facts.name)} is not null` : facts.name;
}
