import type { Data } from 'apache-arrow';
import type { DuckType } from './duck-type.ts';
import { formatDate, formatDecimal, formatTime, formatTimestamp, toInteger } from './format-value.ts';
import type { Value } from './table.ts';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** The value of one cell, read from its column's buffers by DuckDB's type. */
export function decodeCell(type: DuckType, data: Data, index: number): Value {
  if (data.nullCount > 0 && !data.getValid(index)) return null;
  switch (type.kind) {
    case 'decimal': {
      const value = readDecimal(data, index);
      return type.width === 38 && type.scale === 0 ? toInteger(value) : formatDecimal(value, type.scale);
    }
    case 'list':
      return decodeItems(type.item, data, offsetAt(data, index), offsetAt(data, index + 1));
    case 'array':
      return decodeItems(type.item, data, index * type.size, (index + 1) * type.size);
    case 'map': {
      const entries = data.children[0];
      const [keys, values] = entries?.children ?? [];
      if (!keys || !values) return null;
      const found: Value[] = [];
      for (let at = offsetAt(data, index); at < offsetAt(data, index + 1); at++) {
        found.push({ key: decodeCell(type.key, keys, at), value: decodeCell(type.value, values, at) });
      }
      return found;
    }
    case 'struct':
      return Object.fromEntries(
        type.fields.map((field, child) => {
          const values = data.children[child];
          return [field.name, values ? decodeCell(field.type, values, index) : null];
        }),
      );
    case 'enum':
    case 'union':
      return readText(data, index);
    case 'plain':
      return decodePlain(type.name, data, index);
  }
}

function decodePlain(name: string, data: Data, index: number): Value {
  const value = (): number => Number(data.values[index]);
  const wide = (): bigint => BigInt(data.values[index] as bigint);
  switch (name) {
    case 'BOOLEAN':
      return (((data.values as Uint8Array)[index >> 3] ?? 0) >> (index & 7)) % 2 === 1;
    case 'TINYINT':
    case 'SMALLINT':
    case 'INTEGER':
    case 'UTINYINT':
    case 'USMALLINT':
    case 'UINTEGER':
    case 'FLOAT':
    case 'DOUBLE':
      return value();
    case 'BIGINT':
    case 'UBIGINT':
      return toInteger(wide());
    case 'HUGEINT':
      return toInteger(readDecimal(data, index));
    case 'DATE':
      return formatDate(value());
    case 'TIME':
      return formatTime(wide());
    case 'TIMESTAMP':
      return formatTimestamp(wide(), 1_000_000n);
    case 'TIMESTAMP WITH TIME ZONE':
      return formatTimestamp(wide(), 1_000_000n, 'Z');
    case 'TIMESTAMP_S':
      return formatTimestamp(wide(), 1n);
    case 'TIMESTAMP_MS':
      return formatTimestamp(wide(), 1_000n);
    case 'TIMESTAMP_NS':
      return formatTimestamp(wide(), 1_000_000_000n);
    case '"NULL"':
    case 'NULL':
      return null;
    default:
      return readText(data, index);
  }
}

function decodeItems(type: DuckType, data: Data, from: number, to: number): Value {
  const items = data.children[0];
  const found: Value[] = [];
  for (let at = from; items && at < to; at++) found.push(decodeCell(type, items, at));
  return found;
}

function readText(data: Data, index: number): string {
  return utf8.decode((data.values as Uint8Array).subarray(offsetAt(data, index), offsetAt(data, index + 1)));
}

function offsetAt(data: Data, index: number): number {
  return Number((data.valueOffsets as Int32Array)[index]);
}

/** A 128-bit integer in two's complement, four little-endian words. */
function readDecimal(data: Data, index: number): bigint {
  const words = data.values as Uint32Array;
  const word = (part: number): bigint => BigInt(words[index * 4 + part] ?? 0);
  return BigInt.asIntN(128, (word(3) << 96n) | (word(2) << 64n) | (word(1) << 32n) | word(0));
}
