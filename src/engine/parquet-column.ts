import { Field, List, makeData, Map_, Struct, type Data, type DataType } from 'apache-arrow';
import type { SchemaTree } from 'hyparquet';
import { toLeaf } from './parquet-leaf.ts';

/** A column that can be built from values as the reader assembles them: null, leaf, array, or object by child name. */
export interface ParquetColumn {
  readonly type: DataType;
  build(values: ArrayLike<unknown>): Data;
}

/** How a column of a Parquet schema, nested or not, becomes Arrow. `isItem` leaves out that the node itself is repeated. */
export function toColumn(node: SchemaTree, isItem = false): ParquetColumn {
  const { element, children } = node;
  if (element.repetition_type === 'REPEATED' && !isItem) return toList(toColumn(node, true));
  const [repeated] = children;
  if (!repeated) return toFlat(node);
  const isRepeated = children.length === 1 && repeated.element.repetition_type === 'REPEATED';
  if (isRepeated && isOf(node, 'LIST')) {
    const [inner, ...more] = repeated.children;
    return toList(inner && more.length === 0 ? toColumn(inner) : toColumn(repeated, true));
  }
  if (isRepeated && (isOf(node, 'MAP') || isOf(node, 'MAP_KEY_VALUE')) && repeated.children.length === 2)
    return toMap(repeated);
  return toStruct(node);
}

function isOf({ element }: SchemaTree, kind: string): boolean {
  return element.converted_type === kind || element.logical_type?.type === kind;
}

function toFlat({ element }: SchemaTree): ParquetColumn {
  const { type, convert } = toLeaf(element);
  return {
    type,
    build(values) {
      const { length } = values;
      const { bitmap, nullCount } = toBitmap(values);
      const common = { length, nullCount, ...(nullCount > 0 && { nullBitmap: bitmap }) };
      const each = (put: (index: number, value: unknown) => void): void => {
        for (let index = 0; index < length; index++) {
          const value: unknown = values[index];
          if (value !== null && value !== undefined) put(index, convert(value));
        }
      };
      const name = String(type);
      if (name === 'Utf8' || name === 'Binary') return buildBytes(type, common, each);
      if (name === 'Bool') {
        const data = new Uint8Array((length + 7) >> 3);
        each((index, value) => {
          if (value) data[index >> 3] = (data[index >> 3] ?? 0) | (1 << (index & 7));
        });
        return makeData({ type, ...common, data } as never);
      }
      if (name.startsWith('Decimal')) {
        const data = new BigUint64Array(length * 2);
        each((index, value) => {
          data[2 * index] = BigInt.asUintN(64, value as bigint);
          data[2 * index + 1] = BigInt.asUintN(64, (value as bigint) >> 64n);
        });
        return makeData({ type, ...common, data: new Uint32Array(data.buffer) } as never);
      }
      const data = new type.ArrayType(length) as Record<number, unknown>;
      const isWide = data instanceof BigInt64Array || data instanceof BigUint64Array;
      each((index, value) => {
        data[index] = isWide ? BigInt(value as number | bigint) : Number(value);
      });
      return makeData({ type, ...common, data } as never);
    },
  };
}

function buildBytes(
  type: DataType,
  common: { readonly length: number },
  each: (put: (index: number, value: unknown) => void) => void,
): Data {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const sizes = new Uint32Array(common.length);
  each((index, value) => {
    const bytes = value instanceof Uint8Array ? value : encoder.encode(String(value));
    parts[index] = bytes;
    sizes[index] = bytes.length;
  });
  const valueOffsets = toOffsets(sizes);
  const data = new Uint8Array(valueOffsets.at(-1) ?? 0);
  parts.forEach((part, index) => data.set(part, valueOffsets[index]));
  return makeData({ type, ...common, valueOffsets, data } as never);
}

function toList(item: ParquetColumn): ParquetColumn {
  const type = new List(new Field('item', item.type, true));
  return { type, build: (values) => buildItems(type, values, item, (value) => value as unknown[]) };
}

function toMap(pair: SchemaTree): ParquetColumn {
  const [key, value] = pair.children.map((child) => toColumn(child)) as [ParquetColumn, ParquetColumn];
  const [keyName, valueName] = pair.children.map(({ element }) => element.name) as [string, string];
  const entry = new Struct([new Field('key', key.type, false), new Field('value', value.type, true)]);
  const type = new Map_(new Field('entries', entry, false) as never);
  const entries: ParquetColumn = {
    type: entry,
    build: (pairs) =>
      buildFields(
        entry,
        pairs,
        [
          [keyName, key],
          [valueName, value],
        ],
        true,
      ),
  };
  const name = pair.element.name;
  return {
    type,
    build: (values) =>
      buildItems(type, values, entries, (map) => (map as Record<string, unknown[]>)[name] ?? []),
  };
}

function toStruct({ children }: SchemaTree): ParquetColumn {
  const fields = children.map((child) => [child.element.name, toColumn(child)] as const);
  const type = new Struct(fields.map(([name, column]) => new Field(name, column.type, true)));
  return { type, build: (values) => buildFields(type, values, fields, false) };
}

function buildItems(
  type: DataType,
  values: ArrayLike<unknown>,
  item: ParquetColumn,
  toItems: (value: unknown) => ArrayLike<unknown>,
): Data {
  const { bitmap, nullCount } = toBitmap(values);
  const sizes = new Uint32Array(values.length);
  const items: unknown[] = [];
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (value === null || value === undefined) continue;
    const found = toItems(value);
    sizes[index] = found.length;
    for (let at = 0; at < found.length; at++) items.push(found[at]);
  }
  return makeData({
    type,
    length: values.length,
    nullCount,
    ...(nullCount > 0 && { nullBitmap: bitmap }),
    valueOffsets: toOffsets(sizes),
    child: item.build(items),
  } as never);
}

function buildFields(
  type: DataType,
  values: ArrayLike<unknown>,
  fields: readonly (readonly [string, ParquetColumn])[],
  isNeverNull: boolean,
): Data {
  const { bitmap, nullCount } = toBitmap(values);
  const children = fields.map(([name, column]) => {
    const part: unknown[] = [];
    for (let index = 0; index < values.length; index++)
      part.push((values[index] as Record<string, unknown> | null | undefined)?.[name]);
    return column.build(part);
  });
  const nulls = nullCount > 0 && !isNeverNull ? { nullCount, nullBitmap: bitmap } : { nullCount: 0 };
  return makeData({ type, length: values.length, ...nulls, children } as never);
}

function toBitmap(values: ArrayLike<unknown>): { bitmap: Uint8Array; nullCount: number } {
  const bitmap = new Uint8Array((values.length + 7) >> 3);
  let nullCount = 0;
  for (let index = 0; index < values.length; index++) {
    if (values[index] === null || values[index] === undefined) nullCount++;
    else bitmap[index >> 3] = (bitmap[index >> 3] ?? 0) | (1 << (index & 7));
  }
  return { bitmap, nullCount };
}

function toOffsets(sizes: Uint32Array): Int32Array {
  const offsets = new Int32Array(sizes.length + 1);
  let total = 0;
  sizes.forEach((size, index) => {
    offsets[index] = total;
    total += size;
    if (total > 0x7fff_ffff) throw new Error('one row group holds more than 2 GB of text');
  });
  offsets[sizes.length] = total;
  return offsets;
}
