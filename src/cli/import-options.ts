import { parseArgs } from 'node:util';
import { isFormName } from '../intake/find-forms.ts';
import { type ColumnRecipe, type ImportRecipe, SPACES } from '../intake/import-recipe.ts';
import { ProblemError } from '../problem.ts';

/** What `ebb import` was asked for. */
export interface ImportRequest {
  /** Paths of the files to import; several are one table. */
  readonly files: readonly string[];
  readonly format: 'text' | 'json';
  /** Path of a CSV file to write the table to. */
  readonly to: string | undefined;
  readonly recipe: ImportRecipe;
}

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;
const OPTIONS = {
  format: text,
  to: text,
  encoding: text,
  delimiter: text,
  quote: text,
  escape: text,
  sheet: text,
  range: text,
  member: text,
  'header-line': text,
  skip: text,
  footer: text,
  table: text,
  null: texts,
  type: texts,
  name: texts,
  'misfits-to-null': texts,
  'short-rows': flag,
  subtotals: flag,
  'no-mend': flag,
  'file-column': text,
  'no-file-column': flag,
} as const;

/**
 * Reads the words after `ebb import`.
 * @throws ProblemError `cli-bad-option`, `cli-no-import-file`, `cli-bad-format`
 */
export function parseImportRequest(args: readonly string[]): ImportRequest {
  const { values, positionals } = readArguments(args);
  if (positionals.length === 0) throw new ProblemError({ code: 'cli-no-import-file' });
  const { format = 'text', to } = values;
  if (format !== 'text' && format !== 'json')
    throw new ProblemError({ code: 'cli-bad-format', values: { text: format } });
  return { files: positionals, format, to, recipe: toRecipe(values) };
}

type Values = ReturnType<typeof readArguments>['values'];

function toRecipe(values: Values): ImportRecipe {
  const { encoding, delimiter, quote, escape, sheet, range, member, skip, footer, table } = values;
  const header = values['header-line'];
  const fileColumn = values['file-column'];
  const columns = toColumns(values);
  return {
    ...(encoding !== undefined && { encoding }),
    ...(delimiter !== undefined && { delimiter: readDelimiter(delimiter) }),
    ...(quote !== undefined && { quote: readSign('quote', quote) }),
    ...(escape !== undefined && { escape: readSign('escape', escape) }),
    ...(sheet !== undefined && { sheet }),
    ...(range !== undefined && { range }),
    ...(member !== undefined && { member }),
    ...(header !== undefined && { header: readLines(header) }),
    ...(skip !== undefined && { skip: readCount('skip', skip, 0) }),
    ...(footer !== undefined && { footer: readCount('footer', footer, 0) }),
    ...(table !== undefined && { table: table === 'all' ? table : readCount('table', table, 1) }),
    ...(values.null !== undefined && { nulls: values.null }),
    ...(values['short-rows'] && { shortRows: true }),
    ...(values.subtotals && { subtotals: true }),
    ...(values['no-mend'] && { mend: false }),
    ...(fileColumn && { fileColumn }),
    ...(values['no-file-column'] && { fileColumn: false as const }),
    ...(Object.keys(columns).length > 0 && { columns }),
  };
}

function toColumns(values: Values): Record<string, ColumnRecipe> {
  const columns: Record<string, ColumnRecipe> = {};
  const set = (name: string, one: ColumnRecipe): void => void (columns[name] = { ...columns[name], ...one });
  for (const pair of values.type ?? []) {
    const [name, form] = readPair('type', pair);
    if (!isFormName(form)) fail(`--type ${pair}`);
    set(name, { form });
  }
  for (const pair of values.name ?? []) {
    const [name, other] = readPair('name', pair);
    set(name, { name: other });
  }
  for (const name of values['misfits-to-null'] ?? []) set(name, { misfits: 'null' });
  return columns;
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  } catch (cause) {
    const option = /'([^']+)'/.exec(cause instanceof Error ? cause.message : '')?.[1] ?? args.join(' ');
    throw new ProblemError({ code: 'cli-bad-option', values: { option } }, { cause });
  }
}

function readDelimiter(text: string): string {
  if (text === SPACES || text === '') return text;
  const delimiter = text === 'tab' ? '\t' : text.replaceAll('\\t', '\t');
  return delimiter.length <= 8 && !/["\r\n]/.test(delimiter) ? delimiter : fail(`--delimiter ${text}`);
}

function readSign(option: string, text: string): string {
  return text.length <= 1 && !/[\r\n]/.test(text) ? text : fail(`--${option} ${text}`);
}

function readLines(text: string): number[] {
  if (text === 'none' || text === '0') return [];
  const range = /^(\d+)-(\d+)$/.exec(text);
  if (range) {
    const [from, to] = [Number(range[1]), Number(range[2])];
    if (from < 1 || to < from || to - from > 20) fail(`--header-line ${text}`);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  }
  return text.split(',').map((line) => readCount('header-line', line, 1));
}

function readCount(option: string, text: string, least: number): number {
  const count = Number(text);
  return /^\d+$/.test(text.trim()) && count >= least ? count : fail(`--${option} ${text}`);
}

function readPair(option: string, pair: string): [string, string] {
  const at = pair.lastIndexOf('=');
  return at > 0 && at < pair.length - 1
    ? [pair.slice(0, at), pair.slice(at + 1)]
    : fail(`--${option} ${pair}`);
}

function fail(option: string): never {
  throw new ProblemError({ code: 'cli-bad-option', values: { option } });
}
