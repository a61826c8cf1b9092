// One class of over 300 lines: keys, states and what runs change together, at one place, so that no order of events can part them.
import { createGraph, type Graph, type GraphNode } from '../notebook/graph.ts';
import { namesOf } from '../notebook/find-makes.ts';
import type { CellId, Notebook } from '../notebook/notebook.ts';
import { toProblem, type Problem } from '../problem.ts';
import type { BoundValue } from '../sql/bind-parameters.ts';
import { quoteName } from '../sql/quote.ts';
import { createCellState, type CellState } from './cell-state.ts';
import { createContext, serializeContent, type Surroundings } from './cell-context.ts';
import { createKey } from './content-key.ts';
import { decideState, type Failure } from './decide-state.ts';
import type { CellResult, Kind } from './kind.ts';
import { toPartResult } from './part-result.ts';
import { planRun } from './plan-run.ts';
import { ResultStore } from './result-store.ts';
import type { BoundTable, Runtime, RuntimeEngine, RuntimeObserver } from './runtime.ts';

export interface RuntimeOptions {
  readonly engine: RuntimeEngine;
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly observer?: RuntimeObserver;
  /** Milliseconds from any start. */
  readonly clock: () => number;
}

/** A runtime over an engine. It runs nothing until told to. */
export function createRuntime(options: RuntimeOptions): Runtime {
  return new NotebookRuntime(options);
}

interface Running {
  readonly key: string | null;
  readonly lane: Kind['lane'];
  readonly controller: AbortController;
  /** The engine was restarted under it. */
  lost: boolean;
  /** Stopped by the user, so not to be run again by itself. */
  stopped: boolean;
  progress: number | null;
  done: Promise<void>;
}

const emptyNotebook: Notebook = {
  head: { source: '', format: 1, title: '', lang: null, asOf: null },
  cells: [],
};

class NotebookRuntime implements Runtime {
  readonly #engine: RuntimeEngine;
  readonly #kinds: ReadonlyMap<string, Kind>;
  readonly #observer: RuntimeObserver;
  readonly #clock: () => number;
  readonly #store: ResultStore;
  readonly #inputs = new Map<string, BoundValue>();
  readonly #states = new Map<CellId, CellState>();
  readonly #failures = new Map<CellId, Failure>();
  /** How long a cell's last run took, and for which content. */
  readonly #times = new Map<CellId, { readonly key: string; readonly ms: number }>();
  readonly #running = new Map<CellId, Running>();
  readonly #wanted = new Set<CellId>();
  #keys = new Map<CellId, string | null>();
  /** What each cell's last key was made from: an edit changes few of them. */
  readonly #contents = new Map<CellId, { readonly content: string; readonly key: string }>();
  /** The results that the keys were made from. */
  #known = new Map<CellId, CellResult | undefined>();
  #notebook = emptyNotebook;
  #graph: Graph = createGraph(emptyNotebook);
  #tables: Readonly<Record<string, BoundTable>> = {};
  #work: { readonly done: Promise<void>; readonly resolve: () => void } | null = null;
  #isTidying = false;

  constructor({ engine, kinds, observer = {}, clock }: RuntimeOptions) {
    this.#engine = engine;
    this.#kinds = kinds;
    this.#observer = observer;
    this.#clock = clock;
    this.#store = new ResultStore(engine);
  }

  setNotebook(notebook: Notebook): void {
    this.#notebook = notebook;
    this.#graph = createGraph(notebook);
    for (const id of [...this.#states.keys()]) if (!this.#graph.nodes.has(id)) this.#forgetCell(id);
    this.#refresh();
  }

  setTables(tables: Readonly<Record<string, BoundTable>>): void {
    if (JSON.stringify(tables) === JSON.stringify(this.#tables)) return;
    this.#tables = tables;
    this.#refresh();
  }

  setInput(name: string, value: BoundValue | null): void {
    if (value === null) this.#inputs.delete(name);
    else this.#inputs.set(name, value);
    this.#refresh();
  }

  async run(ids: readonly CellId[] = this.#graph.order): Promise<void> {
    // Asking again for a cell that failed, or stands on one that did, means to try them again.
    for (const id of planRun(this.#graph, ids, (one) => this.#resultOf(one) !== undefined)) {
      this.#failures.delete(id);
      this.#wanted.add(id);
    }
    this.#refresh();
    return this.idle();
  }

  idle(): Promise<void> {
    this.#pump();
    return this.#work?.done ?? Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#wanted.clear();
    const ends = [...this.#running.values()].map((one) => {
      one.stopped = true;
      one.controller.abort();
      return one.done;
    });
    this.#refresh();
    await Promise.all(ends);
    await this.idle();
  }

  forgetResults(): void {
    this.#store.clear();
    for (const one of this.#running.values()) one.lost = true;
    for (const [id, { problem }] of this.#failures)
      if (problem?.code !== 'engine-crashed') this.#failures.delete(id);
    for (const state of this.#states.values()) {
      this.#setState({
        ...state,
        relation: null,
        columns: [],
        rowCount: null,
        parts: {},
        values: {},
        choices: [],
        key: null,
      });
    }
    this.#refresh();
  }

  state(id: CellId): CellState {
    return this.#states.get(id) ?? createCellState(id);
  }

  states(): readonly CellState[] {
    return this.#notebook.cells.map((cell) => this.state(cell.id));
  }

  /**
   * Computes the keys anew, takes results that are at hand, and tells what changed. While the notebook and what is around it stay
   * as they are (`after` a cell), a key can only change with the key or the result of a cell that is read.
   */
  #refresh(after: 'change' | 'cell' = 'change'): void {
    const [keys, known] = [new Map<CellId, string | null>(), new Map<CellId, CellResult | undefined>()];
    const [oldKeys, oldKnown] = [this.#keys, this.#known];
    const changed = new Set<CellId>();
    [this.#keys, this.#known] = [keys, known];
    for (const id of this.#graph.order) {
      const node = this.#graph.nodes.get(id);
      if (!node) continue;
      const isSame = after === 'cell' && !node.needs.some((need) => changed.has(need));
      keys.set(id, isSame ? (oldKeys.get(id) ?? null) : this.#createKey(node));
      this.#tryInstant(node);
      known.set(id, this.#resultOf(id));
      if (keys.get(id) !== oldKeys.get(id) || known.get(id) !== oldKnown.get(id)) changed.add(id);
      const running = this.#running.get(id);
      if (running && running.key !== keys.get(id)) running.controller.abort();
      this.#setState(this.#decideState(node));
    }
    this.#pump();
  }

  #createKey(node: GraphNode): string | null {
    const { id, kind: name } = node.cell;
    const kind = this.#kinds.get(name);
    const content = kind && !node.problem ? serializeContent(node, kind, this.#surroundings) : null;
    if (content === null) return null;
    const old = this.#contents.get(id);
    if (old?.content === content) return old.key;
    const key = createKey(content);
    this.#contents.set(id, { content, key });
    return key;
  }

  /** A result that needs no SQL is made at once, when all that the cell reads is there. */
  #tryInstant({ cell, needs }: GraphNode): void {
    const key = this.#keys.get(cell.id) ?? null;
    const instant = this.#kinds.get(cell.kind)?.instant;
    if (key === null || !instant || this.#store.get(key) || this.#failures.get(cell.id)?.key === key) return;
    if (!needs.every((need) => this.#resultOf(need))) return;
    try {
      const node = this.#graph.nodes.get(cell.id);
      const result = node && instant(createContext(node, this.#surroundings));
      if (result) this.#store.put(key, result);
    } catch (error) {
      this.#failures.set(cell.id, { key, problem: toProblem(error), blockedBy: [], result: null, ms: null });
    }
  }

  #decideState(node: GraphNode): CellState {
    const { cell, problem } = node;
    const { id } = cell;
    const key = this.#keys.get(id) ?? null;
    const running = this.#running.get(id);
    const time = this.#times.get(id);
    return decideState({
      cell,
      graphProblem: problem,
      isKnown: this.#kinds.has(cell.kind),
      old: this.state(id),
      key,
      result: this.#resultOf(id),
      ms: time && time.key === key ? time.ms : null,
      failure: this.#failureOf(node),
      run: running && { ...running, isAborted: running.controller.signal.aborted },
      isWanted: this.#wanted.has(id),
    });
  }

  /** Why the cell has no result; what was wrong with another content, or with other blockers, is forgotten. */
  #failureOf(node: GraphNode): Failure | undefined {
    const { id } = node.cell;
    const failure = this.#failures.get(id);
    if (!failure || node.problem || this.#resultOf(id)) return failure;
    const { key, blockedBy } = failure;
    const isOwn = key === (this.#keys.get(id) ?? null);
    if (isOwn && (blockedBy.length === 0 || isSameList(blockedBy, this.#findBlockers(node)))) return failure;
    this.#failures.delete(id);
    return undefined;
  }

  /** Starts what can start; ends the run when there is nothing left. */
  #pump(): void {
    if (this.#isTidying) return;
    const missing = planRun(
      this.#graph,
      this.#wanted,
      (id) => this.#resultOf(id) !== undefined || this.#isBroken(id),
    );
    for (const id of this.#wanted)
      if (!missing.includes(id) && !this.#running.has(id)) this.#wanted.delete(id);
    for (const id of missing) if (!this.#running.has(id)) this.#wanted.add(id);
    for (const id of missing) {
      const node = this.#graph.nodes.get(id);
      const kind = node && this.#kinds.get(node.cell.kind);
      if (!node || !kind || this.#running.has(id)) continue;
      if (node.needs.some((need) => this.#wanted.has(need) || this.#running.has(need))) continue;
      const blockedBy = this.#findBlockers(node);
      if (blockedBy.length > 0 && !kind.tolerant) {
        const key = this.#keys.get(id) ?? null;
        this.#failures.set(id, { key, problem: null, blockedBy, result: null, ms: null });
        return this.#refresh('cell');
      }
      if ([...this.#running.values()].some((one) => one.lane === kind.lane)) continue;
      this.#wanted.delete(id);
      this.#start(node, kind, blockedBy);
    }
    if (this.#wanted.size + this.#running.size > 0) this.#work ??= createWork();
    else if (this.#work) void this.#tidy();
  }

  #start(node: GraphNode, kind: Kind, blockedBy: readonly string[]): void {
    const { id } = node.cell;
    const key = this.#keys.get(id) ?? null;
    const controller = new AbortController();
    const running: Running = {
      key,
      lane: kind.lane,
      controller,
      lost: false,
      stopped: false,
      progress: null,
      done: Promise.resolve(),
    };
    this.#running.set(id, running);
    this.#setState(this.#decideState(node));
    running.done = this.#execute(node, kind, running, blockedBy);
  }

  async #execute(node: GraphNode, kind: Kind, running: Running, blockedBy: readonly string[]): Promise<void> {
    const { id } = node.cell;
    const { key, controller } = running;
    const context = createContext(node, this.#surroundings);
    let started = this.#clock();
    let result: CellResult | null = null;
    let problem: Problem | null = null;
    try {
      if (kind.lane === 'heavy') await this.#setNames();
      started = this.#clock();
      result = await kind.run(context, {
        engine: this.#engine,
        relation: `results."r_${key ?? ''}"`,
        partRelation: (part) => `results.${quoteName(`r_${key ?? ''}_${part}`)}`,
        signal: controller.signal,
        onProgress: (percent) => this.#showProgress(node, running, percent),
      });
    } catch (error) {
      problem = toProblem(error);
    }
    const ms = Math.max(0, this.#clock() - started);
    this.#running.delete(id);
    const isGone = !this.#graph.nodes.has(id);
    const isAborted = controller.signal.aborted || this.#keys.get(id) !== key;
    const isStray = running.lost && problem?.code !== 'engine-crashed';
    if (result && key !== null && !running.lost && blockedBy.length === 0) {
      this.#store.put(key, result);
      if (!isGone) this.#times.set(id, { key, ms });
    } else if (!isGone && (isAborted || isStray)) {
      if (!running.stopped) this.#wanted.add(id);
    } else if (!isGone) this.#failures.set(id, { key, problem, blockedBy, result, ms });
    if (isAborted && !isGone && !running.stopped && !this.#resultOf(id)) this.#wanted.add(id);
    this.#refresh('cell');
  }

  #showProgress(node: GraphNode, running: Running, percent: number): void {
    if (running.controller.signal.aborted || this.#running.get(node.cell.id) !== running) return;
    running.progress = percent;
    const current = this.#graph.nodes.get(node.cell.id);
    if (current) this.#setState(this.#decideState(current));
  }

  /** After a run: names point at what there is now, and what nobody uses goes. */
  async #tidy(): Promise<void> {
    this.#isTidying = true;
    try {
      await this.#setNames();
      await this.#store.sweep((key, relations) => this.#isUsed(key, relations));
    } catch {
      // The next run tries again; a result that cannot be dropped does no harm.
    }
    this.#isTidying = false;
    if (this.#wanted.size > 0) return this.#pump();
    this.#work?.resolve();
    this.#work = null;
  }

  /** Whether a cell has this content now, or still shows one of these relations. */
  #isUsed(key: string, relations: readonly string[]): boolean {
    for (const one of this.#keys.values()) if (one === key) return true;
    for (const { relation, parts } of this.#states.values()) {
      if (relation !== null && relations.includes(relation)) return true;
      if (Object.values(parts).some((part) => relations.includes(part.relation))) return true;
    }
    return false;
  }

  async #setNames(): Promise<void> {
    const nodes = [...this.#graph.nodes.values()].filter(
      (node) => node.makes.relation !== null && !node.problem,
    );
    const names = new Map<string, string>();
    for (const { cell, makes } of nodes) {
      const result = this.#resultOf(cell.id);
      for (const name of result ? namesOf(makes) : []) {
        const relation = result && toPartResult(makes, result, name)?.relation;
        if (relation) names.set(name, relation);
      }
    }
    await this.#store.setNames(
      names,
      nodes.flatMap(({ makes }) => namesOf(makes)),
    );
  }

  #resultOf(id: CellId): CellResult | undefined {
    const key = this.#keys.get(id);
    return key ? this.#store.get(key) : undefined;
  }

  /** Whether a cell cannot be read and will not come right by itself. */
  #isBroken(id: CellId): boolean {
    const node = this.#graph.nodes.get(id);
    if (!node || node.problem || !this.#kinds.has(node.cell.kind)) return true;
    const result = this.#resultOf(id);
    if (result) return false;
    const failure = this.#failures.get(id);
    return failure !== undefined && failure.key === (this.#keys.get(id) ?? null);
  }

  #findBlockers({ needs }: GraphNode): string[] {
    const names = needs
      .filter((need) => this.#isBroken(need))
      .flatMap((need) => {
        const roots = this.#failures.get(need)?.blockedBy ?? [];
        return roots.length > 0 ? roots : [this.#graph.nodes.get(need)?.cell.name ?? '?'];
      });
    return [...new Set(names)];
  }

  #forgetCell(id: CellId): void {
    const running = this.#running.get(id);
    if (running) running.stopped = true;
    running?.controller.abort();
    this.#wanted.delete(id);
    this.#failures.delete(id);
    this.#states.delete(id);
    this.#times.delete(id);
    this.#contents.delete(id);
  }

  #setState(state: CellState): void {
    const old = this.#states.get(state.id);
    const names = Object.keys(state) as (keyof CellState)[];
    if (old && names.every((name) => isEqual(old[name], state[name]))) return;
    this.#states.set(state.id, state);
    this.#observer.onState?.(state);
  }

  get #surroundings(): Surroundings {
    return {
      graph: this.#graph,
      asOf: this.#notebook.head.asOf,
      language: this.#notebook.head.lang,
      tables: this.#tables,
      inputs: this.#inputs,
      keyOf: (id) => this.#keys.get(id) ?? null,
      resultOf: (id) => this.#resultOf(id),
    };
  }
}

function createWork(): { done: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const done = new Promise<void>((to) => (resolve = to));
  return { done, resolve };
}

function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  return Array.isArray(a) && Array.isArray(b) && a.length === 0 && b.length === 0;
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}
