import { bindParameters, toLiteral, type BoundValue } from '../sql/bind-parameters.ts';
import { splitStatements } from '../sql/split-statements.ts';
import { tokenize } from '../sql/tokenize.ts';

/** One statement, ready to run, that knows where each of its characters came from. */
export interface BoundStatement {
  readonly text: string;
  /** UTF-16 offset in the caller's SQL of a UTF-16 offset in `text`. */
  toOriginal(offset: number): number;
}

/**
 * Splits SQL into statements and puts the parameters' values in.
 * @throws ProblemError `unknown-parameter`
 */
export function bindStatements(
  sql: string,
  parameters: Readonly<Record<string, BoundValue>> = {},
): BoundStatement[] {
  bindParameters(sql, parameters);
  return splitStatements(sql).map(({ text, start }) => bindStatement(text, start, parameters));
}

function bindStatement(
  text: string,
  start: number,
  parameters: Readonly<Record<string, BoundValue>>,
): BoundStatement {
  let bound = '';
  const pieces: { readonly at: number; readonly length: number; readonly from: number }[] = [];
  for (const token of tokenize(text)) {
    const value = token.kind === 'parameter' ? parameters[token.text.slice(1)] : undefined;
    const shown = value ? toLiteral(value) : token.text;
    pieces.push({ at: bound.length, length: value ? 0 : shown.length, from: start + token.start });
    bound += shown;
  }
  return {
    text: bound,
    toOriginal(offset) {
      const piece = pieces.findLast((one) => one.at <= offset);
      return piece ? piece.from + Math.min(offset - piece.at, piece.length) : start;
    },
  };
}
