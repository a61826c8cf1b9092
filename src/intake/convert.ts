import type { SourceFile } from '../engine/source.ts';
import type { SheetChoice } from './import-preview.ts';
import type { Notice, SetAside } from './import-report.ts';
import type { ImportRecipe } from './import-recipe.ts';
import type { TaskWork } from './intake-tasks.ts';

/** A kind of file that is turned into a text before it is imported, so that there is one way to types and account. */
export type ConvertedKind = 'xlsx' | 'xls' | 'json' | 'arrow';

export interface ConvertRequest {
  readonly file: SourceFile;
  readonly kind: ConvertedKind;
  readonly recipe: Pick<ImportRecipe, 'sheet' | 'range'>;
  /** Only so many rows: enough to show. */
  readonly rows?: number;
}

/** The file as delimited text: commas, double quotes, UTF-8, one record for each row. */
export interface Converted {
  readonly file: SourceFile;
  /** Where the text's lines stand in the file: from line `line` on, a line is `line + shift` there. Sorted. */
  readonly shifts: readonly LineShift[];
  /** Whether the first line holds the names for sure; otherwise names are found as in any text. */
  readonly hasNames: boolean;
  /** Columns whose cells are text in the file, whatever they look like. */
  readonly texts: readonly string[];
  /** Records that could not be read. */
  readonly setAside: readonly SetAside[];
  /** What was left out on the way. */
  readonly notices?: readonly Notice[];
  readonly sheets: readonly SheetChoice[];
  readonly sheet: string | null;
  readonly range: string | null;
  readonly isWhole: boolean;
}

export interface LineShift {
  readonly line: number;
  readonly shift: number;
}

/** @throws ProblemError `sheet-unknown`, `range-unknown`, `workbook-damaged`, `workbook-locked`, `json-damaged`, `json-no-table`, `arrow-damaged` */
export async function convert(request: ConvertRequest, work: TaskWork): Promise<Converted> {
  switch (request.kind) {
    case 'xlsx':
    case 'xls':
      return (await import('./convert-sheet.ts')).convertSheet(request, work);
    case 'json':
      return (await import('./convert-json.ts')).convertJson(request, work);
    case 'arrow':
      return (await import('./convert-arrow.ts')).convertArrow(request, work);
  }
}

/** The line in the file for a line of the text. */
export function toFileLine(shifts: readonly LineShift[], line: number): number {
  let shift = 0;
  for (const one of shifts) {
    if (one.line > line) break;
    shift = one.shift;
  }
  return line + shift;
}

/** The line of the text for a line in the file: the first at or after it. */
export function toTextLine(shifts: readonly LineShift[], line: number): number {
  let found = line;
  for (const [index, one] of shifts.entries()) {
    const next = shifts[index + 1]?.line ?? Infinity;
    found = Math.max(one.line, line - one.shift);
    if (found < next) return found;
  }
  return found;
}
