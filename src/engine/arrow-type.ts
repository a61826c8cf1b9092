import { DataType, TimeUnit } from 'apache-arrow';
import type { DuckType } from './duck-type.ts';

/** DuckDB's type behind an Arrow type, where `DESCRIBE` cannot be asked (EXPLAIN, SHOW, INSERT …). */
export function toArrowDuckType(type: DataType): DuckType {
  const plain = (name: string): DuckType => ({ kind: 'plain', name });
  if (DataType.isBool(type)) return plain('BOOLEAN');
  if (DataType.isInt(type)) {
    const name = { 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT' }[type.bitWidth];
    return plain(`${type.isSigned ? '' : 'U'}${name}`);
  }
  if (DataType.isFloat(type)) return plain(type.precision === 2 ? 'DOUBLE' : 'FLOAT');
  if (DataType.isDecimal(type)) return { kind: 'decimal', width: type.precision, scale: type.scale };
  if (DataType.isDate(type)) return plain('DATE');
  if (DataType.isTime(type)) return plain('TIME');
  if (DataType.isTimestamp(type)) {
    if (type.timezone) return plain('TIMESTAMP WITH TIME ZONE');
    if (type.unit === TimeUnit.NANOSECOND) return plain('TIMESTAMP_NS');
    if (type.unit === TimeUnit.MILLISECOND) return plain('TIMESTAMP_MS');
    return plain(type.unit === TimeUnit.SECOND ? 'TIMESTAMP_S' : 'TIMESTAMP');
  }
  if (DataType.isList(type)) return { kind: 'list', item: toArrowDuckType(type.valueType as DataType) };
  if (DataType.isFixedSizeList(type)) {
    return { kind: 'array', item: toArrowDuckType(type.valueType as DataType), size: type.listSize };
  }
  if (DataType.isMap(type)) {
    const [key, value] = [type.keyType, type.valueType].map((one) => toArrowDuckType(one as DataType));
    return { kind: 'map', key: key ?? plain('VARCHAR'), value: value ?? plain('VARCHAR') };
  }
  if (DataType.isStruct(type)) {
    return {
      kind: 'struct',
      fields: type.children.map((field) => ({
        name: field.name,
        type: toArrowDuckType(field.type as DataType),
      })),
    };
  }
  return plain('VARCHAR');
}
