import { quoteName, quoteText } from '../sql/quote.ts';
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
 * cells have is taken, and stays open together with the forms it implies, to be settled by the flags of the whole column.
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

/** Flags fit DuckDB's BIGINT, with one bit of the first left for {@link DUMP_NULL}. */
const BITS = 62;

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

/** One bit for each open form, and one for a null word. */
const bitsOf = ({ open }: ColumnPlan): number => open.length + 1;

/** Whether the sample held no {@link DUMP_NULL} that the rest of the file may hold, and the user named no words. */
const mayBeDump = ({ nulls, ownNulls }: ColumnPlan): boolean =>
  ownNulls.length === 0 && nulls.includes(DUMP_NULL);

/** Columns in which only a question of its own tells a null of a dump: among the null words of a column in doubt it is one of several. */
export function findDumpDoubts(settled: readonly SettledColumn[]): string[] {
  return settled.filter(({ plan, isDoubtful }) => isDoubtful && mayBeDump(plan)).map(({ plan }) => plan.name);
}

/** Columns that can only be text, and may hold a null of a dump. */
export function findDumpTexts(plans: readonly ColumnPlan[]): ColumnPlan[] {
  return plans.filter((plan) => plan.open.length === 0 && mayBeDump(plan));
}

/** Whether a column that can only be text holds a null of a dump, out of the flags of the whole table. */
export function hasDumpMark(flags: readonly bigint[]): boolean {
  return (flags[0] ?? 0n) >> BigInt(BITS) > 0n;
}

/** The columns of a file whose null of a dump first stands below the sample. */
export function asDump(settled: readonly SettledColumn[]): SettledColumn[] {
  return settled.map((one) => ({ ...one, plan: { ...one.plan, ownNulls: [DUMP_NULL] } }));
}

/** Columns whose marks stand side by side in one flag. */
function toGroups(plans: readonly ColumnPlan[]): ColumnPlan[][] {
  const groups: ColumnPlan[][] = [];
  let left = 0;
  for (const plan of plans) {
    if (plan.open.length === 0) continue;
    if (bitsOf(plan) > left) {
      groups.push([]);
      left = BITS;
    }
    groups.at(-1)?.push(plan);
    left -= bitsOf(plan);
  }
  return groups;
}

/** SQL of a number for each row, in which the marks of several columns stand side by side. */
export function toFlags(plans: readonly ColumnPlan[]): string[] {
  const flags = toGroups(plans).map((group) => {
    let bit = 0;
    const terms = group.map((plan) => {
      const term = toMarks(plan, toCell(plan), bit);
      bit += bitsOf(plan);
      return term;
    });
    return terms.join(' | ');
  });
  const texts = findDumpTexts(plans).map((plan) => `${toCell(plan)} = ${quoteText(DUMP_NULL)}`);
  if (texts.length === 0) return flags;
  // One question for all texts: one for each would take the engine three times as long.
  const dump = `(CASE WHEN ${texts.join(' OR ')} THEN ${bitOf(BITS)} ELSE 0::BIGINT END)`;
  const [first, ...rest] = flags;
  return [first === undefined ? dump : `${first} | ${dump}`, ...rest];
}

function toCell({ source, guard }: ColumnPlan): string {
  return guardedValue(quoteName(source), guard);
}

/** The marks of each column, out of the flags of the whole table. */
export function fromFlags(plans: readonly ColumnPlan[], flags: readonly bigint[]): Map<string, bigint> {
  const marks = new Map<string, bigint>();
  for (const [index, group] of toGroups(plans).entries()) {
    let rest = flags[index] ?? 0n;
    for (const plan of group) {
      marks.set(plan.name, rest & ((1n << BigInt(bitsOf(plan))) - 1n));
      rest >>= BigInt(bitsOf(plan));
    }
  }
  return marks;
}

/**
 * SQL of a cell's marks: for each open form one bit, set when the cell is not blank and lacks the form, and one that is set
 * for a null word. A cell with the column's taken form has the forms it implies, so only other cells are asked about those.
 * The cheap questions first: DuckDB asks each only of the rows that the ones before left open.
 */
export function toMarks({ form, open, nulls }: ColumnPlan, c: string, bit = 0): string {
  const lacks = open.map((one, index) => `CASE WHEN ${one.test(c)} THEN 0 ELSE ${bitOf(bit + index)} END`);
  const rest = form ? [bitOf(bit), ...lacks.slice(1)] : lacks;
  const fits = [
    ...(form?.quick ? [form.quick(c)] : []),
    `${c} IS NULL`,
    ...(form ? [form.test(c)] : []),
    blankTest(c),
  ];
  const cases = fits.map((test) => `WHEN ${test} THEN 0::BIGINT`);
  const words = nulls.length > 0 ? ` WHEN ${nullTest(c, nulls)} THEN ${bitOf(bit + open.length)}` : '';
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

/** A plan that loads its column as text. */
export function asText(plan: ColumnPlan): ColumnPlan {
  return { ...plan, form: undefined, ownNulls: [] };
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

/** The table's columns as SQL over the text columns. */
export function toSelect(plans: readonly ColumnPlan[]): { name: string; expression: string }[] {
  return plans.map((plan) => {
    const { name, form, ownNulls } = plan;
    const c = toCell(plan);
    const value = form ? form.value(c) : c;
    const isGuarded = ownNulls.some((word) => word.trim() !== '');
    return {
      name,
      expression: isGuarded ? `CASE WHEN ${nullTest(c, ownNulls)} THEN NULL ELSE ${value} END` : value,
    };
  });
}
