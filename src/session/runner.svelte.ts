import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Graph } from '../notebook/graph.ts';
import type { CellId, Notebook } from '../notebook/notebook.ts';
import type { CellState } from '../runtime/cell-state.ts';
import type { BoundTable, Runtime, RuntimeObserver } from '../runtime/runtime.ts';
import type { BoundValue } from '../sql/bind-parameters.ts';
import { findDependants } from './find-dependants.ts';

export interface RunnerParts {
  readonly createRuntime: (observer: RuntimeObserver) => Runtime;
  readonly createGraph: (notebook: Notebook) => Graph;
}

/** Runs cells and keeps what the screen shows of them. */
export class Runner {
  /** The state of each cell as it is. */
  readonly states: SvelteMap<CellId, CellState> = new SvelteMap<CellId, CellState>();
  /** Each cell's last finished result, still shown while it is stale or runs again. */
  readonly results: SvelteMap<CellId, CellState> = new SvelteMap<CellId, CellState>();
  /** Cells of the present run, and how many of them are through. */
  total = $state.raw(0);
  done = $state.raw(0);
  readonly isRunning: boolean = $derived(this.done < this.total);

  #notebook: Notebook | null = null;
  readonly #batch = new SvelteSet<CellId>();
  readonly #active = new SvelteSet<CellId>();
  /** Cells that had a result before an edit made them stale. */
  readonly #hadResult = new SvelteSet<CellId>();
  readonly #runtime: Runtime;
  readonly #createGraph: RunnerParts['createGraph'];

  constructor({ createRuntime, createGraph }: RunnerParts) {
    this.#createGraph = createGraph;
    this.#runtime = createRuntime({ onState: (state) => this.#take(state) });
  }

  /** The notebook as it is now; a new one (`isNew`) starts without results. */
  setNotebook(notebook: Notebook, isNew = false): void {
    if (isNew) {
      this.states.clear();
      this.results.clear();
      this.#hadResult.clear();
    }
    this.#notebook = notebook;
    this.#runtime.setNotebook(notebook);
    const ids = notebook.cells.map(({ id }) => id);
    for (const id of [...this.states.keys()]) if (!ids.includes(id)) this.#drop(id);
    for (const state of this.#runtime.states()) if (!this.states.has(state.id)) this.#take(state);
  }

  setTables(tables: Readonly<Record<string, BoundTable>>): void {
    this.#runtime.setTables(tables);
  }

  setInput(name: string, value: BoundValue | null): void {
    this.#runtime.setInput(name, value);
  }

  /** Sets all inputs back to their defaults; gives the empty set of values. */
  forgetInputs(values: Readonly<Record<string, BoundValue>>): Readonly<Record<string, BoundValue>> {
    for (const name of Object.keys(values)) this.#runtime.setInput(name, null);
    return {};
  }

  /** Runs cells, and with them what depends on them and had a result before, and texts that then know all their values. */
  async run(ids: readonly CellId[]): Promise<void> {
    if (!this.#notebook) return;
    const graph = this.#createGraph(this.#notebook);
    const dependants = findDependants(graph, ids);
    const again = dependants.filter((id) => this.#hadResult.has(id) || this.#isReadyText(graph, id, ids));
    await this.#runtime.run([...ids, ...again]);
  }

  /** Fetches the values of texts whose numbers are all at hand. */
  async fillTexts(): Promise<void> {
    if (!this.#notebook) return;
    const graph = this.#createGraph(this.#notebook);
    const ready = [...graph.nodes.keys()].filter(
      (id) => this.states.get(id)?.status === 'stale' && this.#isReadyText(graph, id, []),
    );
    if (ready.length > 0) await this.#runtime.run(ready);
  }

  runAll(): Promise<void> {
    return this.#runtime.run();
  }

  async runStale(): Promise<void> {
    const stale = [...this.states.values()].filter(({ status }) => status !== 'done').map(({ id }) => id);
    if (stale.length > 0) await this.#runtime.run(stale);
  }

  /** Runs the cells that had a result and lost it. */
  async runOutdated(): Promise<void> {
    const outdated = [...this.#hadResult].filter((id) => this.states.get(id)?.status === 'stale');
    if (outdated.length > 0) await this.#runtime.run(outdated);
  }

  stop(): Promise<void> {
    return this.#runtime.stop();
  }

  /** The engine came back empty: runs again what had run. */
  async recover(): Promise<void> {
    this.results.clear();
    this.#runtime.forgetResults();
    await this.runOutdated();
  }

  #isReadyText(graph: Graph, id: CellId, running: readonly CellId[]): boolean {
    const node = graph.nodes.get(id);
    return (
      node?.cell.kind === 'text' &&
      node.needs.every((need) => running.includes(need) || this.states.get(need)?.status === 'done')
    );
  }

  #take(state: CellState): void {
    this.states.set(state.id, state);
    if (state.status === 'done') {
      const known = this.results.get(state.id);
      // The same content stays the same object, so that nothing on the screen is drawn anew for it.
      if (!known || known.key !== state.key || known.relation !== state.relation)
        this.results.set(state.id, state);
      this.#hadResult.add(state.id);
    } else if (state.status === 'failed' || state.status === 'blocked') this.results.delete(state.id);
    const isActive = state.status === 'queued' || state.status === 'running';
    if (isActive) {
      this.#active.add(state.id);
      this.#batch.add(state.id);
    } else this.#active.delete(state.id);
    this.#count();
  }

  #drop(id: CellId): void {
    this.states.delete(id);
    this.results.delete(id);
    this.#hadResult.delete(id);
    this.#active.delete(id);
    this.#count();
  }

  #count(): void {
    if (this.#active.size === 0) this.#batch.clear();
    this.total = this.#batch.size;
    this.done = this.#batch.size - this.#active.size;
  }
}
