import type { Tabs } from '../../session/platform.ts';

const PREFIX = 'ebb.tab.';

/**
 * This tab's id, kept over reloads in `sessionStorage`. A lock held for the page's life tells other tabs that it is open;
 * a duplicated tab copies `sessionStorage`, finds the lock taken and takes a new id.
 */
export async function createBrowserTabs(window: Window): Promise<Tabs> {
  const { locks } = window.navigator as { locks?: LockManager };
  const open = async (): Promise<string[]> => {
    const held = (await locks?.query())?.held ?? [];
    return held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []));
  };
  const known = readId(window);
  const id = known && !(await open()).includes(known) ? known : crypto.randomUUID();
  try {
    window.sessionStorage.setItem('ebb.tab', id);
  } catch {
    // Without sessionStorage a reload counts as a new tab.
  }
  void locks?.request(PREFIX + id, () => new Promise<never>(() => undefined));
  return { id, open };
}

function readId(window: Window): string | null {
  try {
    return window.sessionStorage.getItem('ebb.tab');
  } catch {
    return null;
  }
}
