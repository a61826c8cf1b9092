import { ProblemError } from '../problem.ts';
import { checkTable } from './check-table.ts';
import { detectKind } from './detect-kind.ts';
import type { ImportPreview } from './import-preview.ts';
import type { ImportJob } from './import-report.ts';
import { previewText } from './preview-text.ts';
import { readHead } from './read-head.ts';

/** What a preview needs of an import. */
export type PreviewJob = Pick<ImportJob, 'file' | 'recipe' | 'signal' | 'scratch' | 'tasks'> & {
  readonly engine: Pick<ImportJob['engine'], 'query'>;
};

/**
 * The first rows of a file as `importFile` with the same recipe would load them, from its first part only.
 * @throws ProblemError as `importFile` does
 */
export async function previewFile(job: PreviewJob): Promise<ImportPreview> {
  const { file, engine, recipe = {}, signal } = job;
  if (file.size === 0) throw new ProblemError({ code: 'file-empty', values: { file: file.name } });
  const head = await readHead(file);
  const kind = detectKind(file.name, head.bytes);
  checkTable(kind, file.name);
  const preview = await previewText(engine, file, head, recipe);
  if (signal?.aborted) throw new ProblemError({ code: 'cancelled' });
  return preview;
}
