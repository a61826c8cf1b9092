import type { BoundValue } from '../sql/bind-parameters.ts';
import type { DataDesk } from './data-desk.ts';
import type { Draft, Drafts } from './drafts.svelte.ts';
import type { NotebookDesk } from './notebook-desk.ts';
import type { Notices } from './notices.svelte.ts';
import type { Runner } from './runner.svelte.ts';
import type { Selection } from './selection.svelte.ts';

export interface RestoreParts {
  readonly drafts: Drafts;
  readonly desk: NotebookDesk;
  readonly dataDesk: DataDesk;
  readonly runner: Runner;
  readonly notices: Notices;
  readonly selection: Selection;
}

/** Puts a draft back on the screen as it was left, loads its samples, and says which files must be chosen again. */
export async function restoreDraft(draft: Draft, parts: RestoreParts): Promise<void> {
  const { drafts, desk, dataDesk, runner, notices, selection } = parts;
  const origin = {
    fileName: draft.fileName,
    place: null,
    isDirty: draft.isDirty,
    inputs: parseInputs(draft.inputs),
  };
  if (!desk.openText(draft.text, origin)) return;
  selection.setReading(draft.reading);
  drafts.remove(draft.tab);
  if (draft.files.length > 0) {
    notices.say('restoredNeedsFiles', {
      values: { files: draft.files.join(', ') },
      action: { key: 'chooseFiles', run: () => void dataDesk.choose() },
      stays: true,
    });
  } else notices.say('restored', { tone: 'good' });
  if (draft.samples.length === 0) return;
  await dataDesk.loadSamples(draft.samples);
  if (draft.files.length === 0) await runner.runAll();
}

function parseInputs(text: string): Readonly<Record<string, BoundValue>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, BoundValue>) : {};
  } catch {
    return {};
  }
}
