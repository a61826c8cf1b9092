import type { SourceFile } from '../engine/source.ts';
import type { ColumnRecipe, ImportRecipe, ResolvedRecipe } from '../intake/import-recipe.ts';
import type { ImportPreview, PreviewJob } from '../intake/import-preview.ts';
import { toProblem, type Problem } from '../problem.ts';
import { changeColumn, changeRecipe, type RecipeChange } from './change-recipe.ts';
import { groupByKey } from './group-by-key.ts';
import { findShapeChanges, type FileShape, type ShapeChange } from './file-shape.ts';

/** A file that is to be looked at before it is loaded. */
export interface ReviewRequest {
  readonly file: SourceFile;
  readonly recipe: ImportRecipe;
  /** The columns that the notebook knows this file by. */
  readonly known: FileShape | null;
  /** The user asked for the sheet, so it is shown in any case. */
  readonly isAsked?: boolean;
  /** The files that `file` holds, while the user may still take each for a table of its own. */
  readonly parts?: readonly SourceFile[];
}

/** What is on the import sheet. */
export interface Reviewing {
  readonly file: SourceFile;
  readonly recipe: ImportRecipe;
  readonly preview: ImportPreview | null;
  readonly problem: Problem | null;
  readonly isReading: boolean;
  readonly changes: readonly ShapeChange[];
  /** Files that wait behind this one. */
  readonly waiting: number;
  /** Files with the same columns, which can be one table or one each; null when there is no such choice. */
  readonly parts: readonly SourceFile[] | null;
  /** They become one table. */
  readonly isOne: boolean;
}

type Look = Omit<Reviewing, 'waiting' | 'parts' | 'isOne'>;

export interface ReviewParts {
  readonly engine: PreviewJob['engine'];
  readonly previewFile: (job: PreviewJob) => Promise<ImportPreview>;
  /** Whether files that leave nothing to ask are loaded without the sheet. */
  readonly isQuiet: () => boolean;
  /** Whether files with the same columns become one table, as it was said last. */
  readonly isJoining: () => boolean;
  readonly onJoin: (isOne: boolean) => void;
}

type Answer = 'accept' | 'accept-all' | 'cancel';

/** The import sheet: files are looked at one after the other, and each is accepted or left out. */
export class ImportReview {
  current = $state.raw<Reviewing | null>(null);
  /** The file whose first part is being read, before there is anything to show. */
  looking = $state.raw<SourceFile | null>(null);

  #queue: Promise<unknown> = Promise.resolve();
  #answer: (answer: Answer) => void = () => undefined;
  #stop = new AbortController();
  #automatic: ResolvedRecipe | null = null;
  #known: FileShape | null = null;
  #request: ReviewRequest | null = null;
  readonly #parts: ReviewParts;

  constructor(parts: ReviewParts) {
    this.#parts = parts;
  }

  /** Gives the files that were accepted, with their recipes, in order. */
  ask(requests: readonly ReviewRequest[]): Promise<readonly ReviewRequest[]> {
    const work = this.#queue.then(() => this.#askAll(requests));
    this.#queue = work.catch(() => undefined);
    return work;
  }

  /** Reads the file in another way; `undefined` goes back to what is found from the file. */
  change(change: RecipeChange): void {
    const { current } = this;
    if (current) void this.#read(changeRecipe(current.recipe, change, this.#automatic));
  }

  /** Changes columns by their names in the file, all in the same way. */
  changeColumns(
    sources: readonly string[],
    change: { readonly [Key in keyof ColumnRecipe]?: ColumnRecipe[Key] | undefined },
  ): void {
    const { current } = this;
    if (!current) return;
    const columns = sources.reduce(
      (done, source) => changeColumn({ columns: done }, source, change),
      current.recipe.columns ?? {},
    );
    this.change({ columns });
  }

  changeColumn(source: string, change: Parameters<ImportReview['changeColumns']>[1]): void {
    this.changeColumns([source], change);
  }

  /** Takes every choice back, but not which files they are about. */
  reset(): void {
    const { files, fileColumn } = this.#request?.recipe ?? {};
    const isKept = this.current?.recipe.files !== undefined && files !== undefined;
    if (this.current)
      void this.#read(isKept ? { files, ...(fileColumn !== undefined && { fileColumn }) } : {});
  }

  /** Files with the same columns become one table, or each one of its own; remembered for the next ones. */
  async join(isOne: boolean): Promise<void> {
    const { current } = this;
    const request = this.#request;
    const [first] = current?.parts ?? [];
    if (!current || !request || !first || current.isOne === isOne) return;
    this.#parts.onJoin(isOne);
    const waiting = current.waiting + (isOne ? -1 : 1) * ((current.parts?.length ?? 1) - 1);
    const of = isOne ? request : { file: first, recipe: {} };
    this.current = { ...current, file: of.file, isOne, waiting };
    this.#known = isOne ? request.known : null;
    this.#automatic = null;
    await this.#read(of.recipe);
    if (!isOne) this.#automatic = this.current?.preview?.recipe ?? null;
  }

  /** The files by the columns they have: those with the same ones together, in order. */
  async group(files: readonly SourceFile[]): Promise<readonly (readonly SourceFile[])[]> {
    const keyed: { key: string; item: SourceFile }[] = [];
    for (const [index, file] of files.entries()) {
      this.looking = file;
      const found = await this.#preview(file, {}).catch(() => null);
      const names = found?.columns.map(({ source }) => source.normalize('NFC').toLowerCase()) ?? [];
      const isParquet = found?.kind === 'parquet';
      const key = names.length === 0 ? `file ${index}` : JSON.stringify([isParquet, ...names.sort()]);
      keyed.push({ key, item: file });
    }
    this.looking = null;
    return groupByKey(keyed);
  }

  /** Takes the file as it is shown; not while it cannot be read that way. */
  accept(): void {
    if (!this.current?.problem) this.#answer('accept');
  }

  /** Accepts this file and all that wait behind it. */
  acceptAll(): void {
    this.#answer('accept-all');
  }

  cancel(): void {
    this.#answer('cancel');
  }

  async #askAll(requests: readonly ReviewRequest[]): Promise<readonly ReviewRequest[]> {
    const accepted: ReviewRequest[] = [];
    const queue = [...requests];
    let isQuiet = false;
    for (let request = queue.shift(); request; request = queue.shift()) {
      const { parts = [] } = request;
      const [part, ...others] = parts.map((file): ReviewRequest => ({ file, recipe: {}, known: null }));
      const isJoined = parts.length === 0 || this.#parts.isJoining();
      const own = (isJoined ? undefined : part) ?? request;
      const first = isQuiet ? null : await this.#look(own);
      if (!first || !this.#isShown(request, first)) {
        accepted.push(own);
        if (!isJoined) queue.unshift(...others);
        continue;
      }
      this.#automatic = Object.keys(own.recipe).length === 0 ? (first.preview?.recipe ?? null) : null;
      this.#known = own.known;
      this.#request = request;
      const waiting = queue.length + (isJoined ? 0 : others.length);
      const shown = parts.length > 0 ? parts : null;
      this.current = { ...first, waiting, parts: shown, isOne: isJoined };
      const answer = await new Promise<Answer>((resolve) => {
        this.#answer = resolve;
      });
      this.#stop.abort();
      const { recipe, file, isOne } = this.current;
      this.current = null;
      this.#request = null;
      if (!isOne) queue.unshift(...others);
      if (answer !== 'cancel') accepted.push({ ...request, file, recipe });
      isQuiet = answer === 'accept-all';
    }
    return accepted;
  }

  /** The first look at a file; nothing when it cannot be read, which the import will say. */
  async #look({ file, recipe, known }: ReviewRequest): Promise<Look | null> {
    this.looking = file;
    const preview = await this.#preview(file, recipe).catch(toProblem);
    this.looking = null;
    if ('code' in preview) {
      const isChosen = Object.keys(recipe).length > 0;
      return isChosen
        ? { file, recipe, preview: null, problem: preview, isReading: false, changes: [] }
        : null;
    }
    const changes = findChanges(known, preview);
    return { file, recipe, preview, problem: null, isReading: false, changes };
  }

  #isShown({ isAsked, known, parts }: ReviewRequest, { preview, problem, changes }: Look): boolean {
    if (isAsked || problem || !preview) return true;
    const { columns, choices, questions, setAside } = preview;
    // Parquet brings its names and types: there is nothing to choose.
    const isPlain = preview.kind === 'parquet' && choices.members.length < 2 && parts === undefined;
    if (isPlain && changes.length === 0) return false;
    const isUnclear =
      changes.length > 0 ||
      questions.length > 0 ||
      setAside.length > 0 ||
      columns.some(({ misfits }) => misfits > 0);
    return isUnclear || !(this.#parts.isQuiet() || known !== null);
  }

  async #read(recipe: ImportRecipe): Promise<void> {
    const { current } = this;
    if (!current) return;
    this.#stop.abort();
    const stop = (this.#stop = new AbortController());
    this.current = { ...current, recipe, isReading: true };
    try {
      const preview = await this.#preview(current.file, recipe, stop.signal);
      if (stop.signal.aborted || !this.current) return;
      const changes = findChanges(this.#known, preview);
      this.current = { ...this.current, preview, problem: null, isReading: false, changes };
    } catch (thrown) {
      if (stop.signal.aborted || !this.current) return;
      this.current = { ...this.current, problem: toProblem(thrown), isReading: false };
    }
  }

  #preview(file: SourceFile, recipe: ImportRecipe, signal?: AbortSignal): Promise<ImportPreview> {
    const { engine, previewFile } = this.#parts;
    return previewFile({ file, engine, recipe, ...(signal && { signal }) });
  }
}

/** What is different from the columns known. The first part of a file says nothing against a wider type: that may be found further down. */
function findChanges(known: FileShape | null, { columns, isWhole }: ImportPreview): ShapeChange[] {
  if (known === null || columns.length === 0) return [];
  return findShapeChanges(known, columns).filter(
    (change) => isWhole || change.kind !== 'retyped' || !mayWiden(change.to, change.from),
  );
}

function mayWiden(from: string, to: string): boolean {
  return to === 'VARCHAR' || `${from} ${to}` === 'BIGINT DOUBLE' || `${from} ${to}` === 'DATE TIMESTAMP';
}
