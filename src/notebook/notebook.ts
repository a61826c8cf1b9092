/** Stays the same while the notebook is open, through edits and moves; not stored in the file. */
export type CellId = string;

/** `text`, `data`, `input`, `query`, `chart`, `check`, or a kind that this version does not know and keeps as it is. */
export type CellKind = string;

/** One cell. `source` is its text in the file, byte for byte; the other fields are what was read out of it. */
export interface Cell {
  readonly id: CellId;
  readonly kind: CellKind;
  /** The fence's first word: `sql`, `yaml`, `json`; `markdown` for text. */
  readonly language: string;
  readonly name: string | null;
  /** `key=value` words of the fence, `name` included; a word without `=` (such as `view`) has the value `''`. */
  readonly attributes: Readonly<Record<string, string>>;
  /** What the user edits: the fence's content, or the text, without the closing line end. */
  readonly body: string;
  readonly source: string;
}

/** Front matter. `source` is byte for byte (with BOM and fences), `''` when there is none. */
export interface Head {
  readonly source: string;
  readonly format: number;
  readonly title: string;
  /** `zh` or `en`, or null when the file does not say. */
  readonly lang: 'zh' | 'en' | null;
  /** ISO date, or null. Analyses take their as-of date from here, never from the clock. */
  readonly asOf: string | null;
}

/** A notebook is a value: an edit makes a new one and shares the cells it did not touch. */
export interface Notebook {
  readonly head: Head;
  readonly cells: readonly Cell[];
}
