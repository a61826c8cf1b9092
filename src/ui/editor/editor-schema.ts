/** What a query can name, for completion. */
export interface EditorSchema {
  readonly relations: readonly {
    readonly name: string;
    /** Shown beside the name, for example a file name or a row count. */
    readonly detail: string;
    readonly columns: readonly { readonly name: string; readonly type: string }[];
  }[];
  /** Parameters without their `$`. */
  readonly inputs: readonly { readonly name: string; readonly type: string }[];
}

export const emptySchema: EditorSchema = { relations: [], inputs: [] };

/** Where the engine found something wrong in the text; `position` counts UTF-16 code units. */
export interface EditorProblem {
  readonly position: number;
  readonly message: string;
}

export type EditorLanguage = 'sql' | 'yaml' | 'json' | 'markdown' | 'text';
