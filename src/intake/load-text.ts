import type { LoadReport, WorkOptions } from '../engine/engine.ts';
import type { CsvSource, SourceFile } from '../engine/source.ts';
import { type ImportJob, type ImportProgress, MOST_MISFITS } from './import-report.ts';
import { type Reviewed, lookAgain } from './look-again.ts';
import { type ColumnPlan, asText, settleColumns, toFlags, toSelect } from './plan-columns.ts';
import type { RecordShape } from './record-shape.ts';
import type { FoundLayout } from './inspect-text.ts';

/** A UTF-8 text that the engine can read: the file itself, or a copy made from it with a shape of its own. */
export interface ReadableText {
  readonly file: SourceFile;
  /** Where it is known. */
  readonly newLine?: '\n';
  readonly layout: FoundLayout;
  readonly shape: RecordShape;
  /** The columns as the sample suggests them. */
  readonly plans: readonly ColumnPlan[];
}

export interface LoadedText {
  readonly report: LoadReport;
  readonly plans: readonly ColumnPlan[];
  /** What a second look found, by column. */
  readonly reviews: ReadonlyMap<string, Reviewed['report']>;
  readonly strangers: ReadonlyMap<string, NonNullable<Reviewed['strangers']>>;
}

/**
 * Loads a UTF-8 text with types that every value fits. The sample suggests the types and the whole file is loaded with
 * them at once, while flags note what speaks against them. Only columns in doubt are then loaded as text, looked at as a
 * whole, and loaded again with the type that holds.
 */
export async function loadText(
  job: ImportJob,
  text: ReadableText,
  onProgress: (progress: ImportProgress) => void,
): Promise<LoadedText> {
  const suggested = text.plans;
  const { engine, relation, signal } = job;
  const work = (from: number, to: number): WorkOptions => ({
    ...(signal && { signal }),
    onProgress: (percent: number): void => {
      onProgress({
        stage: 'load',
        percent: from + ((to - from) * percent) / 100,
        bytes: Math.round((text.file.size * percent) / 100),
      });
    },
  });
  const flags = toFlags(suggested);
  const first = await engine.load(relation, { ...toSource(text, suggested), flags }, work(10, 80));
  const settled = settleColumns(suggested, first.flags);
  const inDoubt = settled.map(({ plan, isDoubtful }) => (isDoubtful ? asText(plan) : plan));
  let report = first;
  if (!areAlike(inDoubt, suggested))
    report = await engine.load(relation, toSource(text, inDoubt), work(80, 88));
  const reviews = new Map<string, Reviewed['report']>();
  const strangers = new Map<string, NonNullable<Reviewed['strangers']>>();
  let listed = 0;
  const plans: ColumnPlan[] = [];
  for (const { plan, isDoubtful } of settled) {
    const { delimiter } = text.layout;
    const found = isDoubtful
      ? await lookAgain(engine, relation, plan, delimiter, signal ? { signal } : {}, MOST_MISFITS - listed)
      : undefined;
    if (found) reviews.set(plan.name, found.report);
    if (found?.strangers) strangers.set(plan.name, found.strangers);
    listed += found?.strangers?.length ?? 0;
    plans.push(found?.plan ?? plan);
  }
  if (!areAlike(plans, inDoubt)) report = await engine.load(relation, toSource(text, plans), work(88, 95));
  return { report, plans, reviews, strangers };
}

function areAlike(some: readonly ColumnPlan[], others: readonly ColumnPlan[]): boolean {
  const select = (plans: readonly ColumnPlan[]): string => JSON.stringify(toSelect(plans));
  return select(some) === select(others);
}

function toSource({ file, newLine, layout, shape }: ReadableText, plans: readonly ColumnPlan[]): CsvSource {
  const { dialect, skip, allowShort } = shape;
  const { delimiter, quote, escape } = dialect;
  const { names } = layout;
  const select = toSelect(plans);
  return {
    kind: 'csv',
    file,
    delimiter,
    quote,
    escape,
    skip,
    header: false,
    names,
    select,
    onlyCountsRejects: true,
    ...(newLine && { newLine }),
    ...(allowShort && { allowShort }),
  };
}
