import type { Cell, CellId } from '../notebook/notebook.ts';

export interface Heading {
  readonly id: CellId;
  /** 1 to 3. */
  readonly level: number;
  readonly text: string;
}

/** The headings of the text cells, with the cell each stands in. Fenced code is passed over. */
export function toOutline(cells: readonly Cell[]): Heading[] {
  return cells
    .filter(({ kind }) => kind === 'text')
    .flatMap(({ id, body }) =>
      [...body.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').matchAll(/^(#{1,3})[ \t]+(.+)$/gm)].map(
        ([, marks = '#', text = '']) => ({
          id,
          level: marks.length,
          text: withoutMarks(withoutEnd(text)),
        }),
      ),
    );
}

/** Without emphasis; marks after a backslash and underscores within a word are meant as they are. */
function withoutMarks(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])|[*`]|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '$1');
}

/** A heading may be closed by spaces and marks. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 1 && ' \t#'.includes(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}
