import { untrack } from 'svelte';
import { serializeNotebook } from '../notebook/serialize-notebook.ts';
import { bindTables } from './bind-tables.ts';
import type { DataShelf } from './data-shelf.svelte.ts';
import type { Drafts } from './drafts.svelte.ts';
import type { KeptFiles } from './kept-files.svelte.ts';
import type { NotebookDocument } from './notebook-document.svelte.ts';
import type { Runner } from './runner.svelte.ts';
import type { Selection } from './selection.svelte.ts';

interface Parts {
  readonly document: NotebookDocument;
  readonly data: DataShelf;
  readonly runner: Runner;
  readonly drafts: Drafts;
  readonly selection: Selection;
  readonly kept: KeptFiles;
}

/** Tells the runner of every change of notebook, tables and inputs, and keeps the draft. Gives the function that ends it. */
export function keepInStep({ document, data, runner, drafts, selection, kept }: Parts): () => void {
  return $effect.root(() => {
    let edition = -1;
    let inputs: typeof document.inputs = {};

    $effect(() => {
      const { notebook } = document;
      const isNew = edition !== document.edition;
      edition = document.edition;
      untrack(() => {
        if (isNew) inputs = runner.forgetInputs(inputs);
        runner.setNotebook(notebook, isNew);
      });
    });

    $effect(() => {
      const bound = bindTables(document.notebook, data.tables);
      untrack(() => runner.setTables(bound));
    });

    $effect(() => {
      const { tableNames } = document;
      untrack(() => {
        void data.setNames(tableNames).then(() => runner.runOutdated());
      });
    });

    $effect(() => {
      const next = document.inputs;
      const names = Object.keys({ ...inputs, ...next }).filter((name) => inputs[name] !== next[name]);
      inputs = next;
      untrack(() => {
        for (const name of names) runner.setInput(name, next[name] ?? null);
        if (names.length > 0) void runner.runOutdated();
      });
    });

    $effect(() => {
      if (!document.isOpen) return;
      const { notebook, fileName, isDirty, inputs: values } = document;
      const { reading } = selection;
      const { tables } = data;
      const { waiting, waitingSamples } = kept;
      drafts.keep(() => ({
        title: notebook.head.title,
        text: serializeNotebook(notebook),
        fileName,
        isDirty,
        inputs: JSON.stringify(values),
        files: [
          ...tables.filter((table) => !table.isSample).map(({ file }) => file.name),
          ...waiting.map(({ file }) => file),
        ],
        kept: [
          ...tables.flatMap(({ source, file, relation, recipe, isSample }) =>
            source === null || isSample ? [] : [{ id: source, file: file.name, relation, recipe }],
          ),
          ...waiting,
        ],
        samples: [
          ...tables.filter((table) => table.isSample).map(({ file }) => file.name),
          ...waitingSamples,
        ],
        reading,
      }));
    });
  });
}
