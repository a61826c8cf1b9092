// Over 300 lines: one list, the whole of what a user can do, reads best in one place.
import type { CellActions } from './cell-actions.ts';
import type { Command } from './commands.ts';
import type { NotebookDesk } from './notebook-desk.ts';
import type { Panel } from './panels.svelte.ts';
import type { NotebookDocument } from './notebook-document.svelte.ts';
import type { Runner } from './runner.svelte.ts';
import type { Selection } from './selection.svelte.ts';

export interface CommandParts {
  readonly document: NotebookDocument;
  readonly selection: Selection;
  readonly runner: Runner;
  readonly cells: CellActions;
  readonly desk: NotebookDesk;
  readonly show: (panel: Panel) => void;
  readonly flipRail: () => void;
  readonly addData: () => void;
}

/** Every command with its keys: Jupyter's where Jupyter has them. */
export function createCommandList(parts: CommandParts): readonly Command[] {
  const { document, selection, runner, cells, desk } = parts;
  const isOpen = (): boolean => document.isOpen;
  const hasCell = (): boolean => document.isOpen && selection.id !== null;

  /** Runs the selected cell; text has nothing to run and is only shown again. */
  function run(then: 'stay' | 'next' | 'insert'): void {
    const { id } = selection;
    const cell = document.cell(id);
    if (!cell) return;
    void (cell.kind === 'text' ? runner.fillTexts() : runner.run([cell.id]));
    if (then === 'stay') return selection.moveTo(id, cell.kind === 'text' ? 'command' : selection.mode);
    const at = document.indexOf(id);
    if (then === 'insert') return void cells.insert('query', at + 1);
    if (at + 1 < document.count) selection.moveTo(document.notebook.cells[at + 1]?.id ?? null);
    else if (selection.reading) selection.moveTo(id);
    else cells.insert('query', at + 1);
  }

  function leave(): void {
    selection.moveTo(selection.id);
    void runner.fillTexts();
  }

  const go = (at: number): void => selection.moveTo(document.notebook.cells.at(at)?.id ?? selection.id);

  return [
    {
      id: 'runNext',
      label: 'runNext',
      keys: ['Shift+Enter'],
      scope: 'cell',
      isEnabled: hasCell,
      run: () => run('next'),
    },
    {
      id: 'run',
      label: 'runCell',
      keys: ['Mod+Enter'],
      scope: 'cell',
      isEnabled: hasCell,
      run: () => run('stay'),
    },
    {
      id: 'runInsert',
      label: 'runInsert',
      keys: ['Alt+Enter'],
      scope: 'cell',
      isEnabled: hasCell,
      run: () => run('insert'),
    },
    {
      id: 'runAll',
      label: 'runAll',
      keys: ['Mod+Shift+Enter'],
      scope: 'anywhere',
      inMenu: false,
      isEnabled: isOpen,
      run: () => void runner.runAll(),
    },
    {
      id: 'runStale',
      label: 'runStale',
      keys: [],
      scope: 'anywhere',
      inMenu: true,
      isEnabled: isOpen,
      run: () => void runner.runStale(),
    },
    {
      id: 'stop',
      label: 'stopAll',
      keys: ['Mod+.'],
      scope: 'anywhere',
      isEnabled: () => runner.isRunning,
      run: () => void runner.stop(),
    },
    {
      id: 'edit',
      label: 'cellEdit',
      keys: ['Enter'],
      scope: 'cell',
      isEnabled: hasCell,
      run: () => selection.moveTo(selection.id, 'edit'),
    },
    {
      id: 'leave',
      label: 'cellLeave',
      keys: ['Escape'],
      scope: 'editor',
      run: leave,
    },
    {
      id: 'selectUp',
      label: 'cellSelectUp',
      keys: ['ArrowUp', 'k'],
      scope: 'cell',
      isEnabled: isOpen,
      run: () => cells.step(-1),
    },
    {
      id: 'selectDown',
      label: 'cellSelectDown',
      keys: ['ArrowDown', 'j'],
      scope: 'cell',
      isEnabled: isOpen,
      run: () => cells.step(1),
    },
    {
      id: 'selectFirst',
      label: 'cellFirst',
      keys: ['Home', 'g g'],
      scope: 'cell',
      isEnabled: isOpen,
      run: () => go(0),
    },
    {
      id: 'selectLast',
      label: 'cellLast',
      keys: ['End', 'Shift+g'],
      scope: 'cell',
      isEnabled: isOpen,
      run: () => go(-1),
    },
    {
      id: 'addAbove',
      label: 'cellAbove',
      keys: ['a'],
      scope: 'cell',
      isEnabled: isOpen,
      run: () => cells.add(0),
    },
    {
      id: 'addBelow',
      label: 'cellBelow',
      keys: ['b'],
      scope: 'cell',
      isEnabled: isOpen,
      run: () => cells.add(1),
    },
    {
      id: 'moveUp',
      label: 'cellUp',
      keys: ['Alt+ArrowUp'],
      scope: 'cell',
      isEnabled: hasCell,
      run: () => cells.move(-1),
    },
    {
      id: 'moveDown',
      label: 'cellDown',
      keys: ['Alt+ArrowDown'],
      scope: 'cell',
      isEnabled: hasCell,
      run: () => cells.move(1),
    },
    {
      id: 'duplicate',
      label: 'cellDuplicate',
      keys: ['Shift+d'],
      scope: 'cell',
      isEnabled: hasCell,
      run: cells.duplicate,
    },
    { id: 'copy', label: 'cellCopy', keys: ['c'], scope: 'cell', isEnabled: hasCell, run: cells.copy },
    {
      id: 'cut',
      label: 'cellCut',
      keys: ['x'],
      scope: 'cell',
      isEnabled: hasCell,
      run: () => {
        cells.copy();
        cells.remove();
      },
    },
    { id: 'paste', label: 'cellPaste', keys: ['v'], scope: 'cell', isEnabled: isOpen, run: cells.paste },
    {
      id: 'delete',
      label: 'cellDelete',
      keys: ['d d', 'Delete'],
      scope: 'cell',
      isEnabled: hasCell,
      run: cells.remove,
    },
    {
      id: 'toText',
      label: 'cellToText',
      keys: ['m'],
      scope: 'cell',
      isEnabled: hasCell,
      run: () => cells.setKind('text'),
    },
    {
      id: 'toQuery',
      label: 'cellToQuery',
      keys: ['y'],
      scope: 'cell',
      isEnabled: hasCell,
      run: () => cells.setKind('query'),
    },
    {
      id: 'flipCode',
      label: 'cellShowCode',
      keys: ['o'],
      scope: 'cell',
      isEnabled: hasCell,
      run: () => {
        if (selection.id !== null) selection.flipCode(selection.id);
      },
    },
    {
      id: 'undo',
      label: 'undo',
      keys: ['Mod+z', 'z'],
      scope: 'cell',
      inMenu: true,
      isEnabled: () => document.canUndo,
      run: cells.undo,
    },
    {
      id: 'redo',
      label: 'redo',
      keys: ['Mod+Shift+z', 'Mod+y', 'Shift+z'],
      scope: 'cell',
      inMenu: true,
      isEnabled: () => document.canRedo,
      run: cells.redo,
    },
    {
      id: 'reading',
      label: 'readingMode',
      keys: ['r'],
      scope: 'cell',
      inMenu: true,
      isEnabled: isOpen,
      run: () => selection.setReading(!selection.reading),
    },
    {
      id: 'new',
      label: 'startNew',
      keys: [],
      scope: 'anywhere',
      inMenu: true,
      run: () => void desk.create(),
    },
    {
      id: 'open',
      label: 'open',
      keys: ['Mod+o'],
      scope: 'anywhere',
      inMenu: true,
      run: () => void desk.choose(),
    },
    {
      id: 'save',
      label: 'save',
      keys: ['Mod+s'],
      scope: 'anywhere',
      inMenu: true,
      isEnabled: isOpen,
      run: () => void desk.save(),
    },
    {
      id: 'saveAs',
      label: 'saveAs',
      keys: ['Mod+Shift+s'],
      scope: 'anywhere',
      inMenu: true,
      isEnabled: isOpen,
      run: () => void desk.saveAs(),
    },
    {
      id: 'close',
      label: 'closeNotebook',
      keys: [],
      scope: 'anywhere',
      inMenu: true,
      isEnabled: isOpen,
      run: () => void desk.close(),
    },
    { id: 'addData', label: 'addData', keys: [], scope: 'anywhere', inMenu: true, run: parts.addData },
    { id: 'rail', label: 'sidebar', keys: ['Mod+b'], scope: 'anywhere', run: parts.flipRail },
    {
      id: 'palette',
      label: 'palette',
      keys: ['Mod+k', 'Mod+Shift+p'],
      scope: 'anywhere',
      inMenu: true,
      run: () => parts.show('palette'),
    },
    {
      id: 'stored',
      label: 'storedTitle',
      keys: [],
      scope: 'anywhere',
      inMenu: true,
      run: () => parts.show('stored'),
    },
    {
      id: 'guide',
      label: 'guide',
      keys: ['F1'],
      scope: 'anywhere',
      inMenu: true,
      run: () => parts.show('guide'),
    },
    {
      id: 'shortcuts',
      label: 'shortcuts',
      keys: ['?', 'h'],
      scope: 'cell',
      inMenu: true,
      run: () => parts.show('shortcuts'),
    },
  ];
}
