import { formatCount } from '../../locale/format-count.ts';
import type { MessageKey, MessageValues } from '../../locale/messages.ts';
import type { Cell } from '../../notebook/notebook.ts';

export type Say = (key: MessageKey, values?: MessageValues) => string;

const KINDS: Readonly<Record<string, MessageKey>> = {
  text: 'cellText',
  data: 'cellData',
  input: 'cellInput',
  query: 'cellQuery',
  chart: 'cellChart',
  check: 'cellCheck',
  churn: 'cellChurn',
  model: 'cellModel',
};

export function nameOfKind(say: Say, kind: string): string {
  const key = KINDS[kind];
  return key ? say(key) : say('cellKept', { kind });
}

/** A cell's accessible name: `Query monthly`, or `Text 3` by its place when it has no name. */
export function nameOfCell(say: Say, cell: Cell, number: number): string {
  return say('cellLabel', { kind: nameOfKind(say, cell.kind), name: cell.name ?? number });
}

/** Whether there is something to run: text and kinds we do not know have nothing. */
export function canRun(cell: Cell): boolean {
  return cell.kind !== 'text' && cell.kind in KINDS;
}

/** `12 ms`, `1.4 s`. */
export function formatTime(say: Say, ms: number): string {
  return ms < 1000
    ? say('timeMs', { ms: Math.round(ms) })
    : say('timeSeconds', { seconds: (ms / 1000).toFixed(1) });
}

export function formatRows(say: Say, count: number): string {
  return count === 1 ? say('rowsOne') : say('rowsCount', { count: formatCount(count) });
}
