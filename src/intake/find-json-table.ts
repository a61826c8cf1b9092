export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonMap = Readonly<Record<string, Json>>;

/** The records of a JSON value, and where in it they stand. */
export interface JsonTable {
  readonly records: readonly Json[];
  /** `data.list`; empty when the records are all there is. */
  readonly path: string;
}

const DEEPEST = 4;

/**
 * A list is the table; else the columns that a map holds one by one; else the longest list of records inside the map; else
 * the map is one record. Nothing, when the value is a single text, number or truth value.
 */
export function maybeJsonTable(value: Json): JsonTable | undefined {
  if (isList(value)) return { records: value, path: '' };
  if (!isMap(value)) return undefined;
  return longest(findTables(value, [])) ?? { records: [value], path: '' };
}

function findTables(map: JsonMap, path: readonly string[]): JsonTable[] {
  const whole = maybeColumns(map) ?? maybeNamedRows(map);
  if (whole) return [{ records: whole, path: path.join('.') }];
  return Object.entries(map).flatMap(([key, value]) => {
    const own = [...path, key];
    if (isList(value))
      return value.some((item) => typeof item === 'object' && item !== null)
        ? [{ records: value, path: own.join('.') }]
        : [];
    return isMap(value) && own.length < DEEPEST ? findTables(value, own) : [];
  });
}

function longest(tables: readonly JsonTable[]): JsonTable | undefined {
  return [...tables].sort((a, b) => b.records.length - a.records.length)[0];
}

/** Each key is a column: lists of one length, or maps from the number of a row to its value. */
function maybeColumns(map: JsonMap): Json[] | undefined {
  const columns = Object.entries(map);
  if (columns.length < 2) return undefined;
  const isScalar = (value: Json): boolean => typeof value !== 'object' || value === null;
  const height = isList(columns[0]?.[1]) ? columns[0][1].length : 0;
  if (
    height > 1 &&
    columns.every(([, list]) => isList(list) && list.length === height && list.every(isScalar))
  )
    return Array.from({ length: height }, (_, row) =>
      Object.fromEntries(columns.map(([name, list]) => [name, (list as readonly Json[])[row] ?? null])),
    );
  const isByRow = (value: Json): boolean =>
    isMap(value) &&
    Object.keys(value).length > 0 &&
    Object.entries(value).every(([row, cell]) => /^\d+$/.test(row) && isScalar(cell));
  if (!columns.every(([, cells]) => isByRow(cells))) return undefined;
  const rows = new Set(columns.flatMap(([, cells]) => Object.keys(cells as JsonMap)));
  return [...rows].map((row) =>
    Object.fromEntries(columns.map(([name, cells]) => [name, (cells as JsonMap)[row] ?? null])),
  );
}

/** A list of names beside a list of rows as long as the names. */
function maybeNamedRows(map: JsonMap): Json[] | undefined {
  const lists = Object.values(map).filter(isList);
  const names = lists.find(
    (list): list is readonly string[] =>
      list.length > 0 && list.every((item) => typeof item === 'string') && new Set(list).size === list.length,
  );
  const rows = lists.find((list) => list.length > 0 && list.every(isList));
  if (!names || !rows?.every((row) => (row as readonly Json[]).length === names.length)) return undefined;
  return rows.map((row) =>
    Object.fromEntries(names.map((name, index) => [name, (row as readonly Json[])[index] ?? null])),
  );
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isMap(value: Json): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const TOKEN = /"[^"\\]*(?:\\[^][^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

/** A JSON value. Whole numbers of more than fifteen digits come as texts, since they are ids and a number would lose their end. */
export function parseJson(text: string): Json {
  const value = JSON.parse(text) as Json;
  if (!/\d{16}/.test(text)) return value;
  // Only of whole JSON, whose texts all end: of another, the pattern would look for the end of each again and again.
  return JSON.parse(
    text.replace(TOKEN, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token)),
  ) as Json;
}
