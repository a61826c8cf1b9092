import { breathe } from '../breathe.ts';
import { ProblemError } from '../problem.ts';
import { arePages } from './are-pages.ts';
import { profileColumns } from './column-profile.ts';
import { type FoundDialect, NO_DELIMITER, detectDialect, findQuoting } from './detect-dialect.ts';
import { type Layout, detectLayout } from './detect-header.ts';
import { countFooter, withoutTail } from './find-footer.ts';
import { dropSubtotals, findSubtotals } from './find-subtotals.ts';
import { type FoundTable, findTables } from './find-tables.ts';
import type { Notice } from './import-report.ts';
import { type ImportRecipe, SPACES } from './import-recipe.ts';
import { joinHeader } from './join-header.ts';
import { nameColumns } from './name-columns.ts';
import type { RecordShape } from './record-shape.ts';
import { type SampleRecord, scanSample } from './scan-sample.ts';
import { withRowNames } from './row-names.ts';

/** How a delimited text is to be read, as found in its first and last part. */
export interface TextLayout {
  readonly shape: RecordShape;
  /** What people see: empty for a file of one column. */
  readonly delimiter: string;
  readonly names: readonly string[];
  /** The lines that hold the names. */
  readonly headerLines: readonly number[];
  /** The cells of the sample's data records that fit the shape. */
  readonly sample: readonly (readonly string[])[];
  /** The tables of the file, the first one among them. */
  readonly tables: readonly FoundTable[];
  readonly table: number | 'all';
  /** All records of the sample, for showing them. */
  readonly records: readonly SampleRecord[];
  readonly notices: readonly Notice[];
}

/** The parts of a text that its layout is found from. */
export interface TextParts {
  /** Whose text it is, for problems. */
  readonly file: string;
  readonly head: string;
  /** Whether `head` is the whole text. */
  readonly isWhole: boolean;
  /** The last lines, when `head` is not the whole text. */
  readonly tail?: string;
}

/** Typing a column takes the engine some milliseconds however few rows there are. */
const MOST_COLUMNS = 5000;

/**
 * Decides dialect, preamble, header, names, width, tables and footer of a text. What the recipe says is not questioned.
 * @throws ProblemError `too-many-columns`, `table-unknown`
 */
export async function readLayout(text: TextParts, recipe: ImportRecipe): Promise<TextLayout> {
  const { dialect, hasSepLine } = await chooseDialect(text, recipe);
  const scanned = scanSample(text.head, dialect, text.isWhole);
  await breathe();
  const records = hasSepLine ? scanned.slice(1) : scanned;
  // The lines that a kept recipe names for a later table are looked for in that table only.
  const isFirst = recipe.table === undefined || recipe.table === 1 || recipe.table === 'all';
  const whole = detectLayout(records, isFirst ? recipe : {});
  const { layout, tables, table, until } = chooseTable(records, whole, recipe);
  const header =
    layout.header.length > 0
      ? withRowNames(
          trimHeader(joinHeader(layout.header.map(({ cells }) => cells)), layout),
          layout.data,
          dialect,
        )
      : undefined;
  const width =
    dialect.delimiter === ' ' && !dialect.isRun && header ? header.length : widthOf(header, layout);
  if (width > MOST_COLUMNS)
    throw new ProblemError({
      code: 'too-many-columns',
      values: { file: text.file, columns: width, most: MOST_COLUMNS },
    });
  const { names, changes } = nameColumns(header, width);
  const isAllRead = text.isWhole || until !== undefined;
  const footer =
    recipe.footer ?? (isAllRead ? countFooter(layout.data, width) : findTailFooter(text, dialect, width));
  const data = footer > 0 && isAllRead ? layout.data.slice(0, -footer) : layout.data;
  const isShort = width > layout.width && data.length > 0;
  const isLoaded = ({ length }: SampleRecord['cells']): boolean =>
    length === layout.width || (isShort && length <= width);
  const rest = data
    .filter((one) => !one.flaw && isLoaded(one.cells) && !isAllBlank(one))
    .map(({ cells }) => cells);
  const fitting = data.filter((one) => !one.flaw && one.cells.length === width);
  const subtotals =
    recipe.subtotals === true || layout.header.length === 0
      ? undefined
      : findSubtotals(
          rest.map((cells) => withoutTail(cells, width)).filter(({ length }) => length === width),
          width,
        );
  const notices: Notice[] = [];
  const say = (code: Notice['code'], values: Notice['values']): void => void notices.push({ code, values });
  if (dialect.hasLead) say('noticeGuards', { columns: names.map(cut).join(', ') });
  if (layout.preamble.length > 0) say('noticePreamble', { lines: layout.preamble.length });
  if (layout.header.length > 1) say('noticeHeaderRows', { rows: layout.header.length });
  if (layout.header.length === 0) say('noticeNoHeader', { columns: width });
  if (changes.length > 0) say('noticeNamesChanged', { names: describe(changes) });
  if (isShort && recipe.shortRows !== false) say('noticeShortRows', { columns: width, cells: layout.width });
  if (tables.length > 1 && table !== 'all')
    say('noticeOtherTable', { line: tables[1]?.line ?? 0, tables: tables.length });
  if (footer > 0) say('noticeFooter', { records: footer });
  const profiles =
    recipe.mend === false
      ? []
      : profileColumns(
          fitting.map(({ cells }) => cells),
          width,
        );
  return {
    shape: {
      dialect,
      skip: linesBefore(layout, records, hasSepLine),
      width,
      allowShort: recipe.shortRows ?? isShort,
      hasTail: width < layout.width && dialect.delimiter !== ' ',
      ...(until !== undefined && { until }),
      ...(footer > 0 && { footer }),
      ...(header && width > 1 && { header: header.slice(0, width) }),
      ...(table === 'all' && { takesAll: true }),
      ...(subtotals && { subtotals }),
      ...(profiles.length > 0 && { profiles }),
    },
    delimiter: dialect.isRun ? SPACES : dialect.delimiter === NO_DELIMITER ? '' : dialect.delimiter,
    names,
    headerLines: layout.header.map(({ line }) => line),
    sample: subtotals?.isSeen ? dropSubtotals(rest, subtotals) : rest,
    tables,
    table,
    records,
    notices,
  };
}

async function chooseDialect(
  { head, isWhole }: TextParts,
  { delimiter, quote, escape }: ImportRecipe,
): Promise<FoundDialect> {
  const found =
    delimiter === undefined
      ? await detectDialect(head, isWhole)
      : { dialect: findQuoting(head, delimiter, quote), hasSepLine: /^sep=.\r?\n/i.test(head) };
  const dialect = {
    ...found.dialect,
    ...(quote !== undefined && delimiter === undefined && { quote, escape: quote }),
    ...(escape !== undefined && { escape }),
  };
  return { ...found, dialect: hasLead(head, dialect, isWhole) ? { ...dialect, hasLead: true } : dialect };
}

/** Whether a bar stands before the first cell of every record, as in printed tables. */
function hasLead(head: string, dialect: RecordShape['dialect'], isWhole: boolean): boolean {
  if (dialect.delimiter !== '|') return false;
  const records = scanSample(head, dialect, isWhole, 500).filter(({ cells }) => cells.length > 1);
  return (
    records.length > 0 && records.every(({ cells, quotedAt }) => cells[0]?.trim() === '' && quotedAt[0] !== 0)
  );
}

/** The layout of the table that is asked for, and the line on which the next one begins. */
function chooseTable(
  records: readonly SampleRecord[],
  layout: Layout,
  { table: asked, header, skip }: ImportRecipe,
): { layout: Layout; tables: FoundTable[]; table: number | 'all'; until?: number } {
  const start = layout.header[0] ?? layout.data[0];
  if (!start || layout.header.length === 0) return { layout, tables: [], table: 1 };
  const below = records.filter(({ line }) => line > (layout.header.at(-1)?.line ?? 0));
  const names = layout.header[0]?.cells ?? [];
  const isAsked = header !== undefined || skip !== undefined;
  const others = isAsked && (asked ?? 1) === 1 ? findRepeats(below, names) : findTables(below, names);
  const tables = [{ line: start.line, columns: layout.width }, ...others];
  const chosen = asked ?? (arePages(records, layout, others) ? 'all' : 1);
  if (chosen === 'all') return { layout, tables, table: chosen };
  const from = tables[chosen - 1]?.line ?? 0;
  const until = tables[chosen]?.line;
  if (chosen > tables.length)
    throw new ProblemError({ code: 'table-unknown', values: { table: chosen, tables: tables.length } });
  if (tables.length === 1) return { layout, tables, table: 1 };
  const own = records.filter(({ line }) => line >= from && (until === undefined || line < until));
  const isOwn = header?.every((line) => own.some((record) => record.line === line));
  const found = detectLayout(own, { header: chosen === 1 || isOwn ? header : undefined });
  const before = chosen === 1 ? layout.preamble : [];
  return {
    layout: { ...found, preamble: [...before, ...found.preamble] },
    tables,
    table: chosen,
    ...(until !== undefined && { until }),
  };
}

function findRepeats(below: readonly SampleRecord[], names: readonly string[]): FoundTable[] {
  return findTables(below, names).filter(({ line }) =>
    below.some((record) => record.line === line && record.cells[0]?.trim() === names[0]?.trim()),
  );
}

/** The footer as the last lines show it. The first line of `tail` may be cut and is left out. */
function findTailFooter({ tail }: TextParts, dialect: RecordShape['dialect'], width: number): number {
  if (tail === undefined) return 0;
  const whole = tail.slice(tail.search(/[\r\n]/) + 1);
  return countFooter(
    scanSample(whole, dialect, true).filter(({ isBlank }) => !isBlank),
    width,
  );
}

/** A line end after the last delimiter makes blank cells that are no columns. */
function trimHeader(cells: readonly string[], { data, width }: Layout): readonly string[] {
  let length = cells.length;
  while (length > width && cells[length - 1]?.trim() === '') length--;
  const isTail =
    length === width &&
    length > 2 &&
    data.length > 0 &&
    cells[length - 1]?.trim() === '' &&
    data.every((record) => record.cells.length < width || record.cells.at(-1)?.trim() === '');
  return cells.slice(0, isTail ? length - 1 : length);
}

/** One blank cell more than names in every record is a delimiter at the line's end, which DuckDB leaves out itself. */
function widthOf(header: readonly string[] | undefined, { data, width }: Layout): number {
  if (!header) return width;
  const hasTail =
    width === header.length + 1 &&
    data.every(({ cells }) => cells.length < width || cells.at(-1)?.trim() === '');
  return hasTail ? header.length : Math.max(header.length, width);
}

function isAllBlank({ cells }: SampleRecord): boolean {
  return cells.every((cell) => cell.trim() === '');
}

function linesBefore(layout: Layout, records: readonly SampleRecord[], hasSepLine: boolean): number {
  const first = layout.data[0];
  if (first) return first.line - 1;
  const last = layout.header.at(-1) ?? layout.preamble.at(-1) ?? records[0];
  if (last) return last.line - 1 + last.lines;
  return hasSepLine ? 1 : 0;
}

/** Long names as a notice shows them. */
function cut(name: string): string {
  return name.length > 100 ? `${name.slice(0, 100)}…` : name;
}

function describe(changes: readonly { from: string; to: string }[]): string {
  return changes.map(({ from, to }) => `${cut(from) || '∅'} → ${cut(to)}`).join(', ');
}
