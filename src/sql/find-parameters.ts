import { tokenize } from './tokenize.ts';

/** A `$name` in SQL; `name` without the `$`, offsets of the whole token. */
export interface Parameter {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The parameters of a SQL text in order, repeats included. */
export function findParameters(sql: string): Parameter[] {
  return tokenize(sql)
    .filter((token) => token.kind === 'parameter')
    .map(({ text, start, end }) => ({ name: text.slice(1), start, end }));
}
