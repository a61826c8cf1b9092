import { autocompletion, closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, indentLess, indentMore } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { markdown } from '@codemirror/lang-markdown';
import { sql, SQLDialect } from '@codemirror/lang-sql';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { Annotation, EditorState, Prec, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder } from '@codemirror/view';
import { functions, keywords, types } from './duckdb-words.ts';
import type { EditorLanguage, EditorProblem, EditorSchema } from './editor-schema.ts';
import { editorTheme } from './editor-theme.ts';
import { createSqlCompletion } from './sql-completion.ts';
import { findWordAt } from './word-at.ts';

export interface EditorSpec {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly language: EditorLanguage;
  /** Accessible name. */
  readonly label: string;
  readonly placeholder: string;
  readonly schema: () => EditorSchema;
  readonly on: EditorEvents;
}

export interface EditorEvents {
  edit(text: string): void;
  /** `stay`: run here. `next`: run and go on. `insert`: run and add a cell below. */
  run(then: 'stay' | 'next' | 'insert'): void;
  leave(): void;
  focus(): void;
  undo(): void;
  redo(): void;
  /** The cursor wants to leave the text upwards or downwards. */
  exit(direction: -1 | 1): void;
}

export interface Editor {
  /** Brings the text up to date without moving the cursor more than needed. */
  setText(text: string): void;
  setProblem(problem: EditorProblem | null): void;
  setLabel(label: string): void;
  focus(): void;
  destroy(): void;
}

const fromOutside = Annotation.define<boolean>();

/** DuckDB's words for the highlighter; `$name` is a parameter. */
const duckdb = SQLDialect.define({
  keywords: keywords.join(' '),
  types: types.join(' '),
  builtin: functions.map(([name]) => name).join(' '),
  doubleDollarQuotedStrings: true,
  doubleQuotedStrings: false,
  operatorChars: '*+-%<>!=&|/~^:',
  specialVar: '$',
  identifierQuotes: '"',
  unquotedBitLiterals: false,
});

/** A text editor for one cell. Undo and redo are the notebook's, so one history holds text and structure. */
export function createEditor(spec: EditorSpec): Editor {
  const { on } = spec;
  const view = new EditorView({
    parent: spec.parent,
    state: EditorState.create({ doc: spec.text, extensions: extensionsOf(spec) }),
  });
  return {
    setText(text) {
      const change = findChange(view.state.doc.toString(), text);
      if (change && !view.composing) view.dispatch({ changes: change, annotations: fromOutside.of(true) });
    },
    setProblem(problem) {
      const doc = view.state.doc.toString();
      const range = problem && findWordAt(doc, problem.position);
      const found = range ? [{ ...range, severity: 'error' as const, message: problem.message }] : [];
      view.dispatch(setDiagnostics(view.state, found));
    },
    setLabel: (label) => view.contentDOM.setAttribute('aria-label', label),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };

  function extensionsOf({ language, label, placeholder: hint, schema }: EditorSpec): Extension[] {
    return [
      Prec.highest(keymap.of(cellKeys())),
      closeBrackets(),
      autocompletion({
        icons: false,
        ...(language === 'sql' ? { override: [createSqlCompletion(schema)] } : { override: [] }),
      }),
      keymap.of([...edgeKeys(), ...closeBracketsKeymap, ...defaultKeymap]),
      indentUnit.of('  '),
      EditorState.tabSize.of(2),
      indentOnInput(),
      bracketMatching(),
      drawSelection(),
      ...(language === 'json' ? [] : [EditorView.lineWrapping]),
      EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
      placeholder(hint),
      languageOf(language),
      editorTheme,
      EditorView.updateListener.of((update) => {
        const own = update.transactions.some((one) => one.docChanged && !one.annotation(fromOutside));
        if (own) on.edit(update.state.doc.toString());
        if (update.focusChanged && update.view.hasFocus) on.focus();
      }),
    ];
  }

  function cellKeys() {
    const done = (work: () => void) => () => {
      work();
      return true;
    };
    return [
      { key: 'Shift-Enter', run: done(() => on.run('next')) },
      { key: 'Mod-Enter', run: done(() => on.run('stay')) },
      { key: 'Alt-Enter', run: done(() => on.run('insert')) },
      { key: 'Mod-z', run: done(on.undo), preventDefault: true },
      { key: 'Mod-Shift-z', run: done(on.redo), preventDefault: true },
      { key: 'Mod-y', run: done(on.redo), preventDefault: true },
      { key: 'Tab', run: ({ state, dispatch }: EditorView) => indentMore({ state, dispatch }) },
      { key: 'Shift-Tab', run: ({ state, dispatch }: EditorView) => indentLess({ state, dispatch }) },
    ];
  }

  /** Below the completion list's own keys, so that arrows and Escape serve it first. */
  function edgeKeys() {
    return [
      { key: 'ArrowUp', run: (view: EditorView) => leaveAtEdge(view, -1, on) },
      { key: 'ArrowDown', run: (view: EditorView) => leaveAtEdge(view, 1, on) },
      {
        key: 'Escape',
        run: () => {
          on.leave();
          return true;
        },
      },
    ];
  }
}

function languageOf(language: EditorLanguage): Extension {
  if (language === 'sql') return sql({ dialect: duckdb, upperCaseKeywords: false });
  if (language === 'json') return json();
  if (language === 'yaml') return yaml();
  return language === 'markdown' ? markdown() : [];
}

/** The smallest replacement that turns one text into the other. */
function findChange(from: string, to: string): { from: number; to: number; insert: string } | null {
  if (from === to) return null;
  let start = 0;
  const shorter = Math.min(from.length, to.length);
  while (start < shorter && from[start] === to[start]) start++;
  let end = 0;
  while (end < shorter - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end++;
  return { from: start, to: from.length - end, insert: to.slice(start, to.length - end) };
}

function leaveAtEdge(view: EditorView, direction: -1 | 1, on: EditorEvents): boolean {
  const { main } = view.state.selection;
  const edge = direction < 0 ? 0 : view.state.doc.length;
  if (!main.empty || main.head !== edge) return false;
  on.exit(direction);
  return true;
}
