import type { SourceFile } from '../engine/source.ts';
import type { DataShelf, ShelfTable } from './data-shelf.svelte.ts';
import type { Draft, Drafts } from './drafts.svelte.ts';
import type { Clock, FileKeep, KeptFile, StoredRoom } from './platform.ts';

export interface KeptFilesParts {
  readonly keep: FileKeep;
  readonly data: DataShelf;
  readonly drafts: Drafts;
  readonly clock: Clock;
  /** Asks whether a large file may be copied. */
  readonly mayCopy: (file: SourceFile) => Promise<boolean>;
  /** Tells that a file will not be there after a reload, since there is no room to keep it. */
  readonly onNoRoom: (file: SourceFile) => void;
  /** Tells that the files of tables are others on the disk now; once for each loaded version. */
  readonly onChanged: (tables: readonly ShelfTable[]) => void;
}

/** A table of a draft whose file is kept. */
export type KeptTable = NonNullable<Draft['kept']>[number];

const MONTH_MS = 30 * 24 * 60 * 60 * 1000;

/** The files behind the loaded tables, kept so that a reload finds them. */
export class KeptFiles {
  list = $state.raw<readonly KeptFile[]>([]);
  room = $state.raw<StoredRoom>({
    used: 0,
    most: 0,
    isSafe: false,
    hasDisk: true,
    scratch: 0,
  });
  /** What the draft stands on and is not loaded again yet: still on its way, or waiting for the user. */
  waiting = $state.raw<readonly KeptTable[]>([]);
  waitingSamples = $state.raw<readonly string[]>([]);

  readonly #told: string[] = [];
  readonly #parts: KeptFilesParts;

  constructor(parts: KeptFilesParts) {
    this.#parts = parts;
    parts.keep.onChange(() => void this.refresh());
  }

  async refresh(): Promise<void> {
    this.list = await this.#parts.keep.list();
    this.room = await this.#parts.keep.room();
  }

  /** Says what is to be loaded again; nothing when another notebook takes the draft's place. */
  await(tables: readonly KeptTable[] = [], samples: readonly string[] = []): void {
    this.waiting = tables;
    this.waitingSamples = samples;
  }

  /** Keeps the file of a table that was just loaded. */
  async keep(table: ShelfTable): Promise<void> {
    const { keep, data, mayCopy, onNoRoom } = this.#parts;
    this.waiting = this.waiting.filter(({ relation }) => relation !== table.relation);
    this.waitingSamples = this.waitingSamples.filter((name) => name !== table.file.name);
    if (table.isSample) return;
    const kept = await keep.keep(table.file, () => mayCopy(table.file));
    if (kept === 'no-room') onNoRoom(table.file);
    else if (kept) data.setSource(table.version, kept.id);
    await this.refresh();
  }

  /** Opens the files of a draft: those that can be read now, those the user must permit, and those that are gone. */
  async open(tables: readonly KeptTable[]) {
    const opened = await Promise.all(
      tables.map(async (table) => ({ table, found: await this.#parts.keep.open(table.id) })),
    );
    return {
      open: opened.flatMap(({ table, found }) => (typeof found === 'string' ? [] : [{ table, ...found }])),
      ask: opened.flatMap(({ table, found }) => (found === 'ask' ? [table] : [])),
      gone: opened.flatMap(({ table, found }) => (found === 'gone' ? [table] : [])),
    };
  }

  /** Asks the user for files that need it; must be called in answer to a click. */
  async permit(tables: readonly KeptTable[]): Promise<void> {
    for (const { id } of tables) await this.#parts.keep.permit(id);
  }

  /** A kept file for a data cell that waits for one of its name; null when it is gone or not permitted. */
  async use({ id }: KeptFile): Promise<SourceFile | null> {
    const { keep } = this.#parts;
    const found = await keep.open(id);
    if (found !== 'ask') return found === 'gone' ? null : found.file;
    if (!(await keep.permit(id))) return null;
    const again = await keep.open(id);
    return typeof again === 'string' ? null : again.file;
  }

  /** Erases a file that another has taken the place of, unless some table or another draft stands on it. */
  async release(id: string): Promise<void> {
    const { data, drafts, keep } = this.#parts;
    const own = drafts.own()?.tab;
    const isUsed =
      data.tables.some(({ source }) => source === id) ||
      drafts.all().some(({ tab, kept = [] }) => tab !== own && kept.some((one) => one.id === id));
    if (!isUsed) await keep.erase(id);
    await this.refresh();
  }

  async erase(id: string): Promise<void> {
    await this.#parts.keep.erase(id);
    await this.refresh();
  }

  async eraseAll(): Promise<void> {
    for (const { id } of await this.#parts.keep.list()) await this.#parts.keep.erase(id);
    await this.#parts.keep.tidy();
    await this.refresh();
  }

  /** Forgets files that no draft stands on and nobody has loaded for a month. */
  async sweep(): Promise<void> {
    const { keep, drafts, clock } = this.#parts;
    const used = drafts.all().flatMap(({ kept = [] }) => kept.map(({ id }) => id));
    for (const { id, keptAt } of await keep.list())
      if (!used.includes(id) && clock.now() - keptAt > MONTH_MS) await keep.erase(id);
    await keep.tidy();
    await this.refresh();
  }

  /** Looks whether files on the disk are others than those that were loaded. */
  async checkChanged(): Promise<void> {
    const { keep, data, onChanged } = this.#parts;
    const changed: ShelfTable[] = [];
    for (const table of data.tables) {
      if (table.isSample || this.#told.includes(table.version) || !(await keep.hasChanged(table.file)))
        continue;
      // Two looks may overlap.
      if (!this.#told.includes(table.version)) changed.push(table);
      this.#told.push(table.version);
    }
    if (changed.length > 0) onChanged(changed);
  }

  /** Notes what the platform tells about where a file lies. */
  noteOrigin(file: SourceFile, origin: Promise<unknown>): void {
    this.#parts.keep.noteOrigin(file, origin);
  }
}
