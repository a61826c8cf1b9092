import {
  DuckDBArrayValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTimeValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { DuckType } from './duck-type.ts';
import { formatDate, formatDecimal, formatTime, formatTimestamp, toInteger } from './format-value.ts';
import type { Value } from './table.ts';

/** A value of the native binding as the table promises it. */
export function toValue(type: DuckType, value: DuckDBValue): Value {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint') return toInteger(value);
  if (value instanceof DuckDBDecimalValue) {
    const isHuge = value.width === 38 && value.scale === 0;
    return isHuge ? toInteger(value.value) : formatDecimal(value.value, value.scale);
  }
  if (value instanceof DuckDBDateValue) return formatDate(value.days);
  if (value instanceof DuckDBTimeValue) return formatTime(value.micros);
  if (value instanceof DuckDBTimestampValue) return formatTimestamp(value.micros, 1_000_000n);
  if (value instanceof DuckDBTimestampTZValue) return formatTimestamp(value.micros, 1_000_000n, 'Z');
  if (value instanceof DuckDBTimestampSecondsValue) return formatTimestamp(value.seconds, 1n);
  if (value instanceof DuckDBTimestampMillisecondsValue) return formatTimestamp(value.millis, 1_000n);
  if (value instanceof DuckDBTimestampNanosecondsValue) return formatTimestamp(value.nanos, 1_000_000_000n);
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) {
    const item = type.kind === 'list' || type.kind === 'array' ? type.item : type;
    return value.items.map((one) => toValue(item, one));
  }
  if (value instanceof DuckDBMapValue && type.kind === 'map') {
    return value.entries.map((entry) => ({
      key: toValue(type.key, entry.key),
      value: toValue(type.value, entry.value),
    }));
  }
  if (value instanceof DuckDBStructValue && type.kind === 'struct') {
    return Object.fromEntries(
      type.fields.map((field) => [field.name, toValue(field.type, value.entries[field.name] ?? null)]),
    );
  }
  return String(value);
}
