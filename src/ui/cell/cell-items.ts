import type { Cell } from '../../notebook/notebook.ts';
import type { CommandId } from '../../session/commands.ts';
import type { Session } from '../../session/create-session.svelte.ts';
import { formatKeys } from '../keys/format-keys.ts';
import type { IconName } from '../icon/icons.ts';
import type { MenuItem } from '../menu/menu-item.ts';

const ITEMS: readonly (readonly [CommandId, IconName] | 'fold' | null)[] = [
  ['runNext', 'play'],
  ['edit', 'pen'],
  null,
  ['moveUp', 'up'],
  ['moveDown', 'down'],
  ['addAbove', 'plus'],
  ['addBelow', 'plus'],
  null,
  ['duplicate', 'duplicate'],
  ['copy', 'copy'],
  ['toText', 'text'],
  ['toQuery', 'code'],
  'fold',
  null,
  ['delete', 'trash'],
];

const FOLDABLE: ReadonlySet<string> = new Set(['query', 'check', 'chart', 'model']);

/** Whether the result is one line until it is opened, while the code is folded. The notebook keeps it: ` ```sql query name=steps folded `. */
function toFoldItem({ cells, say }: Session, cell: Cell): MenuItem {
  const isFolded = 'folded' in cell.attributes;
  return {
    label: say(isFolded ? 'unfoldResult' : 'foldResult'),
    icon: 'chevron',
    run: () => cells.setAttribute(cell.id, 'folded', isFolded ? null : ''),
  };
}

/** The lines of a cell's menu: commands, carried out on that cell. */
export function toCellItems(session: Session, cell: Cell, number: number): (MenuItem | null)[] {
  const { commands, selection, say } = session;
  return ITEMS.flatMap((item) => {
    if (item === 'fold') return FOLDABLE.has(cell.kind) ? [toFoldItem(session, cell)] : [];
    if (item === null) return [null];
    const [id, icon] = item;
    if ((id === 'toText' && cell.kind === 'text') || (id === 'toQuery' && cell.kind === 'query')) return [];
    const { label, keys } = commands.get(id);
    return [
      {
        label: say(label),
        icon,
        ...(keys[0] ? { keys: formatKeys(keys[0]) } : {}),
        tone: id === 'delete' ? ('danger' as const) : ('plain' as const),
        disabled:
          (id === 'moveUp' && number === 1) || (id === 'moveDown' && number === session.document.count),
        run: () => {
          selection.select(cell.id);
          commands.run(id);
        },
      },
    ];
  });
}
