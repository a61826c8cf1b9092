import type { LoadReport, WorkOptions } from '../engine/engine.ts';
import type { CsvSource, SourceFile } from '../engine/source.ts';
import { type ImportJob, type ImportProgress, MOST_MISFITS } from './import-report.ts';
import { type Reviewed, lookAgain } from './look-again.ts';
import { quoteName, quoteText } from '../sql/quote.ts';
import {
  type ColumnPlan,
  DUMP_NULL,
  asDump,
  asText,
  findDumpDoubts,
  findDumpTexts,
  fromFlags,
  hasDumpMark,
  settleColumns,
  toFlags,
  toMarks,
  toSelect,
} from './plan-columns.ts';
import type { RecordShape } from './record-shape.ts';
import type { FoundLayout } from './inspect-text.ts';
import type { Spellings } from './survey-records.ts';
import { directTasks } from './intake-tasks.ts';
import { createBlobScratch } from './scratch.ts';

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
 * Loads a UTF-8 text with types that every value fits. The sample suggests the types and the whole file is loaded with
 * them at once, while flags note what speaks against them, where the survey does not look for that. Only columns in doubt are
 * then loaded as text, looked at as a whole, and loaded again with the type that holds.
 */
export async function loadText(
  job: ImportJob,
  text: ReadableText,
  onProgress: (progress: ImportProgress) => void,
): Promise<LoadedText> {
  const suggested = text.plans;
  const { engine, relation, signal, tasks = directTasks, scratch = createBlobScratch() } = job;
  const own: WorkOptions = signal ? { signal } : {};
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
  const first = await loadMarked(job, text, work);
  let settled = settleColumns(suggested, first.marks);
  if (first.isDump) settled = asDump(settled);
  const inDoubt = settled.map(({ plan, isDoubtful }) => (isDoubtful ? asText(plan) : plan));
  let report: LoadReport = first;
  if (!areAlike(inDoubt, first.plans))
    report = await engine.load(relation, toSource(text, inDoubt), work(80, 88));
  if (await hasDumpNull(job, findDumpDoubts(settled))) settled = asDump(settled);
  const reviews = new Map<string, Reviewed['report']>();
  const strangers = new Map<string, NonNullable<Reviewed['strangers']>>();
  let listed = 0;
  const plans: ColumnPlan[] = [];
  for (const { plan, isDoubtful } of settled) {
    const { delimiter } = text.layout;
    const found = isDoubtful
      ? await lookAgain(engine, relation, plan, delimiter, own, MOST_MISFITS - listed, (request) =>
          tasks.forms(request, { ...own, scratch }),
        )
      : undefined;
    if (found) reviews.set(plan.name, found.report);
    if (found?.strangers) strangers.set(plan.name, found.strangers);
    listed += found?.strangers?.length ?? 0;
    plans.push(found?.plan ?? plan);
  }
  if (!areAlike(plans, inDoubt)) report = await engine.load(relation, toSource(text, plans), work(88, 95));
  return { report, plans, reviews, strangers };
}

/** The engine plans a statement over all columns at once, which takes minutes for thousands of them, and nothing stops it. */
const MOST_AT_ONCE = 400;

interface Marked extends LoadReport {
  /** As which the table was loaded. */
  readonly plans: readonly ColumnPlan[];
  /** What speaks against each column's forms. */
  readonly marks: ReadonlyMap<string, bigint>;
  /** A column that can only be text holds a null of a dump. */
  readonly isDump: boolean;
}

/**
 * Loads with the suggested types, and marks what speaks against them. A very wide table is loaded as text, and the columns that
 * are asked the same are asked as one long column, so that the engine plans few questions.
 */
async function loadMarked(
  job: ImportJob,
  text: ReadableText,
  work: (from: number, to: number) => WorkOptions,
): Promise<Marked> {
  const { engine, relation, signal } = job;
  const { plans, spellings = [] } = text;
  const open = plans.filter((_, index) => spellings[index] === undefined);
  if (open.length <= MOST_AT_ONCE) {
    const source = { ...toSource(text, plans), flags: toFlags(open) };
    const report = await engine.load(relation, source, work(10, 80));
    const { flags } = report;
    return { ...report, plans, marks: fromFlags(open, flags), isDump: hasDumpMark(flags) };
  }
  const texts = plans.map(asText);
  const report = await engine.load(relation, toSource(text, texts), work(10, 40));
  const asked = new Map<string, string[]>();
  for (const plan of plans.filter(({ open }) => open.length > 0)) {
    const question = toMarks(plan, CELL);
    asked.set(question, asked.get(question) ?? []);
    asked.get(question)?.push(plan.name);
  }
  const marks = new Map<string, bigint>();
  for (const [question, names] of asked) {
    const sql = `SELECT ${NAME}, bit_or(${question}) FROM (${toLong(relation, names)}) GROUP BY ${NAME}`;
    const table = await engine.query(sql, signal ? { signal } : {});
    for (let row = 0; row < table.rowCount; row++)
      marks.set(String(table.at(row, 0)), BigInt(table.at(row, 1) as number | bigint));
    work(40, 80).onProgress?.((100 * marks.size) / plans.length);
  }
  const dumpTexts = findDumpTexts(plans).map(({ name }) => name);
  return { ...report, plans: texts, marks, isDump: await hasDumpNull(job, dumpTexts) };
}

const NAME = quoteName('name of a column');
const CELL = quoteName('cell of a column');

/** SQL of some columns of a table as one long column beside their names. */
function toLong(relation: string, columns: readonly string[]): string {
  const list = columns.map(quoteName).join(', ');
  return `UNPIVOT (SELECT ${list} FROM files.${quoteName(relation)}) ON ${list} INTO NAME ${NAME} VALUE ${CELL}`;
}

/** Whether one of these columns, loaded as text, holds a null of a dump. */
async function hasDumpNull(
  { engine, relation, signal }: ImportJob,
  columns: readonly string[],
): Promise<boolean> {
  if (columns.length === 0) return false;
  const sql = `SELECT count(*) FROM (${toLong(relation, columns)}) WHERE ${CELL} = ${quoteText(DUMP_NULL)}`;
  return Number((await engine.query(sql, signal ? { signal } : {})).at(0, 0)) > 0;
}

function areAlike(some: readonly ColumnPlan[], others: readonly ColumnPlan[]): boolean {
  const select = (plans: readonly ColumnPlan[]): string => JSON.stringify(toSelect(plans));
  return select(some) === select(others);
}

function toSource(text: ReadableText, plans: readonly ColumnPlan[]): CsvSource {
  const { file, newLine, layout, shape, spellings = [] } = text;
  const { dialect, skip, allowShort } = shape;
  const { delimiter, quote, escape } = dialect;
  const { names } = layout;
  // What is spelled as usual the engine's reader types itself.
  const typeOf = ({ form }: ColumnPlan, index: number): string | undefined =>
    spellings[index] === undefined ? undefined : form?.type;
  const types = Object.fromEntries(
    plans.map((plan, index) => [plan.source, typeOf(plan, index) ?? 'VARCHAR']),
  );
  const select = toSelect(plans).map(({ name, expression }, index) => {
    const plan = plans[index];
    const isTyped = plan !== undefined && typeOf(plan, index) !== undefined;
    return { name, expression: isTyped ? quoteName(plan.source) : expression };
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
