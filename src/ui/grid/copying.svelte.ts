import type { Column, Table } from '../../engine/table.ts';
import { toProblem, type Problem } from '../../problem.ts';
import { copyCells } from './copy-cells.ts';
import type { Range } from './selection.ts';

/** How long the screen says that something was copied (ms). */
const shownFor = 1600;

/** Copying of a grid's cells: how far it is, what went wrong, and whether the names go along. */
export class Copying {
  state: 'ready' | 'copying' | 'copied' = $state('ready');
  problem = $state.raw<Problem | null>(null);
  withNames = $state(true);

  /** Must be called while the browser still handles the user's key or click. */
  async copy(
    range: Range,
    columns: readonly Column[],
    tables: () => AsyncIterable<Table>,
    clipboard: Pick<Clipboard, 'write'> | undefined,
  ): Promise<void> {
    this.state = 'copying';
    this.problem = null;
    try {
      await copyCells(range, columns, tables, this.withNames, clipboard);
      this.state = 'copied';
      setTimeout(() => (this.state = 'ready'), shownFor);
    } catch (thrown) {
      this.problem = toProblem(thrown);
      this.state = 'ready';
    }
  }
}
