import type { SchemaElement } from 'hyparquet';
import {
  Binary,
  Bool,
  DateDay,
  Decimal,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  Int8,
  TimeMicrosecond,
  TimestampMicrosecond,
  TimestampNanosecond,
  Uint16,
  Uint32,
  Uint64,
  Uint8,
  Utf8,
  type DataType,
} from 'apache-arrow';

/** How the values of a Parquet leaf become those of an Arrow column: `convert` gives what the type's buffer holds. */
export interface ParquetLeaf {
  readonly type: DataType;
  readonly convert: (raw: unknown) => unknown;
}

const WIDEST = 38;

const same = (raw: unknown): unknown => raw;

/** The type that DuckDB's own reader gives a leaf, as far as Arrow has it. Raw values are those of the physical type; INT96 comes as its bytes. */
export function toLeaf(element: SchemaElement): ParquetLeaf {
  const { type, converted_type: old, logical_type: logical } = element;
  const decimal = logical?.type === 'DECIMAL' ? logical : old === 'DECIMAL' ? element : undefined;
  if (decimal && (decimal.precision ?? 0) <= WIDEST)
    return { type: new Decimal(decimal.scale ?? 0, decimal.precision ?? 18), convert: toInteger };
  if (type === 'BOOLEAN') return { type: new Bool(), convert: same };
  if (type === 'FLOAT') return { type: new Float32(), convert: same };
  if (type === 'DOUBLE') return { type: new Float64(), convert: same };
  if (type === 'INT96')
    return { type: new TimestampMicrosecond(), convert: (raw) => toMicroseconds(raw as Uint8Array) };
  if (type === 'INT32' || type === 'INT64') return toIntegerLeaf(element);
  if (logical?.type === 'FLOAT16')
    return { type: new Float32(), convert: (raw) => toFloat(raw as Uint8Array) };
  if (logical?.type === 'UUID') return { type: new Utf8(), convert: (raw) => toUuid(raw as Uint8Array) };
  const isText = /^(STRING|ENUM|JSON)$/.test(logical?.type ?? '') || /^(UTF8|ENUM|JSON)$/.test(old ?? '');
  return { type: isText ? new Utf8() : new Binary(), convert: same };
}

function toIntegerLeaf({ type, converted_type: old, logical_type: logical }: SchemaElement): ParquetLeaf {
  const wide = type === 'INT64';
  const scaled = (factor: bigint) => (raw: unknown) => BigInt(raw as number | bigint) * factor;
  if (logical?.type === 'TIMESTAMP' || old?.startsWith('TIMESTAMP')) {
    const isUtc = logical?.type === 'TIMESTAMP' && logical.isAdjustedToUTC;
    const zone = isUtc ? 'UTC' : null;
    const isNano = logical?.type === 'TIMESTAMP' && logical.unit === 'NANOS';
    if (isNano)
      return isUtc
        ? { type: new TimestampMicrosecond(zone), convert: (raw) => floor(raw as bigint, 1000n) }
        : { type: new TimestampNanosecond(zone), convert: same };
    const isMilli =
      old === 'TIMESTAMP_MILLIS' || (logical?.type === 'TIMESTAMP' && logical.unit === 'MILLIS');
    return { type: new TimestampMicrosecond(zone), convert: scaled(isMilli ? 1000n : 1n) };
  }
  if (logical?.type === 'TIME' || old?.startsWith('TIME_')) {
    const unit = logical?.type === 'TIME' ? logical.unit : old === 'TIME_MILLIS' ? 'MILLIS' : 'MICROS';
    const convert =
      unit === 'NANOS'
        ? (raw: unknown) => floor(raw as bigint, 1000n)
        : scaled(unit === 'MILLIS' ? 1000n : 1n);
    return { type: new TimeMicrosecond(), convert };
  }
  if (logical?.type === 'DATE' || old === 'DATE') return { type: new DateDay(), convert: same };
  const width =
    logical?.type === 'INTEGER'
      ? logical.bitWidth
      : Number(/INT_(\d+)$/.exec(old ?? '')?.[1] ?? (wide ? 64 : 32));
  const isUnsigned = logical?.type === 'INTEGER' ? !logical.isSigned : (old ?? '').startsWith('UINT');
  const types = isUnsigned
    ? { 8: new Uint8(), 16: new Uint16(), 32: new Uint32(), 64: new Uint64() }
    : { 8: new Int8(), 16: new Int16(), 32: new Int32(), 64: new Int64() };
  return { type: types[width as 8] ?? (wide ? new Int64() : new Int32()), convert: same };
}

/** As DuckDB does it: nanoseconds of the day, then a Julian day, wrapped into 64 bits. */
function toMicroseconds(raw: Uint8Array): bigint {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const days = BigInt(view.getUint32(8, true)) - 2_440_588n;
  return BigInt.asIntN(64, days * 86_400_000_000n + view.getBigInt64(0, true) / 1000n);
}

function floor(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value < 0n && quotient * by !== value ? quotient - 1n : quotient;
}

/** An unscaled decimal, from an integer or from big-endian bytes in two's complement. */
function toInteger(raw: unknown): bigint {
  if (!(raw instanceof Uint8Array)) return BigInt(raw as number | bigint);
  let value = 0n;
  for (const byte of raw) value = (value << 8n) | BigInt(byte);
  return BigInt.asIntN(raw.length * 8, value);
}

function toFloat(raw: Uint8Array): number {
  const bits = (raw[0] ?? 0) | ((raw[1] ?? 0) << 8);
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  const size =
    exponent === 31
      ? fraction > 0
        ? NaN
        : Infinity
      : exponent === 0
        ? fraction * 2 ** -24
        : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return bits & 0x8000 ? -size : size;
}

function toUuid(raw: Uint8Array): string {
  const hex = Array.from(raw, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
