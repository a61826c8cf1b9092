import type { ImportRecipe } from '../intake/import-recipe.ts';
import type { Clock, Tabs, TextStore } from './platform.ts';

/** Work that is not in a file yet, as it was last typed. */
export interface Draft {
  readonly tab: string;
  readonly title: string;
  readonly text: string;
  /** Name of the notebook file it was opened from, if any. */
  readonly fileName: string | null;
  /** Whether the text differs from that file. */
  readonly isDirty: boolean;
  /** Chosen input values as JSON. */
  readonly inputs: string;
  /** Names of the files that were loaded, in order. */
  readonly files: readonly string[];
  /** Loaded files that are kept, with the tables they make; absent in older drafts. */
  readonly kept?: readonly {
    readonly id: string;
    readonly file: string;
    readonly relation: string;
    readonly recipe: ImportRecipe;
  }[];
  /** Samples that load by themselves. */
  readonly samples: readonly string[];
  readonly reading: boolean;
  readonly savedAt: number;
}

const PREFIX = 'ebb.draft.';
const PAUSE_MS = 400;

/** Keeps the open notebook in the store, one draft a tab, a moment after each change. */
export class Drafts {
  /** Drafts that no open tab owns. */
  left = $state.raw<readonly Draft[]>([]);
  /** The store is full or forbidden: only a saved file is safe. */
  failed = $state.raw(false);

  #waiting: (() => Draft) | null = null;
  /** Writes once more what was written last. */
  #again: (() => void) | null = null;
  #callOff: () => void = () => undefined;
  readonly #store: TextStore;
  readonly #tabs: Tabs;
  readonly #clock: Clock;

  constructor(store: TextStore, tabs: Tabs, clock: Clock) {
    this.#store = store;
    this.#tabs = tabs;
    this.#clock = clock;
  }

  /** What this tab had before a reload. */
  own(): Draft | null {
    return parseDraft(this.#store.read(PREFIX + this.#tabs.id));
  }

  /** All drafts that are stored, of every tab. */
  all(): readonly Draft[] {
    return this.#store
      .keys()
      .filter((key) => key.startsWith(PREFIX))
      .flatMap((key) => parseDraft(this.#store.read(key)) ?? [])
      .sort((a, b) => b.savedAt - a.savedAt);
  }

  async findLeft(): Promise<void> {
    const open = [...(await this.#tabs.open()), this.#tabs.id];
    this.left = this.all().filter(({ tab }) => !open.includes(tab));
  }

  /** Writes soon; `make` is called then. */
  keep(make: () => Omit<Draft, 'tab' | 'savedAt'>): void {
    this.#waiting = () => ({ ...make(), tab: this.#tabs.id, savedAt: this.#clock.now() });
    this.#callOff();
    this.#callOff = this.#clock.after(PAUSE_MS, () => this.flush());
  }

  /** Writes what waits, at once; for when the page goes away. */
  flush(): void {
    const make = this.#waiting;
    this.#waiting = null;
    if (make) this.#write(make);
  }

  #write(make: () => Draft): void {
    const draft = make();
    this.#again = () => this.#write(make);
    try {
      this.#store.write(PREFIX + draft.tab, JSON.stringify(draft));
      this.failed = false;
    } catch {
      this.failed = true;
    }
  }

  /** This tab goes on with another tab's draft: its own is written before the other goes, so that no moment is without one. */
  takeOver(tab: string): void {
    this.flush();
    if (tab === this.#tabs.id) return;
    this.remove(tab);
    if (this.failed) this.#again?.();
  }

  /** Forgets a draft, this tab's when none is named. */
  remove(tab: string = this.#tabs.id): void {
    if (tab === this.#tabs.id) {
      this.#waiting = null;
      this.#callOff();
    }
    this.#store.remove(PREFIX + tab);
    this.left = this.left.filter((draft) => draft.tab !== tab);
  }
}

function parseDraft(text: string | null): Draft | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    if (typeof value !== 'object' || value === null) return null;
    const draft = value as Partial<Draft>;
    return typeof draft.text === 'string' && typeof draft.tab === 'string' ? (value as Draft) : null;
  } catch {
    return null;
  }
}
