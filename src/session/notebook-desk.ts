import { breathe } from '../breathe.ts';
import { findHeadProblem } from '../notebook/parse-head.ts';
import { parseNotebook } from '../notebook/parse-notebook.ts';
import { serializeNotebook } from '../notebook/serialize-notebook.ts';
import type { CellId, Notebook } from '../notebook/notebook.ts';
import { readAhead } from '../notebook/read-ahead.ts';
import { ProblemError, toProblem } from '../problem.ts';
import type { Language } from '../locale/language.ts';
import type { NotebookDocument, Origin } from './notebook-document.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { FileAccess, OpenedFile } from './platform.ts';
import type { Question } from './question.svelte.ts';

export interface NotebookDeskParts {
  readonly document: NotebookDocument;
  readonly files: FileAccess;
  readonly notices: Notices;
  readonly question: Question;
  readonly createId: () => CellId;
  readonly language: () => Language;
  /** A notebook is read and about to be opened: what it needs is made before its cells are drawn. */
  readonly onRead: (notebook: Notebook) => void;
  /** A notebook was opened or closed. */
  readonly onOpen: (notebook: Notebook) => void;
}

/** Opening, saving, closing; no change is thrown away without asking. */
export interface NotebookDesk {
  /** Asks for a file and opens it. */
  choose(): Promise<void>;
  openFile(file: OpenedFile): Promise<boolean>;
  openText(text: string, origin: Origin): Promise<boolean>;
  create(): Promise<boolean>;
  /** Saves where it came from, or asks. False when nothing was written. */
  save(): Promise<boolean>;
  saveAs(): Promise<boolean>;
  close(): Promise<boolean>;
  /** True when the open notebook may go: saved, or the user let it. */
  mayLeave(): Promise<boolean>;
}

export function createNotebookDesk(parts: NotebookDeskParts): NotebookDesk {
  const { document, files, notices, question, createId, language, onRead, onOpen } = parts;

  async function mayLeave(): Promise<boolean> {
    if (!document.isDirty) return true;
    const answer = await question.ask({
      title: 'unsavedTitle',
      body: 'unsavedBody',
      values: { title: document.title || document.fileName || '…' },
      choices: [
        { id: 'cancel', key: 'cancel', tone: 'plain' },
        { id: 'discard', key: 'unsavedDiscard', tone: 'danger' },
        { id: 'save', key: 'unsavedSave', tone: 'primary' },
      ],
    });
    return answer === 'save' ? save() : answer === 'discard';
  }

  /** The notebook in a text; what cannot be read is told and loses nothing. */
  function maybeRead(text: string, origin: Origin): Notebook | null {
    try {
      return parseNotebook(text, { createId });
    } catch (thrown) {
      const problem = toProblem(thrown);
      notices.report({ ...problem, values: { file: origin.fileName ?? '', ...problem.values } });
      return null;
    }
  }

  async function show(notebook: Notebook, origin: Origin): Promise<true> {
    await breathe();
    await readAhead(notebook);
    onRead(notebook);
    await breathe();
    document.open(notebook, origin);
    onOpen(notebook);
    const problem = findHeadProblem(notebook.head);
    if (problem) notices.report(problem);
    return true;
  }

  async function openText(text: string, origin: Origin): Promise<boolean> {
    const notebook = maybeRead(text, origin);
    return notebook !== null && show(notebook, origin);
  }

  async function openFile({ name, text, place }: OpenedFile): Promise<boolean> {
    const origin = { fileName: name, place };
    const notebook = maybeRead(text, origin);
    return notebook !== null && (await mayLeave()) && show(notebook, origin);
  }

  async function save(): Promise<boolean> {
    const { place, notebook } = document;
    if (!place) return saveAs();
    try {
      await place.write(serializeNotebook(notebook));
    } catch (thrown) {
      notices.report({
        code: 'cannot-save',
        values: { file: place.name },
        detail: toProblem(thrown).detail ?? '',
      });
      return false;
    }
    document.markSaved(notebook, place.name, place);
    notices.say('saved', { values: { file: place.name }, tone: 'good' });
    return true;
  }

  async function saveAs(): Promise<boolean> {
    const { notebook } = document;
    const name = document.fileName ?? toFileName(document.title);
    try {
      const saved = await files.saveNotebook(name, serializeNotebook(notebook));
      if (!saved) return false;
      const fileName = saved.place?.name ?? name;
      document.markSaved(notebook, fileName, saved.place);
      notices.say('saved', { values: { file: fileName }, tone: 'good' });
      return true;
    } catch (thrown) {
      notices.report({ code: 'cannot-save', values: { file: name }, detail: toProblem(thrown).detail ?? '' });
      return false;
    }
  }

  return {
    async choose() {
      try {
        const file = await files.pickNotebook();
        if (file) await openFile(file);
      } catch (thrown) {
        notices.report(toProblem(new ProblemError({ code: 'file-unreadable', detail: String(thrown) })));
      }
    },
    openFile,
    openText,
    async create() {
      const text = `---\nebb: 1\ntitle: ""\nlang: ${language()}\n---\n`;
      return (await mayLeave()) && openText(text, { fileName: null, place: null });
    },
    save,
    saveAs,
    async close() {
      if (!(await mayLeave())) return false;
      document.close();
      onOpen(document.notebook);
      return true;
    },
    mayLeave,
  };
}

function toFileName(title: string): string {
  const bare = title
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\s\p{Cc}]+/gu, ' ')
    .trim();
  return `${bare || 'notebook'}.md`;
}
