/** An ISO date some days or months earlier; the day is kept within its month. */
export function moveDate(date: string, { days = 0, months = 0 }: { days?: number; months?: number }): string {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const moved = new Date(Date.UTC(year, month - 1 + months, Math.min(day, last) + days));
  return moved.toISOString().slice(0, 10);
}
