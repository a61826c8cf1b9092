import type { BoundValue } from '../sql/bind-parameters.ts';
import type { DataDesk } from './data-desk.ts';
import type { DataShelf } from './data-shelf.svelte.ts';
import type { Draft, Drafts } from './drafts.svelte.ts';
import type { KeptFiles, KeptTable } from './kept-files.svelte.ts';
import type { NotebookDesk } from './notebook-desk.ts';
import type { Notices } from './notices.svelte.ts';
import type { Runner } from './runner.svelte.ts';
import type { Selection } from './selection.svelte.ts';

export interface RestoreParts {
  readonly drafts: Drafts;
  readonly desk: NotebookDesk;
  readonly data: DataShelf;
  readonly dataDesk: DataDesk;
  readonly kept: KeptFiles;
  readonly runner: Runner;
  readonly notices: Notices;
  readonly selection: Selection;
}

/**
 * Puts a draft back on the screen as it was left and loads its tables again, from samples and kept files. Files that the
 * user must permit or choose again are named; when none is, everything runs. Until a table is there again, the new draft
 * names its file, so that a second reload loses nothing.
 */
export async function restoreDraft(draft: Draft, parts: RestoreParts): Promise<void> {
  const { drafts, desk, data, dataDesk, kept, runner, notices, selection } = parts;
  const origin = {
    fileName: draft.fileName,
    place: null,
    isDirty: draft.isDirty,
    inputs: parseInputs(draft.inputs),
  };
  if (!(await desk.openText(draft.text, origin))) return;
  selection.setReading(draft.reading);
  const known = draft.kept ?? [];
  kept.await(known, draft.samples);
  const { open, ask, gone } = await kept.open(known);
  drafts.takeOver(draft.tab);
  kept.await([...open.map(({ table }) => table), ...ask], draft.samples);
  const unknown = draft.files.filter((file) => !known.some((one) => one.file === file));
  const missing = [...new Set([...unknown, ...gone.map(({ file }) => file)])];
  if (missing.length > 0) {
    notices.say('restoredNeedsFiles', {
      values: { files: missing.join(', ') },
      action: { key: 'chooseFiles', run: () => void dataDesk.choose() },
      stays: true,
    });
  } else if (ask.length === 0) notices.say('restored', { tone: 'good' });
  if (ask.length > 0) tellAsk('restoredNeedsYes', ask, parts);
  await Promise.all([loadKept(open, parts), dataDesk.loadSamples(draft.samples)]);
  if (data.tables.length > 0 && missing.length + ask.length === 0) await runner.runAll();
}

function tellAsk(
  key: 'restoredNeedsYes' | 'restoredStillNeedsYes',
  ask: readonly KeptTable[],
  parts: RestoreParts,
): void {
  parts.notices.say(key, {
    values: { files: ask.map(({ file }) => file).join(', ') },
    action: { key: 'restoreAllow', run: () => void allow(ask, parts) },
    stays: true,
  });
}

/** In answer to a click: the only time at which the browser lets a page ask for a file. */
async function allow(asked: readonly KeptTable[], parts: RestoreParts): Promise<void> {
  const { dataDesk, kept, notices, runner } = parts;
  await kept.permit(asked);
  const { open, ask, gone } = await kept.open(asked);
  if (gone.length > 0)
    notices.say('restoredNeedsFiles', {
      values: { files: gone.map(({ file }) => file).join(', ') },
      action: { key: 'chooseFiles', run: () => void dataDesk.choose() },
      stays: true,
    });
  // The browser lets a click ask once, so several files can take several clicks.
  if (ask.length > 0) tellAsk('restoredStillNeedsYes', ask, parts);
  await loadKept(open, parts);
  if (open.length > 0) await runner.runStale();
}

async function loadKept(
  open: Awaited<ReturnType<KeptFiles['open']>>['open'],
  { data, notices }: RestoreParts,
): Promise<void> {
  const loaded = await data.add(
    open.map(({ table: { id, relation, recipe }, file }) => ({
      file,
      recipe,
      source: id,
      instead: relation,
    })),
  );
  const others = open.filter(({ isOther, file }) => isOther && loaded.some((table) => table.file === file));
  if (others.length > 0)
    notices.say('restoredOthers', {
      values: { files: others.map(({ file }) => file.name).join(', ') },
      stays: true,
    });
  // The cells are bound to the tables in the next step of the page.
  await Promise.resolve();
}

function parseInputs(text: string): Readonly<Record<string, BoundValue>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, BoundValue>) : {};
  } catch {
    return {};
  }
}
