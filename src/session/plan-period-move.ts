import { parseDocument } from 'yaml';
import type { Edit } from '../notebook/apply-edit.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { maybeInputSpec } from './input-values.ts';

const DAY = 86_400_000;
/** A file may end some days before its period does: nobody left in them. */
const SLACK = 31;

/** A notebook's period and day, moved to where another file's data are. */
export interface PeriodMove {
  readonly edits: readonly Edit[];
  /** The period as it will be; null when the notebook has none. */
  readonly period: readonly [from: string, to: string] | null;
  readonly asOf: string | null;
}

/**
 * What has to be moved for data that end on `lastDay` (ISO): periods that go beyond it, by whole years to the last one that
 * the data fill, and the notebook's own day. Null when all of it fits.
 */
export function planPeriodMove({ head, cells }: Notebook, lastDay: string): PeriodMove | null {
  const edits: Edit[] = [];
  let period: PeriodMove['period'] = null;
  let hasPeriod = false;
  for (const cell of cells) {
    const spec = cell.kind === 'input' ? maybeInputSpec(cell) : null;
    if (spec?.type !== 'daterange') continue;
    hasPeriod = true;
    const [from, to] = spec.default;
    if (from === null || to === null || dayOf(to) - dayOf(lastDay) <= SLACK) continue;
    let years = 0;
    while (dayOf(addYears(to, years)) - dayOf(lastDay) > SLACK) years -= 1;
    const moved = [addYears(from, years), addYears(to, years)] as const;
    period ??= moved;
    const document = parseDocument(cell.body);
    document.setIn(['default'], document.createNode(moved, { flow: true }));
    edits.push({ type: 'body', id: cell.id, body: document.toString({ lineWidth: 0 }).trimEnd() });
  }
  const day = period?.[1] ?? lastDay;
  const isOff =
    head.asOf !== null && (period !== null || !hasPeriod) && Math.abs(dayOf(head.asOf) - dayOf(day)) > SLACK;
  if (isOff) edits.push({ type: 'head', fields: { asOf: day } });
  return edits.length === 0 ? null : { edits, period, asOf: isOff ? day : null };
}

function dayOf(iso: string): number {
  return Date.parse(iso) / DAY;
}

/** The same day of another year; the 29th of February becomes the 28th. */
function addYears(iso: string, years: number): string {
  const [year = 0, month, day] = iso.split('-');
  const moved = `${Number(year) + years}-${month}-${day}`;
  return new Date(moved).getUTCDate() === Number(day) ? moved : `${moved.slice(0, -2)}28`;
}
