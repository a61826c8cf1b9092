import type { Clock } from './platform.ts';

const PAUSE_MS = 1000;
const LIMIT = 200;

/** A value with undo and redo. Edits of one group that follow each other within a second are one step. */
export class History<T> {
  #value: T;
  #past = $state.raw<readonly T[]>([]);
  #future = $state.raw<readonly T[]>([]);
  #group: string | null = null;
  #editedAt = 0;
  readonly #clock: Clock;

  readonly canUndo: boolean = $derived(this.#past.length > 0);
  readonly canRedo: boolean = $derived(this.#future.length > 0);

  constructor(value: T, clock: Clock) {
    this.#value = $state.raw(value);
    this.#clock = clock;
  }

  get value(): T {
    return this.#value;
  }

  /** Replaces the value. `group` names a run of edits, such as typing in one cell. */
  edit(value: T, group: string | null = null): void {
    if (value === this.#value) return;
    const now = this.#clock.now();
    const joins = group !== null && group === this.#group && now - this.#editedAt < PAUSE_MS;
    if (!joins || this.#past.length === 0) this.#past = [...this.#past, this.#value].slice(-LIMIT);
    this.#group = group;
    this.#editedAt = now;
    this.#future = [];
    this.#value = value;
  }

  /** Puts another value in place and forgets all steps. */
  restart(value: T): void {
    this.#past = [];
    this.#future = [];
    this.#group = null;
    this.#value = value;
  }

  undo(): boolean {
    const previous = this.#past.at(-1);
    if (previous === undefined) return false;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, this.#value];
    this.#group = null;
    this.#value = previous;
    return true;
  }

  redo(): boolean {
    const next = this.#future.at(-1);
    if (next === undefined) return false;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, this.#value];
    this.#group = null;
    this.#value = next;
    return true;
  }
}
