import type { SourceFile } from '../engine/source.ts';
import type { ColumnRecipe, ImportRecipe, ResolvedRecipe } from '../intake/import-recipe.ts';
import type { ImportPreview, PreviewJob } from '../intake/import-preview.ts';
import { toProblem, type Problem } from '../problem.ts';
import { changeColumn, changeRecipe, type RecipeChange } from './change-recipe.ts';
import { findShapeChanges, type FileShape, type ShapeChange } from './file-shape.ts';

/** A file that is to be looked at before it is loaded. */
export interface ReviewRequest {
  readonly file: SourceFile;
  readonly recipe: ImportRecipe;
  /** The columns that the notebook knows this file by. */
  readonly known: FileShape | null;
  /** The user asked for the sheet, so it is shown in any case. */
  readonly isAsked?: boolean;
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
}

export interface ReviewParts {
  readonly engine: PreviewJob['engine'];
  readonly previewFile: (job: PreviewJob) => Promise<ImportPreview>;
  /** Whether files that leave nothing to ask are loaded without the sheet. */
  readonly isQuiet: () => boolean;
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

  changeColumn(
    source: string,
    change: { readonly [Key in keyof ColumnRecipe]?: ColumnRecipe[Key] | undefined },
  ): void {
    const { current } = this;
    if (current) this.change({ columns: changeColumn(current.recipe, source, change) });
  }

  /** Takes every choice back. */
  reset(): void {
    if (this.current) void this.#read({});
  }

  accept(): void {
    this.#answer('accept');
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
    let isQuiet = false;
    for (const [index, request] of requests.entries()) {
      const first = isQuiet ? null : await this.#look(request);
      if (!first || !this.#isShown(request, first)) {
        accepted.push(request);
        continue;
      }
      this.#automatic = Object.keys(request.recipe).length === 0 ? (first.preview?.recipe ?? null) : null;
      this.#known = request.known;
      this.current = { ...first, waiting: requests.length - index - 1 };
      const answer = await new Promise<Answer>((resolve) => {
        this.#answer = resolve;
      });
      this.#stop.abort();
      const { recipe } = this.current;
      this.current = null;
      if (answer !== 'cancel') accepted.push({ ...request, recipe });
      isQuiet = answer === 'accept-all';
    }
    return accepted;
  }

  /** The first look at a file; nothing when it cannot be read, which the import will say. */
  async #look({ file, recipe, known }: ReviewRequest): Promise<Omit<Reviewing, 'waiting'> | null> {
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

  #isShown(
    { isAsked, known }: ReviewRequest,
    { preview, problem, changes }: Omit<Reviewing, 'waiting'>,
  ): boolean {
    if (isAsked || problem || !preview) return true;
    const { columns, choices, questions, setAside } = preview;
    // Parquet brings its names and types: there is nothing to choose.
    if (columns.length === 0 && choices.members.length < 2) return false;
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

function findChanges(known: FileShape | null, { columns }: ImportPreview): ShapeChange[] {
  return known === null || columns.length === 0 ? [] : findShapeChanges(known, columns);
}
