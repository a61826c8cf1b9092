import { type FoundDialect, NO_DELIMITER, detectDialect, findQuoting } from './detect-dialect.ts';
import { type Layout, detectLayout } from './detect-header.ts';
import type { ImportOptions, Notice } from './import-report.ts';
import { nameColumns } from './name-columns.ts';
import type { RecordShape } from './record-shape.ts';
import { type SampleRecord, scanSample } from './scan-sample.ts';

/** How a delimited text is to be read, as found in its first part. */
export interface TextLayout {
  readonly shape: RecordShape;
  /** What people see: empty for a file of one column. */
  readonly delimiter: string;
  readonly names: readonly string[];
  /** The cells of the sample's data records that fit the shape. */
  readonly sample: readonly (readonly string[])[];
  readonly notices: readonly Notice[];
}

/** Decides dialect, preamble, header, names and width from the first part of a text. */
export async function readLayout(
  text: string,
  isWhole: boolean,
  options: ImportOptions,
  pause: () => Promise<void>,
): Promise<TextLayout> {
  const { dialect, hasSepLine } = await chooseDialect(text, isWhole, options, pause);
  const scanned = scanSample(text, dialect, isWhole);
  await pause();
  const records = hasSepLine ? scanned.slice(1) : scanned;
  const layout = detectLayout(records, options);
  const header = layout.header && trimHeader(layout.header.cells, layout.width);
  const width = widthOf(header, layout);
  const { names, changes } = nameColumns(header, width);
  const notices: Notice[] = [];
  if (layout.preamble.length > 0)
    notices.push({ code: 'noticePreamble', values: { lines: layout.preamble.length } });
  if (!layout.header) notices.push({ code: 'noticeNoHeader', values: { columns: width } });
  if (changes.length > 0) notices.push({ code: 'noticeNamesChanged', values: { names: describe(changes) } });
  if (width > layout.width)
    notices.push({ code: 'noticeShortRows', values: { columns: width, cells: layout.width } });
  return {
    shape: {
      dialect,
      skip: linesBefore(layout, records, hasSepLine),
      width,
      allowShort: width > layout.width,
      hasTail: width < layout.width,
    },
    delimiter: dialect.delimiter === NO_DELIMITER ? '' : dialect.delimiter,
    names,
    sample: layout.data
      .filter((one) => !one.flaw && one.cells.length === layout.width)
      .map(({ cells }) => cells),
    notices,
  };
}

async function chooseDialect(
  text: string,
  isWhole: boolean,
  { delimiter, quote }: ImportOptions,
  pause: () => Promise<void>,
): Promise<FoundDialect> {
  if (delimiter === undefined) return detectDialect(text, isWhole, pause);
  return { dialect: findQuoting(text, delimiter, quote), hasSepLine: /^sep=.\r?\n/i.test(text) };
}

/** A line end after the last delimiter makes blank cells that are no columns. */
function trimHeader(cells: readonly string[], width: number): readonly string[] {
  let length = cells.length;
  while (length > width && cells[length - 1]?.trim() === '') length--;
  return cells.slice(0, length);
}

/** One blank cell more than names in every record is a delimiter at the line's end, which DuckDB leaves out itself. */
function widthOf(header: readonly string[] | undefined, { data, width }: Layout): number {
  if (!header) return width;
  const hasTail =
    width === header.length + 1 &&
    data.every(({ cells }) => cells.length < width || cells.at(-1)?.trim() === '');
  return hasTail ? header.length : Math.max(header.length, width);
}

function linesBefore(layout: Layout, records: readonly SampleRecord[], hasSepLine: boolean): number {
  const first = layout.data[0];
  if (first) return first.line - 1;
  const last = layout.header ?? layout.preamble.at(-1) ?? records[0];
  if (last) return last.line - 1 + last.lines;
  return hasSepLine ? 1 : 0;
}

function describe(changes: readonly { from: string; to: string }[]): string {
  return changes.map(({ from, to }) => `${from || '∅'} → ${to}`).join(', ');
}
