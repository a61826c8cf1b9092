import { formatValue } from '../chart/format-value.ts';
import type { Language } from '../locale/language.ts';
import { findInlineValues } from '../notebook/find-inline-values.ts';
import { findLeftOut, keepsParagraph } from '../notebook/keeps-paragraph.ts';
import { memoByCell } from '../notebook/memo-by-cell.ts';
import type { Cell } from '../notebook/notebook.ts';
import type { CellState } from '../runtime/cell-state.ts';

/** An inline value as it should be shown in place of its braces; offsets are UTF-16 in the cell's text. */
export interface InlineText {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly state: 'filled' | 'waiting' | 'missing';
  /** `relation.column`, for the pointer. */
  readonly source: string;
}

const inlineValues = memoByCell((cell) => findInlineValues(cell.body));

/**
 * The inline values of a text cell, formatted; those not known yet are `…`, those that could not be had `?`, those without a
 * value `–`. A paragraph that an `if` or `unless` in it leaves out is one empty text.
 */
export function toInlineTexts(cell: Cell, state: CellState | undefined, language: Language): InlineText[] {
  const values = state?.values ?? {};
  const all = inlineValues(cell);
  const left = findLeftOut(all, values);
  const isOver = state !== undefined && ['done', 'failed', 'blocked'].includes(state.status);
  return all.flatMap((one): InlineText | [] => {
    const { start, end, expression, relation, column, format, block } = one;
    const source = `${relation}.${column}`;
    const first = left.get(block[0]);
    if (first)
      return first === one ? { start: block[0], end: block[1], source, text: '', state: 'filled' } : [];
    if (keepsParagraph(one, null) !== null) return { start, end, source, text: '', state: 'filled' };
    if (!Object.hasOwn(values, expression))
      return { start, end, source, text: isOver ? '?' : '…', state: isOver ? 'missing' : 'waiting' };
    const value = values[expression] ?? null;
    const kind = typeof value === 'string' ? kindOfText(value) : 'number';
    const text = formatValue(
      value,
      { name: column, type: '', kind },
      { language, format: format ?? undefined },
    );
    return { start, end, source, text, state: value === null ? 'missing' : 'filled' };
  });
}

/** Values come without their columns: a text tells by its form what it was. */
function kindOfText(text: string): 'date' | 'timestamp' | 'decimal' | 'text' {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return 'date';
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return 'timestamp';
  return /^-?\d+\.\d+$/.test(text) ? 'decimal' : 'text';
}
