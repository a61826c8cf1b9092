import { quoteName, quoteText } from '../sql/quote.ts';
import { findFormNotices } from './find-form-notices.ts';
import { findQuestions } from './find-questions.ts';
import type { ImportPreview, PreviewColumn, PreviewLine } from './import-preview.ts';
import type { LoadableKind } from './import-report.ts';
import { type InspectRequest, type InspectedText, inspectText } from './inspect-text.ts';
import { DELIMITERS, ENCODINGS } from './known-choices.ts';
import { type ColumnPlan, toCell, toValue } from './plan-columns.ts';
import { sortRecords } from './write-clean-copy.ts';

export interface PreviewRequest extends InspectRequest {
  /** What the text was converted from, if it was. */
  readonly kind?: LoadableKind;
}

/** A preview whose rows are still to be typed by the engine. */
export interface PlannedPreview {
  readonly preview: Omit<ImportPreview, 'rows'>;
  /** Gives the rows; undefined when there are none. */
  readonly sql: string | undefined;
}

const ROWS = 100;
const LINES = 40;
const LONGEST = 2000;
const EXAMPLES = 3;

/** The first rows of a text as they will be loaded: the same layout and the same SQL as the import. */
export async function planPreview(request: PreviewRequest): Promise<PlannedPreview> {
  const { file, kind } = request;
  const found = await inspectText(request);
  const { layout, plans, encoding, text, isWhole } = found;
  const sorted = sortRecords(text, layout.shape, isWhole);
  const settled = settleBySample(plans);
  const isText = kind === undefined;
  const preview = {
    file: file.name,
    kind: kind ?? (layout.delimiter === '\t' ? 'tsv' : 'csv'),
    recipe: {
      ...found.recipe,
      ...(!isText && { encoding: null, delimiter: null, quote: null, escape: null }),
    },
    choices: {
      encodings: isText ? [...new Set([encoding, ...ENCODINGS])] : [],
      delimiters: isText ? [...new Set([layout.delimiter, ...DELIMITERS])] : [],
      quotes: isText ? [...new Set([layout.shape.dialect.quote, '"', "'", ''])] : [],
      sheets: [],
      members: [],
      tables: layout.tables.map(({ line, columns }, index) => ({ table: index + 1, line, columns })),
    },
    columns: settled.map(toColumn),
    lines: isText ? toLines(found, text, sorted.setAside) : [],
    setAside: sorted.setAside,
    mended: sorted.mended,
    notices: [...layout.notices, ...findFormNotices(settled)],
    questions: findQuestions(settled, layout.delimiter),
    isWhole: isWhole,
  };
  return { preview, sql: toSql(settled, layout.names, sorted.rows.slice(0, ROWS)) };
}

/** A form that was asked for and does not fit keeps the column text here too, unless the user said yes to nulls. */
function settleBySample(plans: readonly ColumnPlan[]): ColumnPlan[] {
  return plans.map((plan) => {
    const { form, cells, dropsMisfits } = plan;
    if (!plan.isAsked || !form || dropsMisfits || cells.every(form.fits)) return plan;
    return { ...plan, form: undefined, nearly: [form] };
  });
}

function toSql(
  plans: readonly ColumnPlan[],
  names: readonly string[],
  rows: readonly (readonly string[])[],
): string | undefined {
  if (rows.length === 0) return undefined;
  const toText = (cell: string): string => (cell === '' ? 'NULL' : quoteText(cell.replaceAll('\0', '')));
  const values = rows.map(
    (row, index) => `(${index}, ${names.map((_, at) => toText(row[at] ?? '')).join(', ')})`,
  );
  const select = plans.map((plan) => `${toValue(plan, toCell(plan))} AS ${quoteName(plan.name)}`);
  const order = uniqueOrder(names);
  const typed = [order, ...names].map(quoteName).join(', ');
  const texts = names.map((name) => `CAST(${quoteName(name)} AS VARCHAR) AS ${quoteName(name)}`).join(', ');
  return `SELECT ${select.join(', ')} FROM (SELECT ${quoteName(order)}, ${texts} FROM (VALUES ${values.join(', ')}) AS v(${typed})) ORDER BY ${quoteName(order)}`;
}

function uniqueOrder(names: readonly string[]): string {
  let name = 'row number';
  while (names.some((one) => one.toLowerCase() === name)) name += '_';
  return name;
}

function toColumn(plan: ColumnPlan): PreviewColumn {
  const { source, name, form, forms, cells, nearly } = plan;
  const fitting = [...forms.sure, ...forms.rivals, ...forms.offered].filter((one) => cells.every(one.fits));
  // A number without a sign could be of any currency, which says nothing more of it.
  const isPlain = fitting.some(({ id, family }) => family === 'number' && !id.startsWith('money'));
  const offered = fitting.filter(({ id }) => !isPlain || !id.startsWith('money'));
  const asked = form ?? nearly[0];
  const strangers = asked ? cells.filter((cell) => !asked.fits(cell)) : [];
  return {
    source,
    name,
    type: form?.type ?? 'VARCHAR',
    form: form?.id ?? 'text',
    forms: [...new Set(['text', ...(form ? [form.id] : []), ...offered.map(({ id }) => id)])],
    misfits: strangers.length,
    examples: [...new Set(strangers)].slice(0, EXAMPLES),
  };
}

function toLines(
  { layout }: InspectedText,
  text: string,
  setAside: readonly { readonly line: number }[],
): PreviewLine[] {
  const aside = new Set(setAside.map(({ line }) => line));
  return layout.records.slice(0, LINES).map(({ line, start, end }) => ({
    line,
    text: text
      .slice(start, end)
      .replace(/\r?\n$|\r$/, '')
      .slice(0, LONGEST),
    role: layout.headerLines.includes(line)
      ? ('header' as const)
      : line <= layout.shape.skip
        ? ('skipped' as const)
        : aside.has(line)
          ? ('set-aside' as const)
          : ('data' as const),
  }));
}
