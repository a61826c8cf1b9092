import type { LoadReport, WorkOptions } from '../engine/engine.ts';
import type { CsvSource, SourceFile } from '../engine/source.ts';
import type { Column } from '../engine/table.ts';
import { quoteName, quoteText } from '../sql/quote.ts';
import { type ImportJob, type ImportProgress, MOST_MISFITS } from './import-report.ts';
import type { FoundLayout } from './inspect-text.ts';
import { directTasks } from './intake-tasks.ts';
import { type Reviewed, lookAgain } from './look-again.ts';
import {
  type ColumnPlan,
  DUMP_NULL,
  asDump,
  mayBeDump,
  settleColumns,
  toCell,
  toMarks,
  toValue,
} from './plan-columns.ts';
import type { RecordShape } from './record-shape.ts';
import { createBlobScratch } from './scratch.ts';
import type { Spellings } from './survey-records.ts';

/** A UTF-8 text that the engine can read: the file itself, or a copy made from it with a shape of its own. */
export interface ReadableText {
  readonly file: SourceFile;
  /** Where it is known. */
  readonly newLine?: '\n';
  readonly layout: FoundLayout;
  readonly shape: RecordShape;
  /** The columns as the sample suggests them. */
  readonly plans: readonly ColumnPlan[];
  /** Columns whose cells the survey finds usually spelled, or this load does not count. */
  readonly spellings?: Spellings;
}

export interface LoadedText {
  readonly report: LoadReport;
  readonly plans: readonly ColumnPlan[];
  /** What a second look found, by column. */
  readonly reviews: ReadonlyMap<string, Reviewed['report']>;
  readonly strangers: ReadonlyMap<string, NonNullable<Reviewed['strangers']>>;
}

/**
 * Loads a UTF-8 text with types that every value fits. The engine's reader types the columns that the survey vouches for. All
 * others are loaded as text, looked at as a whole, and made anew with the type that holds.
 */
export async function loadText(
  job: ImportJob,
  text: ReadableText,
  onProgress: (progress: ImportProgress) => void,
): Promise<LoadedText> {
  const { engine, relation, signal, tasks = directTasks, scratch = createBlobScratch() } = job;
  const own: WorkOptions = signal ? { signal } : {};
  const work = (from: number, to: number): WorkOptions => ({
    ...own,
    onProgress: (percent: number): void => {
      onProgress({
        stage: 'load',
        percent: from + ((to - from) * percent) / 100,
        bytes: Math.round((text.file.size * percent) / 100),
      });
    },
  });
  const report = await engine.load(relation, toSource(text), work(10, 80));
  const open = text.plans.filter((_, index) => !isSurveyed(text, index));
  const { marks, isDump } = await askMarks(job, open);
  const suggested = settleColumns(text.plans, marks);
  const settled = isDump ? asDump(suggested) : suggested;
  const reviews = new Map<string, Reviewed['report']>();
  const strangers = new Map<string, NonNullable<Reviewed['strangers']>>();
  let listed = 0;
  const plans: ColumnPlan[] = [];
  for (const { plan, isDoubtful } of settled) {
    const found = isDoubtful
      ? await lookAgain({
          engine,
          relation,
          plan,
          delimiter: text.layout.delimiter,
          work: own,
          listed: MOST_MISFITS - listed,
          choose: (request) => tasks.forms(request, { ...own, scratch }),
        })
      : undefined;
    if (found) reviews.set(plan.name, found.report);
    if (found?.strangers) strangers.set(plan.name, found.strangers);
    listed += found?.strangers?.length ?? 0;
    plans.push(found?.plan ?? plan);
  }
  const columns = await convert(job, text, plans, report, work(80, 95));
  return { report: { ...report, columns }, plans, reviews, strangers };
}

/** The engine plans a statement over all columns at once, which takes minutes for thousands of them, and nothing stops it. */
const MOST_AT_ONCE = 100;

interface Marks {
  /** What speaks against each column's forms. */
  readonly marks: ReadonlyMap<string, bigint>;
  /** A column holds a null of a dump. */
  readonly isDump: boolean;
}

/** What speaks against the forms of columns that are loaded as text. */
async function askMarks(
  { engine, relation, signal }: ImportJob,
  plans: readonly ColumnPlan[],
): Promise<Marks> {
  const asked = plans.filter((plan) => plan.open.length > 0 || mayBeDump(plan));
  const marks = new Map<string, bigint>();
  let isDump = false;
  for (let from = 0; from < asked.length; from += MOST_AT_ONCE) {
    const some = asked.slice(from, from + MOST_AT_ONCE);
    const questions = some.map((plan) => (plan.open.length > 0 ? `bit_or(${toMarks(plan)})` : '0'));
    const dumps = some.filter(mayBeDump).map(({ name }) => `${quoteName(name)} = ${quoteText(DUMP_NULL)}`);
    const select = [...questions, `bool_or(${dumps.join(' OR ') || 'false'})`];
    const sql = `SELECT ${select.join(', ')} FROM files.${quoteName(relation)}`;
    const table = await engine.query(sql, signal ? { signal } : {});
    for (const [index, { name }] of some.entries())
      marks.set(name, BigInt((table.at(0, index) ?? 0) as number | bigint));
    isDump ||= table.at(0, some.length) === true;
  }
  return { marks, isDump };
}

/** Gives the columns that were loaded as text their values; very many of them by loading again, since each takes the longer the more there are. */
async function convert(
  { engine, relation }: ImportJob,
  text: ReadableText,
  plans: readonly ColumnPlan[],
  { columns }: LoadReport,
  work: WorkOptions,
): Promise<readonly Column[]> {
  const conversions = plans.flatMap((plan, index) => {
    const c = quoteName(plan.name);
    const expression = toValue(plan, c);
    const isDone = isSurveyed(text, index) || expression === c;
    return isDone ? [] : [{ name: plan.name, type: plan.form?.type ?? 'VARCHAR', expression }];
  });
  if (conversions.length === 0) return columns;
  if (conversions.length <= MOST_AT_ONCE) return engine.convert(relation, conversions, work);
  return (await engine.load(relation, toSource(text, plans), work)).columns;
}

/** Whether the reader types the column itself, since the survey finds all its cells spelled as usual. */
function isSurveyed({ spellings }: ReadableText, index: number): boolean {
  return spellings?.[index] !== undefined;
}

/** @param plans what the columns are found to be; without them those that the survey does not vouch for are text */
function toSource(text: ReadableText, plans?: readonly ColumnPlan[]): CsvSource {
  const { file, newLine, layout, shape } = text;
  const { dialect, skip, allowShort } = shape;
  const { delimiter, quote, escape } = dialect;
  const { names } = layout;
  const surveyed = text.plans.filter((_, index) => isSurveyed(text, index));
  const types = Object.fromEntries(surveyed.map(({ source, form }) => [source, form?.type ?? 'VARCHAR']));
  const select = (plans ?? text.plans).map((plan, index) => {
    const cell = toCell(plan);
    return { name: plan.name, expression: plans && !isSurveyed(text, index) ? toValue(plan, cell) : cell };
  });
  return {
    kind: 'csv',
    file,
    delimiter,
    quote,
    escape,
    skip,
    header: false,
    names,
    types,
    select,
    leavesOutRejects: true,
    ...(newLine && { newLine }),
    ...(allowShort && { allowShort }),
  };
}
