import { quoteName } from '../sql/quote.ts';
import { type CellGuard, guardedValue, maybeGuard, removeGuard } from './cell-guard.ts';
import { type DecimalSign, maybeDecimalSign } from './decimal-sign.ts';
import { type ColumnForms, findForms, maybeForm } from './find-forms.ts';
import { type ColumnRecipe, NULL_WORDS } from './import-recipe.ts';
import { isDateName, isIdName } from './is-id-name.ts';
import { isNullWord, nullTest } from './null-words.ts';
import type { Spellings } from './survey-records.ts';
import { blankTest, isBlank, type TextForm } from './text-forms.ts';
import { hasUsualSpelling } from './usual-spelling.ts';

/** What a column is taken for, and what else it could turn out to be. */
export interface ColumnPlan {
  /** In the text that is loaded. */
  readonly source: string;
  /** In the table. */
  readonly name: string;
  /** Taken off every cell before anything else. */
  readonly guard?: CellGuard;
  /** Undefined: text. */
  readonly form: TextForm | undefined;
  /** The forms that the whole column can still have, the narrowest first; `form` is the first unless the sample was blank. */
  readonly open: readonly TextForm[];
  /** Of a text column: the forms that many of its cells have, to count the misfits of. */
  readonly nearly: readonly TextForm[];
  /** All forms that could be asked for. */
  readonly forms: ColumnForms;
  /** The cells of the sample that are neither blank nor a null word. */
  readonly cells: readonly string[];
  /** The sign of the decimals, when the numbers of the file show it. */
  readonly decimal: DecimalSign | undefined;
  /** Words that are null when the column is not text. */
  readonly nulls: readonly string[];
  /** Words that are null in every column: those that the user named, or {@link DUMP_NULL} in a dump. */
  readonly ownNulls: readonly string[];
  /** The user asked for the form (or for text). */
  readonly isAsked: boolean;
  /** The user's yes to losing what does not fit. */
  readonly dropsMisfits: boolean;
}

export interface ColumnWishes {
  readonly delimiter: string;
  readonly nulls?: readonly string[] | undefined;
  readonly columns?: Readonly<Record<string, ColumnRecipe>> | undefined;
}

const NEARLY = 0.5;

/** How the dumps of MySQL and PostgreSQL write null, also in columns of text. */
export const DUMP_NULL = '\\N';

/**
 * The columns as the sample suggests them. A form that one cell of the sample lacks is out for good; the first that all
 * cells have is taken, and stays open together with the forms it implies, to be settled by the marks of the whole column.
 */
export function planColumns(
  names: readonly string[],
  sample: readonly (readonly string[])[],
  wishes: ColumnWishes,
): ColumnPlan[] {
  const nulls = wishes.nulls ?? NULL_WORDS;
  const isDump = sample.some((record) => record.includes(DUMP_NULL));
  const ownNulls = wishes.nulls ?? (isDump ? [DUMP_NULL] : []);
  const taken = toUnique(names.map((name) => wishes.columns?.[name]?.name?.trim() || name));
  const columns = names.map((source, index) => {
    const wish = wishes.columns?.[source] ?? {};
    const written = sample.map((record) => record[index] ?? '').filter((cell) => !isBlank(cell));
    const guard = wish.form === 'text' ? undefined : maybeGuard(written);
    const cells = written
      .map((cell) => removeGuard(cell, guard))
      .filter((cell) => !isBlank(cell) && !isNullWord(cell, nulls));
    return { source, wish, guard, cells };
  });
  const decimal = maybeDecimalSign(columns.map(({ cells }) => cells));
  return columns.map(({ source, wish, guard, cells }, index) => {
    const forms = findForms(cells, {
      isId: isIdName(source),
      isDate: isDateName(source),
      delimiter: wishes.delimiter,
      decimal,
    });
    const base = {
      source,
      decimal,
      cells,
      ...(guard && { guard }),
      name: taken[index] ?? source,
      forms,
      nulls,
      ownNulls,
      isAsked: wish.form !== undefined,
      dropsMisfits: wish.misfits === 'null',
    };
    if (wish.form !== undefined) {
      const form = maybeForm(wish.form, cells);
      return { ...base, form, open: form ? [form] : [], nearly: [] };
    }
    if (cells.length === 0) return { ...base, form: undefined, open: forms.sure, nearly: [] };
    const form = forms.sure.find(({ fits }) => cells.every(fits));
    if (form) {
      const open = forms.sure.filter((other) => other === form || form.implies.includes(other.id));
      return { ...base, form, open, nearly: [] };
    }
    if (forms.rivals.length > 0) return { ...base, form: undefined, open: forms.rivals, nearly: [] };
    return { ...base, form: undefined, open: [], nearly: findNearly(forms.sure, cells) };
  });
}

function toUnique(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const before = seen.get(name.toLowerCase()) ?? 0;
    seen.set(name.toLowerCase(), before + 1);
    return before === 0 ? name : `${name}_${before + 1}`;
  });
}

/** The few forms that come nearest: one of each family, the one that most cells have. */
function findNearly(forms: readonly TextForm[], cells: readonly string[]): TextForm[] {
  const best = new Map<string, { form: TextForm; count: number }>();
  for (const form of forms) {
    const count = cells.filter((cell) => form.fits(cell)).length;
    if (count < cells.length * NEARLY || count <= (best.get(form.family)?.count ?? 0)) continue;
    best.set(form.family, { form, count });
  }
  return [...best.values()].map(({ form }) => form);
}

/** Whether the sample held no {@link DUMP_NULL} that the rest of the file may hold, and the user named no words. */
export const mayBeDump = ({ nulls, ownNulls }: ColumnPlan): boolean =>
  ownNulls.length === 0 && nulls.includes(DUMP_NULL);

/**
 * For each column the form of which the survey is to find all cells usually spelled: the engine's reader then gives the
 * column its type, and nothing is asked of it in SQL. Undefined where only SQL can tell.
 */
export function toSpellings(plans: readonly ColumnPlan[]): Spellings {
  return plans.map((plan) => {
    if (plan.guard || plan.ownNulls.length > 0) return undefined;
    if (plan.form) return hasUsualSpelling(plan.form.id) ? plan.form.id : undefined;
    return plan.open.length === 0 && mayBeDump(plan) ? 'text' : undefined;
  });
}

/** The columns of a file whose null of a dump first stands below the sample. */
export function asDump(settled: readonly SettledColumn[]): SettledColumn[] {
  return settled.map((one) => ({ ...one, plan: { ...one.plan, ownNulls: [DUMP_NULL] } }));
}

/**
 * SQL of a cell's marks: for each open form one bit, set when the cell is not blank and lacks the form, and one that is set
 * for a null word. A cell with the column's taken form has the forms it implies, so only other cells are asked about those.
 * The cheap questions first: DuckDB asks each only of the rows that the ones before left open.
 */
export function toMarks({ name, form, open, nulls }: ColumnPlan): string {
  const c = quoteName(name);
  const lacks = open.map((one, index) => `CASE WHEN ${one.test(c)} THEN 0 ELSE ${bitOf(index)} END`);
  const rest = form ? [bitOf(0), ...lacks.slice(1)] : lacks;
  const fits = [
    ...(form?.quick ? [form.quick(c)] : []),
    `${c} IS NULL`,
    ...(form ? [form.test(c)] : []),
    blankTest(c),
  ];
  const cases = fits.map((test) => `WHEN ${test} THEN 0::BIGINT`);
  const words = nulls.length > 0 ? ` WHEN ${nullTest(c, nulls)} THEN ${bitOf(open.length)}` : '';
  return `(CASE ${cases.join(' ')}${words} ELSE ${rest.join(' | ')} END)`;
}

function bitOf(index: number): string {
  return `${1n << BigInt(index)}::BIGINT`;
}

/** A plan and whether its cells must be looked at once more, as text: for null words, misfits and other forms. */
export interface SettledColumn {
  readonly plan: ColumnPlan;
  readonly isDoubtful: boolean;
}

/** The plans after the whole file was read: each column takes the first open form that no mark speaks against. */
export function settleColumns(
  plans: readonly ColumnPlan[],
  marks: ReadonlyMap<string, bigint>,
): SettledColumn[] {
  return plans.map((plan) => {
    if (plan.open.length === 0) return { plan, isDoubtful: plan.nearly.length > 0 };
    const bits = marks.get(plan.name) ?? 0n;
    const hasNullWord = (bits & (1n << BigInt(plan.open.length))) !== 0n;
    const left = plan.open.filter((_, index) => (bits & (1n << BigInt(index))) === 0n);
    const isAllBlank = plan.form === undefined && left.length === plan.open.length;
    if (isAllBlank) return { plan, isDoubtful: hasNullWord };
    // Of three readings one is out: the others are still asked about.
    if (plan.form === undefined && plan.forms.rivals.length > 0 && left.length > 1)
      return { plan: { ...plan, open: left }, isDoubtful: hasNullWord };
    const [form] = left;
    const settled = { ...plan, form, open: left, nearly: form ? [] : plan.open };
    return { plan: settled, isDoubtful: hasNullWord || form === undefined };
  });
}

/** SQL of a column's cells as text, over the columns of the file. */
export function toCell({ source, guard }: ColumnPlan): string {
  return guardedValue(quoteName(source), guard);
}

/** SQL of a column's values over its cells as text. */
export function toValue({ form, ownNulls }: ColumnPlan, c: string): string {
  const value = form ? form.value(c) : c;
  const isGuarded = ownNulls.some((word) => word.trim() !== '');
  return isGuarded ? `CASE WHEN ${nullTest(c, ownNulls)} THEN NULL ELSE ${value} END` : value;
}
