/** Integers as the table promises them: a number when safe, else a bigint. */
export function toInteger(value: bigint): number | bigint {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

/** An exact decimal with all its digits: (1234n, 2) is `'12.34'`. */
export function formatDecimal(unscaled: bigint, scale: number): string {
  if (scale === 0) return String(unscaled);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const cut = digits.length - scale;
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, cut)}.${digits.slice(cut)}`;
}

/** A date from days since 1970-01-01. DuckDB's infinities keep their names; years before 1 get its ` (BC)`. */
export function formatDate(days: number): string {
  if (days === 2147483647) return 'infinity';
  if (days === -2147483647) return '-infinity';
  // Civil-from-days (Howard Hinnant): exact over DuckDB's whole range, which `Date` is not.
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const shown = year > 0 ? year : 1 - year;
  return `${pad(shown, 4)}-${pad(month, 2)}-${pad(day, 2)}${year > 0 ? '' : ' (BC)'}`;
}

/** A time of day from microseconds: `'08:30:00'`, with `.ffffff` only when not zero. */
export function formatTime(micros: bigint): string {
  const seconds = Number(micros / 1_000_000n);
  const fraction = Number(micros % 1_000_000n);
  return clock(seconds) + (fraction === 0 ? '' : `.${pad(fraction, 6)}`);
}

const DAY = 86_400n;

/** A timestamp from ticks since 1970 in the given number of ticks a second: `'2024-01-05T08:30:00'`. */
export function formatTimestamp(ticks: bigint, perSecond: bigint, zone: '' | 'Z' = ''): string {
  if (ticks === 9223372036854775807n) return 'infinity';
  if (ticks === -9223372036854775807n) return '-infinity';
  const seconds = floorDivide(ticks, perSecond);
  const fraction = ticks - seconds * perSecond;
  const days = floorDivide(seconds, DAY);
  const date = formatDate(Number(days));
  const nanos = Number(fraction * (1_000_000_000n / perSecond));
  const digits = nanos % 1000 === 0 ? pad(nanos / 1000, 6) : pad(nanos, 9);
  const time = clock(Number(seconds - days * DAY)) + (nanos === 0 ? '' : `.${digits}`) + zone;
  return date.endsWith(' (BC)') ? `${date.slice(0, -5)}T${time} (BC)` : `${date}T${time}`;
}

function clock(seconds: number): string {
  return `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value < 0n && quotient * by !== value ? quotient - 1n : quotient;
}
