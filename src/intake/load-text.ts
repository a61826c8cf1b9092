import type { LoadReport } from '../engine/engine.ts';
import type { CsvSource, SourceFile } from '../engine/source.ts';
import type { ImportJob, ImportProgress } from './import-report.ts';
import { type ColumnPlan, planColumns, settleColumns, toFlags, toSelect } from './plan-columns.ts';
import type { RecordShape } from './record-shape.ts';
import type { TextLayout } from './read-layout.ts';

/** A UTF-8 text that the engine can read: the file itself, or a copy made from it with a shape of its own. */
export interface ReadableText {
  readonly file: SourceFile;
  readonly layout: TextLayout;
  readonly shape: RecordShape;
}

export interface LoadedText {
  readonly report: LoadReport;
  readonly plans: readonly ColumnPlan[];
}

/**
 * Loads a UTF-8 text with types that every value fits. The sample suggests the types and the whole file is loaded with
 * them at once, while flags note what speaks against them; only then is it read a second time, with types that hold.
 */
export async function loadText(
  job: ImportJob,
  text: ReadableText,
  onProgress: (progress: ImportProgress) => void,
): Promise<LoadedText> {
  const suggested = planColumns(text.layout.names, text.layout.sample, text.layout.delimiter);
  const flags = toFlags(suggested);
  const work = (from: number, to: number) => ({
    ...(job.signal && { signal: job.signal }),
    onProgress: (percent: number): void => {
      onProgress({
        stage: 'load',
        percent: from + ((to - from) * percent) / 100,
        bytes: Math.round((text.file.size * percent) / 100),
      });
    },
  });
  const first = await job.engine.load(job.relation, { ...toSource(text, suggested), flags }, work(10, 90));
  const plans = settleColumns(suggested, first.flags);
  if (plans.every((plan, index) => plan.form === suggested[index]?.form)) return { report: first, plans };
  const report = await job.engine.load(job.relation, toSource(text, plans), work(90, 95));
  return { report, plans };
}

function toSource({ file, layout, shape }: ReadableText, plans: readonly ColumnPlan[]): CsvSource {
  const { dialect, skip, allowShort } = shape;
  const { names } = layout;
  const select = toSelect(plans);
  return {
    kind: 'csv',
    file,
    ...dialect,
    skip,
    header: false,
    names,
    select,
    ...(allowShort && { allowShort }),
  };
}
