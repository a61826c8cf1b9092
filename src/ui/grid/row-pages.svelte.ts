import { SvelteMap } from 'svelte/reactivity';
import { toProblem, type Problem } from '../../problem.ts';
import type { Table } from '../../engine/table.ts';
import { readRange } from './read-range.ts';

/** The column that orders the rows. */
export interface Sort {
  readonly column: number;
  readonly descending: boolean;
}

/** Rows `from` … `from + count − 1` of the result in the given order. The signal is aborted when they are no longer wanted. */
export type ReadRows = (
  from: number,
  count: number,
  sort: Sort | null,
  signal: AbortSignal,
) => Promise<Table>;

export const pageSize = 200;
const keptPages = 60;
const atOnce = 2;

/** Pages of a result, read when they come into sight. A request that has scrolled out of sight is aborted and its answer dropped. */
export class RowPages {
  problem = $state.raw<Problem | null>(null);
  private readonly pages = new SvelteMap<number, Table>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on the screen reads it
  private readonly reading = new Map<number, AbortController>();
  private wanted: readonly number[] = [];
  private read: ReadRows | null = null;
  private sort: Sort | null = null;
  private rowCount = 0;

  /** Starts over: another result, or another order. */
  reset(read: ReadRows, rowCount: number, sort: Sort | null): void {
    this.stop();
    this.pages.clear();
    this.read = read;
    this.rowCount = rowCount;
    this.sort = sort;
    this.problem = null;
  }

  /** The page that holds a row, and the row's place in it; nothing while it is not here. */
  at(row: number): { readonly table: Table; readonly index: number } | null {
    const table = this.pages.get(Math.floor(row / pageSize));
    const index = row % pageSize;
    return table && index < table.rowCount ? { table, index } : null;
  }

  get first(): Table | undefined {
    return this.pages.get(0);
  }

  /** Rows `top` … `bottom` of the result as it is ordered now, as tables that follow one another. */
  async *range(
    top: number,
    bottom: number,
    signal = new AbortController().signal,
  ): AsyncGenerator<Table, void, undefined> {
    const { read, sort } = this;
    if (!read) return;
    yield* readRange(
      top,
      bottom,
      (row) => this.at(row),
      (from, count) => read(from, count, sort, signal),
    );
  }

  /** Says which rows are in sight, and which way the reader goes: the page ahead is read too. */
  want(first: number, end: number, forward: boolean): void {
    if (end <= first) return;
    const [from, to] = [Math.floor(first / pageSize), Math.floor((end - 1) / pageSize)];
    const seen = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    const ahead = forward ? [to + 1, from - 1] : [from - 1, to + 1];
    const last = Math.ceil(this.rowCount / pageSize) - 1;
    this.wanted = [...seen, ...ahead.filter((page) => page >= 0 && page <= last)];
    for (const [page, abort] of this.reading) if (!this.wanted.includes(page)) this.drop(page, abort);
    this.next();
  }

  retry(): void {
    this.problem = null;
    this.next();
  }

  stop(): void {
    this.wanted = [];
    for (const [page, abort] of this.reading) this.drop(page, abort);
  }

  private drop(page: number, abort: AbortController): void {
    this.reading.delete(page);
    abort.abort();
  }

  private next(): void {
    if (this.problem) return;
    for (const page of this.wanted) {
      if (this.reading.size >= atOnce) return;
      if (!this.pages.has(page) && !this.reading.has(page)) void this.load(page);
    }
  }

  private async load(page: number): Promise<void> {
    if (!this.read) return;
    const abort = new AbortController();
    this.reading.set(page, abort);
    const from = page * pageSize;
    try {
      const table = await this.read(from, Math.min(pageSize, this.rowCount - from), this.sort, abort.signal);
      if (abort.signal.aborted) return;
      this.pages.set(page, table);
      this.forget(page);
    } catch (thrown) {
      if (!abort.signal.aborted) this.problem = toProblem(thrown);
    }
    this.reading.delete(page);
    this.next();
  }

  /** Drops the pages farthest from the newest one. */
  private forget(newest: number): void {
    if (this.pages.size <= keptPages) return;
    const farthest = [...this.pages.keys()]
      .filter((page) => page !== 0 && !this.wanted.includes(page))
      .sort((a, b) => Math.abs(b - newest) - Math.abs(a - newest));
    for (const page of farthest.slice(0, this.pages.size - keptPages)) this.pages.delete(page);
  }
}
