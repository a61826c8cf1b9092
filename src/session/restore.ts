import type { BoundValue } from '../sql/bind-parameters.ts';
import type { DataDesk } from './data-desk.ts';
import type { DataShelf } from './data-shelf.svelte.ts';
import type { Draft, Drafts } from './drafts.svelte.ts';
import type { KeptFiles } from './kept-files.svelte.ts';
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
 * user must permit or choose again are named; when none is, everything runs.
 */
export async function restoreDraft(draft: Draft, parts: RestoreParts): Promise<void> {
  const { drafts, desk, dataDesk, kept, runner, notices, selection } = parts;
  const origin = {
    fileName: draft.fileName,
    place: null,
    isDirty: draft.isDirty,
    inputs: parseInputs(draft.inputs),
  };
  if (!desk.openText(draft.text, origin)) return;
  selection.setReading(draft.reading);
  drafts.remove(draft.tab);
  const known = draft.kept ?? [];
  const { open, ask, gone } = await kept.open(known);
  const unknown = draft.files.filter((file) => !known.some((one) => one.file === file));
  const missing = [...new Set([...unknown, ...gone])];
  if (missing.length > 0) {
    notices.say('restoredNeedsFiles', {
      values: { files: missing.join(', ') },
      action: { key: 'chooseFiles', run: () => void dataDesk.choose() },
      stays: true,
    });
  } else if (ask.length === 0) notices.say('restored', { tone: 'good' });
  if (ask.length > 0) {
    notices.say('restoredNeedsYes', {
      values: { files: ask.map(({ file }) => file).join(', ') },
      action: { key: 'restoreAllow', run: () => void allow(ask, parts, missing.length === 0) },
      stays: true,
    });
  }
  const loaded = [loadKept(open, parts), dataDesk.loadSamples(draft.samples)];
  await Promise.all(loaded);
  if (open.length + draft.samples.length > 0 && missing.length + ask.length === 0) await runner.runAll();
}

type KeptTable = NonNullable<Draft['kept']>[number];

/** In answer to a click: the only time at which the browser lets a page ask for a file. */
async function allow(ask: readonly KeptTable[], parts: RestoreParts, isAll: boolean): Promise<void> {
  await parts.kept.permit(ask);
  const { open } = await parts.kept.open(ask);
  await loadKept(open, parts);
  if (isAll && open.length === ask.length) await parts.runner.runAll();
}

async function loadKept(
  open: Awaited<ReturnType<KeptFiles['open']>>['open'],
  { data }: RestoreParts,
): Promise<void> {
  await data.add(
    open.map(({ table: { id, relation, recipe }, file }) => ({
      file,
      recipe,
      source: id,
      instead: relation,
    })),
  );
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
