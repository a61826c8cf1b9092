import type { Engine } from '../engine/engine.ts';
import type { ImportPreview } from './import-preview.ts';
import type { IntakeTasks, TaskWork } from './intake-tasks.ts';
import type { PreviewRequest } from './plan-preview.ts';

/** The first rows of a text as they will be loaded: planned by a task, typed by the engine. */
export async function previewText(
  engine: Pick<Engine, 'query'>,
  request: PreviewRequest,
  tasks: IntakeTasks,
  work: TaskWork,
): Promise<ImportPreview> {
  const { preview, sql } = await tasks.preview(request, work);
  if (sql === undefined) return { ...preview, rows: [] };
  const table = await engine.query(sql, work.signal ? { signal: work.signal } : {});
  const rows = Array.from({ length: table.rowCount }, (_, row) =>
    table.columns.map((_, column) => table.at(row, column)),
  );
  return { ...preview, rows };
}
