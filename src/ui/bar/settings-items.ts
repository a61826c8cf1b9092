import type { CommandId } from '../../session/commands.ts';
import type { Session } from '../../session/create-session.svelte.ts';
import type { IconName } from '../icon/icons.ts';
import { formatKeys } from '../keys/format-keys.ts';
import type { MenuHeading, MenuItem } from '../menu/menu-item.ts';

const ICONS: Partial<Record<CommandId, IconName>> = {
  runStale: 'play',
  undo: 'undo',
  redo: 'redo',
  reading: 'book',
  new: 'plus',
  open: 'open',
  save: 'save',
  addData: 'table',
  palette: 'search',
  guide: 'help',
  shortcuts: 'keyboard',
  stored: 'save',
};

/** The lines of the menu at the end of the top bar. */
export function toSettings(session: Session): (MenuItem | MenuHeading | null)[] {
  const { say, commands, preferences } = session;
  const theme = (id: 'system' | 'light' | 'dark', label: string): MenuItem => ({
    label,
    checked: preferences.theme === id,
    run: () => preferences.setTheme(id),
  });
  const language = (id: 'zh' | 'en', label: string): MenuItem => ({
    label,
    checked: preferences.language === id,
    run: () => preferences.setLanguage(id),
  });
  const commandItems = commands.list
    .filter((command) => command.inMenu && (!command.isEnabled || command.isEnabled()))
    .map((command) => ({
      label: say(command.label),
      ...(ICONS[command.id] ? { icon: ICONS[command.id] } : {}),
      ...(command.keys[0] ? { keys: formatKeys(command.keys[0]) } : {}),
      run: command.run,
    }));
  return [
    ...commandItems,
    null,
    { heading: say('theme') },
    theme('system', say('themeSystem')),
    theme('light', say('themeLight')),
    theme('dark', say('themeDark')),
    null,
    { heading: say('language') },
    language('zh', '中文'),
    language('en', 'English'),
  ];
}
