import type { Engine } from '../engine/engine.ts';
import { toProblem } from '../problem.ts';
import type { CellState } from '../runtime/cell-state.ts';
import type { Notices } from './notices.svelte.ts';
import type { Clock, FileAccess } from './platform.ts';
import { createResultPages } from './result-pages.ts';

interface ExportParts {
  readonly engine: Pick<Engine, 'query' | 'write'>;
  readonly files: Pick<FileAccess, 'download'>;
  readonly notices: Notices;
  readonly clock: Clock;
}

export type ExportResult = (state: CellState, name: string, format: 'csv' | 'parquet') => Promise<void>;

/** An export that takes longer than this says so (ms). */
const QUIET_MS = 500;

/** Saves what `write` makes as a file. A long one is shown while it runs, with a way to stop it. */
export type SaveFile = (
  file: string,
  write: (signal: AbortSignal) => Promise<Blob | undefined>,
) => Promise<void>;

export function createSave({ files, notices, clock }: Omit<ExportParts, 'engine'>): SaveFile {
  return async (file, write) => {
    const stop = new AbortController();
    let shown: number | null = null;
    const quiet = clock.after(QUIET_MS, () => {
      const action = { key: 'cancel' as const, run: () => stop.abort() };
      shown = notices.say('exportRunning', { values: { file }, action, stays: true });
    });
    try {
      const content = await write(stop.signal);
      if (content) files.download(file, content);
    } catch (thrown) {
      const problem = toProblem(thrown);
      if (problem.code !== 'cancelled') notices.report(problem);
    }
    quiet();
    if (shown !== null) notices.close(shown);
  };
}

/** Saves a result as a file. */
export function createExport({ engine, ...parts }: ExportParts): ExportResult {
  const save = createSave(parts);
  return (state, name, format) =>
    save(`${name}.${format}`, async (signal) => createResultPages(engine, state)?.write(format, { signal }));
}
