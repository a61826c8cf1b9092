/** A day as ISO text: charts have it as milliseconds, in the browser's own zone or in UTC; null when it is none. */
export function toDay(value: unknown): string | null {
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d/.exec(value)?.[0] ?? null;
  const date = value instanceof Date ? value : typeof value === 'number' ? new Date(value) : null;
  if (date === null || Number.isNaN(date.getTime())) return null;
  if (date.getTime() % 86_400_000 === 0) return date.toISOString().slice(0, 10);
  const pad = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}
