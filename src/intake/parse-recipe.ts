import { ProblemError } from '../problem.ts';
import type { ColumnRecipe, ImportRecipe } from './import-recipe.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Reads the `import:` mapping of a data cell, already parsed from YAML. Keys that it does not know are left out.
 * @throws ProblemError `recipe-value` with the key whose value makes no sense
 */
export function parseRecipe(value: unknown): ImportRecipe {
  if (value === undefined || value === null) return {};
  const map = toMap(value, 'import');
  const recipe: Writable<ImportRecipe> = {};
  for (const key of ['encoding', 'delimiter', 'quote', 'escape', 'sheet', 'range', 'member'] as const) {
    const text = maybeText(map[key], key);
    if (text !== undefined) recipe[key] = text;
  }
  for (const key of ['skip', 'footer'] as const) {
    if (map[key] !== undefined && map[key] !== null) recipe[key] = toCount(map[key], key, 0);
  }
  if (map['short_rows'] !== undefined) recipe.shortRows = toFlag(map['short_rows'], 'short_rows');
  if (map['subtotals'] !== undefined) recipe.subtotals = toFlag(map['subtotals'], 'subtotals');
  if (map['mend'] !== undefined) recipe.mend = toFlag(map['mend'], 'mend');
  if (map['table'] !== undefined && map['table'] !== null)
    recipe.table = map['table'] === 'all' ? 'all' : toCount(map['table'], 'table', 1);
  if (map['header'] !== undefined && map['header'] !== null) recipe.header = toLines(map['header']);
  if (map['files'] !== undefined && map['files'] !== null) recipe.files = toTexts(map['files'], 'files');
  const fileColumn = map['file_column'];
  if (fileColumn === false) recipe.fileColumn = false;
  else if (fileColumn !== undefined && fileColumn !== null)
    recipe.fileColumn = maybeText(fileColumn, 'file_column') || false;
  if (map['nulls'] !== undefined) recipe.nulls = toTexts(map['nulls'], 'nulls');
  if (map['columns'] !== undefined && map['columns'] !== null) {
    const columns = Object.entries(toMap(map['columns'], 'columns'));
    recipe.columns = Object.fromEntries(columns.map(([name, one]) => [name, toColumn(name, one)]));
  }
  return recipe;
}

/** The recipe as the mapping that `import:` holds: plain values, only what it says. */
export function serializeRecipe(recipe: ImportRecipe): Record<string, unknown> {
  const { header, shortRows, fileColumn, columns, ...rest } = recipe;
  const lines = header && (header.length === 0 ? 'none' : header.length === 1 ? header[0] : [...header]);
  const written = columns && Object.entries(columns).filter(([, one]) => Object.keys(one).length > 0);
  return {
    ...rest,
    ...(lines !== undefined && { header: lines }),
    ...(shortRows !== undefined && { short_rows: shortRows }),
    ...(fileColumn !== undefined && { file_column: fileColumn }),
    ...(written && written.length > 0 && { columns: Object.fromEntries(written.map(toColumnEntry)) }),
  };
}

function toColumnEntry([name, one]: [string, ColumnRecipe]): [string, unknown] {
  const isForm = one.form !== undefined && one.name === undefined && one.misfits === undefined;
  return [name, isForm ? one.form : { ...one }];
}

function toColumn(name: string, value: unknown): ColumnRecipe {
  const key = `columns.${name}`;
  if (typeof value === 'string') return { form: value };
  if (value === null || value === undefined) return {};
  const map = toMap(value, key);
  const form = maybeText(map['form'] ?? map['type'], `${key}.form`);
  const as = maybeText(map['name'], `${key}.name`);
  if ('misfits' in map && map['misfits'] !== null && map['misfits'] !== 'null') fail(`${key}.misfits`);
  return {
    ...(as !== undefined && as.trim() !== '' && { name: as }),
    ...(form !== undefined && { form }),
    ...('misfits' in map && { misfits: 'null' as const }),
  };
}

function toLines(value: unknown): number[] {
  if (value === false || value === 'none' || value === 0) return [];
  const lines = Array.isArray(value) ? (value as unknown[]) : [value];
  return lines.map((line) => toCount(line, 'header', 1)).sort((a, b) => a - b);
}

function toTexts(value: unknown, key: string): string[] {
  const texts = value === null ? [] : Array.isArray(value) ? (value as unknown[]) : [value];
  return texts.map((one) => (one === null ? '' : (maybeText(one, key) ?? '')));
}

function toMap(value: unknown, key: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(key);
  return value as Record<string, unknown>;
}

function maybeText(value: unknown, key: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number') fail(key);
  return String(value);
}

function toCount(value: unknown, key: string, least: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least) fail(key);
  return value as number;
}

function toFlag(value: unknown, key: string): boolean {
  if (typeof value !== 'boolean') fail(key);
  return value as boolean;
}

function fail(key: string): never {
  throw new ProblemError({ code: 'recipe-value', values: { key } });
}
