import { breathe } from '../breathe.ts';
import type { Engine, WorkOptions } from '../engine/engine.ts';
import { quoteName, quoteText } from '../sql/quote.ts';
import type { DecimalSign } from './decimal-sign.ts';
import { findForms, formOf } from './find-forms.ts';
import type { ColumnReport } from './import-report.ts';
import { isDateName, isIdName } from './is-id-name.ts';
import { isNullWord, nullTest } from './null-words.ts';
import type { ColumnPlan } from './plan-columns.ts';
import { blankTest, isBlank, type TextForm } from './text-forms.ts';

/** What a column became on a second look, and what of it goes into the account. */
export interface Reviewed {
  readonly plan: ColumnPlan;
  readonly report: Pick<
    ColumnReport,
    'misfits' | 'examples' | 'nearly' | 'nearlyForm' | 'nullWords' | 'misfitsAreNull'
  >;
  /** The cells that do not fit, by row; rows count from 1. */
  readonly strangers?: readonly { readonly row: number; readonly text: string }[];
}

/** A column of a loaded relation that is looked at once more. */
export interface SecondLook {
  readonly engine: Pick<Engine, 'query'>;
  readonly relation: string;
  readonly plan: ColumnPlan;
  readonly delimiter: string;
  readonly work: WorkOptions;
  /** So many of the cells that do not fit are listed. */
  readonly listed: number;
  readonly choose: (request: FormsRequest) => Promise<readonly string[]>;
}

/** A text column counts as nearly typed when at least this share of its cells has one form. */
const NEARLY_TYPED = 0.8;
const EXAMPLES = 3;
const STRANGERS = 200;
const MOST_WORDS = 20;
const BREATH = 5000;

/**
 * Looks at a column that is loaded as text because its first form did not hold, or null words stand in it: counts the null
 * words, finds a form that every other cell has, or else the one that most have, with the cells that do not fit.
 */
export async function lookAgain(look: SecondLook): Promise<Reviewed> {
  const { engine, relation, plan, work } = look;
  const table = `files.${quoteName(relation)}`;
  const column = quoteName(plan.name);
  const texts = `results.${quoteName(`texts of ${relation}`)}`;
  const distinct = await engine.query(`SELECT approx_count_distinct(${column}) FROM ${table}`, work);
  // Each text is asked about once, however often it stands in the column; of very many the memory might not hold them.
  const isFew = Number(distinct.at(0, 0)) <= MOST_TEXTS;
  const [kind, list] = isFew
    ? ['TABLE', `SELECT ${column} AS ${TEXT}, count(*) AS ${TIMES} FROM ${table} GROUP BY 1`]
    : ['VIEW', `SELECT ${column} AS ${TEXT}, 1 AS ${TIMES} FROM ${table}`];
  await engine.query(
    `CREATE OR REPLACE ${kind} ${texts} AS SELECT *, ${nullTest(TEXT, plan.nulls)} AS ${IS_NULL} FROM (${list}) WHERE NOT ${blankTest(TEXT)}`,
    work,
  );
  try {
    return await review(look, { table, column, texts });
  } finally {
    await engine.query(`DROP ${kind} IF EXISTS ${texts}`);
  }
}

const MOST_TEXTS = 1_000_000;

const TEXT = quoteName('text');
const TIMES = quoteName('times');
const IS_NULL = quoteName('is a null word');

interface Place {
  readonly table: string;
  readonly column: string;
  /** The column's texts but blanks, how many times each stands there, and whether it is a null word. */
  readonly texts: string;
}

async function review(
  { engine, plan, delimiter, work, listed, choose }: SecondLook,
  { table, column, texts }: Place,
): Promise<Reviewed> {
  const c = TEXT;
  const from = `FROM ${texts}`;
  const ask = async (sql: string): Promise<[string, number][]> => {
    const table = await engine.query(sql, work);
    return Array.from({ length: table.rowCount }, (_, row) => [
      String(table.at(row, 0)),
      Number(table.at(row, 1)),
    ]);
  };
  const lacks = (form: TextForm): string => `(NOT ${IS_NULL} AND NOT coalesce(${form.test(c)}, false))`;
  const words = await ask(
    `SELECT trim(${c}), sum(${TIMES})::BIGINT ${from} WHERE ${IS_NULL} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST_WORDS}`,
  );
  const nullWords = words.map(([word, count]) => ({ word, count }));
  const tried = plan.form ? [plan.form] : plan.nearly.length > 0 ? plan.nearly : plan.open;
  const strangers = tried[0]
    ? await ask(
        `SELECT ${c}, sum(${TIMES})::BIGINT ${from} WHERE ${lacks(tried[0])} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${STRANGERS}`,
      )
    : [];
  const cells = [...plan.cells, ...strangers.map(([cell]) => cell)].filter(
    (cell) => !isBlank(cell) && !isNullWord(cell, plan.nulls),
  );
  const fitting = plan.isAsked
    ? []
    : await choose({
        cells,
        source: plan.source,
        delimiter,
        decimal: plan.decimal,
      });
  const forms = plan.isAsked ? tried : [...new Set([...fitting.map(formOf), ...tried.slice(0, 3)])];
  const counted = await countLacks(engine, from, c, forms, lacks, work);
  const [best] = counted.lacks.sort((a, b) => a.misfits - b.misfits || a.index - b.index);
  const report = { misfits: 0, examples: [], ...(nullWords.length > 0 && { nullWords }) };
  if (!best || counted.filled === 0) return { plan: textOf(plan), report: withoutWords(report, plan) };
  if (best.misfits === 0)
    return { plan: { ...plan, form: best.form, open: [best.form], nearly: [] }, report };
  const examples = (
    await ask(
      `SELECT ${c}, sum(${TIMES})::BIGINT ${from} WHERE ${lacks(best.form)} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${EXAMPLES}`,
    )
  ).map(([cell]) => cell);
  const misfits = { misfits: best.misfits, examples, nearly: best.form.type, nearlyForm: best.form.id };
  const list = (): Promise<NonNullable<Reviewed['strangers']>> =>
    listCells(
      engine,
      `SELECT rowid, ${column} FROM ${table} WHERE ${column} IN (SELECT ${c} ${from} WHERE ${lacks(best.form)}) ORDER BY rowid LIMIT ${listed}`,
      work,
    );
  if (plan.dropsMisfits)
    return {
      plan: { ...plan, form: best.form, open: [best.form] },
      report: { ...report, ...misfits, misfitsAreNull: true },
      strangers: await list(),
    };
  const isNear = plan.isAsked || (best.ids === 0 && best.misfits <= counted.filled * (1 - NEARLY_TYPED));
  if (!isNear) return { plan: textOf(plan), report: withoutWords(report, plan) };
  return {
    plan: textOf(plan),
    report: withoutWords({ ...report, ...misfits }, plan),
    strangers: await list(),
  };
}

/** In a text column only the words that are null everywhere. */
function withoutWords(
  { nullWords = [], ...report }: Reviewed['report'],
  { ownNulls }: ColumnPlan,
): Reviewed['report'] {
  const own = nullWords.filter(({ word }) => isNullWord(word, ownNulls));
  return own.length > 0 ? { ...report, nullWords: own } : report;
}

async function listCells(
  engine: Pick<Engine, 'query'>,
  sql: string,
  work: WorkOptions,
): Promise<NonNullable<Reviewed['strangers']>> {
  const table = await engine.query(sql, work);
  const cells: { row: number; text: string }[] = [];
  for (let at = 0; at < table.rowCount; at++) {
    cells.push({ row: Number(table.at(at, 0)) + 1, text: String(table.at(at, 1)) });
    if (at % BREATH === BREATH - 1) await breathe();
  }
  return cells;
}

function textOf(plan: ColumnPlan): ColumnPlan {
  return { ...plan, form: undefined };
}

/** Cells of a column, and what is known of it. */
export interface FormsRequest {
  readonly cells: readonly string[];
  readonly source: string;
  readonly delimiter: string;
  readonly decimal?: DecimalSign | undefined;
}

/** Ids of up to two forms that all these cells have; none while two readings of them stand against each other. */
export function chooseForms({ cells, source, delimiter, decimal }: FormsRequest): string[] {
  const { sure, rivals } = findForms(cells, {
    isId: isIdName(source),
    isDate: isDateName(source),
    delimiter,
    decimal,
  });
  if (rivals.length > 0) return [];
  const fitting = sure.filter(({ fits }) => cells.every(fits));
  return fitting.slice(0, 2).map(({ id }) => id);
}

async function countLacks(
  engine: Pick<Engine, 'query'>,
  from: string,
  c: string,
  forms: readonly TextForm[],
  lacks: (form: TextForm) => string,
  work: WorkOptions,
): Promise<{ filled: number; lacks: { form: TextForm; index: number; misfits: number; ids: number }[] }> {
  const terms = forms.flatMap((form) => [
    countTimes(lacks(form)),
    countTimes(`${lacks(form)} AND ${idMark(c, form)}`),
  ]);
  const counts = await engine.query(
    `SELECT ${[countTimes(`NOT ${IS_NULL}`), ...terms].join(', ')} ${from}`,
    work,
  );
  return {
    filled: Number(counts.at(0, 0)),
    lacks: forms.map((form, index) => ({
      form,
      index,
      misfits: Number(counts.at(0, 1 + index * 2)),
      ids: Number(counts.at(0, 2 + index * 2)),
    })),
  };
}

function countTimes(condition: string): string {
  return `coalesce(sum(${TIMES}) FILTER (${condition}), 0)::BIGINT`;
}

/**
 * A number with the marks of an id (leading zero, plus sign, over 15 digits) is no misfit to speak of: that column is text
 * because it should be.
 */
function idMark(c: string, form: TextForm): string {
  if (form.family !== 'number') return 'false';
  return `regexp_full_match(trim(${c}), ${quoteText('[+]?-?(0[0-9]+|[0-9]{16,}|[+][0-9]+)')})`;
}
