import { mount, unmount } from 'svelte';
import type { Column, Table, Value } from '../../engine/table.ts';
import type { Language } from '../../locale/language.ts';
import ResultGrid from './ResultGrid.svelte';
import type { ReadRows } from './row-pages.svelte.ts';
import '../theme.css';

/** For tests: a table computed from row numbers. */
export function tableOf(
  columns: readonly Column[],
  rowCount: number,
  at: (row: number, column: number) => Value,
): Table {
  return { columns, rowCount, at };
}

interface GridOptions {
  columns: readonly Column[];
  rowCount: number;
  readRows: ReadRows;
  language?: Language;
  width?: number;
  clipboard?: Pick<Clipboard, 'write'>;
  formatCell?: (value: Value, column: Column) => string;
  onExport?: (format: 'csv' | 'parquet') => void;
}

/** For tests: a mounted grid and its parts. */
export function mountGrid({ width = 900, language = 'en', formatCell, ...props }: GridOptions) {
  const target = document.createElement('div');
  target.style.width = `${width}px`;
  document.body.append(target);
  const component = mount(ResultGrid, {
    target,
    props: {
      name: 'result',
      language,
      formatCell: formatCell ?? ((value: Value) => String(value)),
      ...props,
    },
  });
  const find = <T extends Element = HTMLElement>(selector: string): T => {
    const found = target.querySelector<T>(selector);
    if (!found) throw new Error(`nothing matches ${selector}`);
    return found;
  };
  return {
    target,
    find,
    scroller: find('[role=grid]'),
    cell: (row: number, column: number) => find(`[data-row="${row}"] > [data-column="${column}"]`),
    press: (key: string, modifiers: KeyboardEventInit = {}) => {
      const element = document.activeElement ?? document.body;
      return element.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers }),
      );
    },
    async close() {
      await unmount(component);
      target.remove();
    },
  };
}

export const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
