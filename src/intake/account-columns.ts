import type { Engine } from '../engine/engine.ts';
import type { Column } from '../engine/table.ts';
import { quoteName, quoteText } from '../sql/quote.ts';
import type { ColumnReport } from './import-report.ts';
import type { ColumnPlan } from './plan-columns.ts';
import { blankTest, type TextForm } from './text-forms.ts';

/** A text column counts as nearly typed when at least this share of its cells has one form. */
const NEARLY_TYPED = 0.8;
const EXAMPLES = 3;

/** Counts nulls and misfits of a loaded table; `plans` is empty for files that bring their types. */
export async function accountColumns(
  engine: Pick<Engine, 'query'>,
  relation: string,
  columns: readonly Column[],
  plans: readonly ColumnPlan[],
  signal: AbortSignal | undefined,
): Promise<ColumnReport[]> {
  if (columns.length === 0) return [];
  const work = signal ? { signal } : {};
  const from = `FROM files.${quoteName(relation)}`;
  const nulls = await engine.query(
    `SELECT ${columns.map(({ name }) => `count(*) - count(${quoteName(name)})`).join(', ')} ${from}`,
    work,
  );
  const reports: ColumnReport[] = [];
  for (const [index, { name, type }] of columns.entries()) {
    const report = { name, type, nulls: Number(nulls.at(0, index)), misfits: 0, examples: [] };
    const nearly = plans[index]?.nearly ?? [];
    const misfits = nearly.length > 0 ? await findMisfits(engine, from, name, nearly, work) : undefined;
    reports.push(misfits ? { ...report, ...misfits } : report);
  }
  return reports;
}

/**
 * What keeps a text column from its nearest type. Nothing, when too many cells do, or when a cell is a number
 * with the marks of an id (leading zero, plus sign, over 15 digits): that column is text because it should be.
 */
async function findMisfits(
  engine: Pick<Engine, 'query'>,
  from: string,
  name: string,
  forms: readonly TextForm[],
  work: { signal?: AbortSignal },
): Promise<Pick<ColumnReport, 'misfits' | 'examples' | 'nearly'> | undefined> {
  const c = quoteName(name);
  const lacks = (form: TextForm) => `(NOT ${blankTest(c)} AND NOT coalesce(${form.test(c)}, false))`;
  const counts = await engine.query(
    `SELECT count(*) FILTER (NOT ${blankTest(c)}), ${forms
      .map(
        (form) => `count(*) FILTER (${lacks(form)}), count(*) FILTER (${lacks(form)} AND ${idMark(c, form)})`,
      )
      .join(', ')} ${from}`,
    work,
  );
  const filled = Number(counts.at(0, 0));
  const best = forms
    .map((form, index) => ({
      form,
      misfits: Number(counts.at(0, 1 + index * 2)),
      ids: Number(counts.at(0, 2 + index * 2)),
    }))
    .sort((a, b) => a.misfits - b.misfits)[0];
  if (!best || best.ids > 0 || best.misfits === 0 || best.misfits > filled * (1 - NEARLY_TYPED))
    return undefined;
  const examples = await engine.query(
    `SELECT ${c} ${from} WHERE ${lacks(best.form)} GROUP BY ${c} ORDER BY count(*) DESC, ${c} LIMIT ${EXAMPLES}`,
    work,
  );
  return {
    misfits: best.misfits,
    nearly: best.form.type,
    examples: Array.from({ length: examples.rowCount }, (_, row) => String(examples.at(row, 0))),
  };
}

function idMark(c: string, form: TextForm): string {
  if (form.type !== 'BIGINT' && form.type !== 'DOUBLE') return 'false';
  return `regexp_full_match(trim(${c}), ${quoteText('[+]?-?(0[0-9]+|[0-9]{16,}|[+][0-9]+)')})`;
}
