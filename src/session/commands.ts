import type { MessageKey } from '../locale/messages.ts';

/** Where a key works: on a selected cell outside text fields, or anywhere. `editor` keys are the editor's own, listed for people. */
export type CommandScope = 'cell' | 'anywhere' | 'editor';

export type CommandId =
  | 'run'
  | 'runNext'
  | 'runInsert'
  | 'runAll'
  | 'runStale'
  | 'stop'
  | 'edit'
  | 'leave'
  | 'selectUp'
  | 'selectDown'
  | 'selectFirst'
  | 'selectLast'
  | 'addAbove'
  | 'addBelow'
  | 'moveUp'
  | 'moveDown'
  | 'duplicate'
  | 'copy'
  | 'cut'
  | 'paste'
  | 'delete'
  | 'toText'
  | 'toQuery'
  | 'flipCode'
  | 'undo'
  | 'redo'
  | 'reading'
  | 'save'
  | 'saveAs'
  | 'open'
  | 'new'
  | 'close'
  | 'addData'
  | 'rail'
  | 'palette'
  | 'guide'
  | 'shortcuts'
  | 'stored';

/** Something a user can do, with the keys that do it. `Mod` is ⌘ on a Mac and Ctrl elsewhere; `d d` are two presses. */
export interface Command {
  readonly id: CommandId;
  readonly label: MessageKey;
  readonly keys: readonly string[];
  readonly scope: CommandScope;
  /** Also a line of the page's menu. */
  readonly inMenu?: boolean;
  readonly isEnabled?: () => boolean;
  readonly run: () => void;
}

/** All commands, for keys, menus and the palette. */
export interface Commands {
  readonly list: readonly Command[];
  get(id: CommandId): Command;
  run(id: CommandId): void;
}

export function createCommands(list: readonly Command[]): Commands {
  const byId = new Map(list.map((command) => [command.id, command]));
  const get = (id: CommandId): Command => {
    const command = byId.get(id);
    if (!command) throw new RangeError(`no command ${id}`);
    return command;
  };
  return {
    list,
    get,
    run(id) {
      const command = get(id);
      if (!command.isEnabled || command.isEnabled()) command.run();
    },
  };
}
