const FOLDER = 'scratch';
const LOCK = 'ebb.scratch.';

/** A database file on the disk that the engine may fill for as long as the page lives. */
export interface ScratchDatabase {
  /** As DuckDB-Wasm calls it. */
  readonly path: string;
  /** Lets others remove it; the engine's worker must have ended. */
  release(): void;
}

/**
 * A new database file in the origin's own file system, for this tab only; null where there is none (`file://`, some private
 * windows). It is scratch: never opened a second time, and removed when no tab holds its lock any more.
 */
export async function createScratchDatabase(): Promise<ScratchDatabase | null> {
  try {
    const id = crypto.randomUUID();
    await navigator.storage.getDirectory();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await new Promise<void>((taken, failed) => {
      const hold = (): Promise<void> => {
        taken();
        return held;
      };
      navigator.locks.request(LOCK + id, hold).then(() => removeLeftScratch(), failed);
    });
    return { path: `opfs://${FOLDER}/${id}.db`, release };
  } catch {
    return null;
  }
}

/** Removes the scratch of tabs that are closed. */
export async function removeLeftScratch(): Promise<void> {
  try {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(FOLDER);
    const held = ((await navigator.locks.query()).held ?? []).map(({ name }) => name);
    const names: string[] = [];
    for await (const name of folder.keys()) names.push(name);
    for (const name of names)
      if (!held.includes(LOCK + name.split('.')[0])) await folder.removeEntry(name).catch(() => undefined);
  } catch {
    // No file system or no scratch: nothing is left.
  }
}
