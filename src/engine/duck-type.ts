import { quoteName, quoteText, unquoteName } from '../sql/quote.ts';
import { isCode, tokenize, type Token } from '../sql/tokenize.ts';
import type { ColumnKind } from './table.ts';

/** A DuckDB type as a tree. `name` of a plain type is DuckDB's own, with its digits: `DECIMAL(18,2)`. */
export type DuckType =
  | { readonly kind: 'plain'; readonly name: string }
  | { readonly kind: 'decimal'; readonly width: number; readonly scale: number }
  | { readonly kind: 'enum'; readonly members: readonly string[] }
  | { readonly kind: 'list'; readonly item: DuckType }
  | { readonly kind: 'array'; readonly item: DuckType; readonly size: number }
  | { readonly kind: 'struct'; readonly fields: readonly DuckField[] }
  | { readonly kind: 'union'; readonly fields: readonly DuckField[] }
  | { readonly kind: 'map'; readonly key: DuckType; readonly value: DuckType };

/** `name` is empty in an unnamed struct, such as `row(1, 2)` makes. */
export interface DuckField {
  readonly name: string;
  readonly type: DuckType;
}

const VARCHAR: DuckType = { kind: 'plain', name: 'VARCHAR' };

/** Reads a type as `DESCRIBE` prints it. */
export function parseType(text: string): DuckType {
  const tokens = tokenize(text).filter(isCode);
  let next = 0;
  const peek = (ahead = 0): string => tokens[next + ahead]?.text ?? '';
  const take = (): Token => tokens[next++] ?? { kind: 'symbol', text: '', start: 0, end: 0 };
  const list = <T>(item: () => T): T[] => {
    const items: T[] = [];
    take();
    while (peek() !== ')' && next < tokens.length) {
      items.push(item());
      if (peek() === ',') take();
    }
    take();
    return items;
  };
  const field = (): DuckField => {
    const isNamed = ![',', ')', '(', '['].includes(peek(1)) || tokens[next]?.kind === 'quoted';
    return { name: isNamed ? unquoteName(take().text) : '', type: type() };
  };
  const base = (): DuckType => {
    const word = take().text;
    const upper = word.toUpperCase();
    if (peek() === '(') {
      if (upper === 'STRUCT') return { kind: 'struct', fields: list(field) };
      if (upper === 'UNION') return { kind: 'union', fields: list(field) };
      if (upper === 'MAP') {
        const [key = VARCHAR, value = VARCHAR] = list(type);
        return { kind: 'map', key, value };
      }
      if (upper === 'ENUM')
        return { kind: 'enum', members: list(() => take().text.slice(1, -1).replaceAll("''", "'")) };
      if (upper === 'DECIMAL') {
        const [width = 18, scale = 3] = list(() => Number(take().text));
        return { kind: 'decimal', width, scale };
      }
    }
    let name = word;
    while (/^(WITH|TIME|ZONE)$/i.test(peek())) name += ` ${take().text}`;
    return { kind: 'plain', name };
  };
  const type = (): DuckType => {
    let found = base();
    while (peek() === '[') {
      take();
      found =
        peek() === ']'
          ? { kind: 'list', item: found }
          : { kind: 'array', item: found, size: Number(take().text) };
      take();
    }
    return found;
  };
  return type();
}

/** A type as SQL text that a CAST understands. */
export function serializeType(type: DuckType): string {
  const fields = (all: readonly DuckField[]): string =>
    all.map((field) => `${quoteName(field.name)} ${serializeType(field.type)}`).join(', ');
  switch (type.kind) {
    case 'plain':
      return type.name;
    case 'decimal':
      return `DECIMAL(${type.width},${type.scale})`;
    case 'enum':
      return `ENUM(${type.members.map(quoteText).join(', ')})`;
    case 'list':
      return `${serializeType(type.item)}[]`;
    case 'array':
      return `${serializeType(type.item)}[${type.size}]`;
    case 'map':
      return `MAP(${serializeType(type.key)}, ${serializeType(type.value)})`;
    case 'struct':
      return `STRUCT(${fields(type.fields)})`;
    case 'union':
      return `UNION(${fields(type.fields)})`;
  }
}

/** Types that both adapters hand over exactly; all others leave the engine as DuckDB's own text. */
const EXACT =
  /^(BOOLEAN|U?(TINY|SMALL|BIG)INT|HUGEINT|U?INTEGER|FLOAT|DOUBLE|VARCHAR|UUID|DATE|TIME|TIMESTAMP(_S|_MS|_NS| WITH TIME ZONE)?|"NULL"|NULL)$/;

/** The type in which a column leaves the engine: the same, but what Arrow or the binding would bend becomes text. */
export function toDoorType(type: DuckType): DuckType {
  return toLeavingType(type, (name) => EXACT.test(name));
}

/** The type in which a column is written to Parquet: what the format cannot hold becomes text. */
export function toParquetType(type: DuckType): DuckType {
  return toLeavingType(type, (name) => EXACT.test(name) || name === 'BLOB');
}

function toLeavingType(type: DuckType, isKept: (name: string) => boolean): DuckType {
  const inner = (one: DuckType): DuckType => toLeavingType(one, isKept);
  switch (type.kind) {
    case 'plain':
      return isKept(type.name) ? type : VARCHAR;
    case 'decimal':
      return type;
    case 'enum':
    case 'union':
      return VARCHAR;
    case 'list':
      return { kind: 'list', item: inner(type.item) };
    case 'array':
      return { kind: 'array', item: inner(type.item), size: type.size };
    case 'map':
      return { kind: 'map', key: inner(type.key), value: inner(type.value) };
    case 'struct':
      return {
        kind: 'struct',
        fields: type.fields.map((field, index) => ({
          name: field.name || String(index + 1),
          type: inner(field.type),
        })),
      };
  }
}

/** What a column of this type holds, for axes, alignment and formats. */
export function toColumnKind(type: DuckType): ColumnKind {
  if (type.kind === 'decimal') return type.width === 38 && type.scale === 0 ? 'integer' : 'decimal';
  if (type.kind === 'enum') return 'text';
  if (type.kind !== 'plain') return type.kind === 'union' ? 'other' : 'nested';
  const name = type.name.toUpperCase();
  if (/INT(EGER)?$|^BIGNUM$/.test(name)) return 'integer';
  if (name === 'FLOAT' || name === 'DOUBLE') return 'number';
  if (name === 'VARCHAR' || name === 'UUID' || name === 'JSON') return 'text';
  if (name.startsWith('TIMESTAMP')) return 'timestamp';
  if (name === 'DATE' || name === 'INTERVAL' || name === 'BOOLEAN') {
    return name.toLowerCase() as 'date' | 'interval' | 'boolean';
  }
  return name.startsWith('TIME') ? 'time' : 'other';
}
