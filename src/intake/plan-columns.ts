import { quoteName } from '../sql/quote.ts';
import { isDateName, isIdName } from './is-id-name.ts';
import { blankTest, findForms, isBlank, type TextForm } from './text-forms.ts';

/** What a column is taken for, and what else it could turn out to be. */
export interface ColumnPlan {
  readonly name: string;
  /** Undefined: text. */
  readonly form: TextForm | undefined;
  /** The forms that the whole column can still have, the narrowest first; `form` is the first unless the sample was blank. */
  readonly open: readonly TextForm[];
  /** Of a text column: the forms that many of its cells have, to count the misfits of. */
  readonly nearly: readonly TextForm[];
}

const NEARLY = 0.5;

/**
 * The columns as the sample suggests them. A form that one cell of the sample lacks is out for good; the first that all
 * cells have is taken, and stays open together with the forms it implies, to be settled by the flags of the whole column.
 */
export function planColumns(
  names: readonly string[],
  sample: readonly (readonly string[])[],
  delimiter: string,
): ColumnPlan[] {
  return names.map((name, index) => {
    const forms = findForms({ isId: isIdName(name), isDate: isDateName(name) }, delimiter);
    const cells = sample.map((record) => record[index] ?? '').filter((cell) => !isBlank(cell));
    if (cells.length === 0) return { name, form: undefined, open: forms, nearly: [] };
    const form = forms.find(({ fits }) => cells.every(fits));
    if (form) {
      const open = forms.filter((other) => other === form || form.implies.includes(other.id));
      return { name, form, open, nearly: [] };
    }
    return { name, form, open: [], nearly: findNearly(forms, cells) };
  });
}

function findNearly(forms: readonly TextForm[], cells: readonly string[]): TextForm[] {
  return forms.filter((form) => cells.filter((cell) => form.fits(cell)).length >= cells.length * NEARLY);
}

/** Flags fit DuckDB's BIGINT. */
const BITS = 62;

/**
 * For each open form of each column one bit, set when a cell that is not blank lacks the form.
 * A cell with the column's taken form has the forms it implies, so only other cells are asked about those.
 */
export function toFlags(plans: readonly ColumnPlan[]): string[] {
  const flags: string[] = [];
  let terms: string[] = [];
  let bit = 0;
  const close = (): void => {
    if (terms.length > 0) flags.push(terms.join(' | '));
    terms = [];
    bit = 0;
  };
  for (const plan of plans) {
    if (plan.open.length === 0) continue;
    if (bit + plan.open.length > BITS) close();
    terms.push(toTerm(plan, bit));
    bit += plan.open.length;
  }
  close();
  return flags;
}

/** The cheap questions first: DuckDB asks each only of the rows that the ones before left open. */
function toTerm({ name, form, open }: ColumnPlan, bit: number): string {
  const c = quoteName(name);
  const lacks = open.map((one, index) => `CASE WHEN ${one.test(c)} THEN 0 ELSE ${bitOf(bit + index)} END`);
  const rest = form ? [bitOf(bit), ...lacks.slice(1)] : lacks;
  const fits = [
    ...(form?.quick ? [form.quick(c)] : []),
    `${c} IS NULL`,
    ...(form ? [form.test(c)] : []),
    blankTest(c),
  ];
  return `(CASE ${fits.map((test) => `WHEN ${test} THEN 0::BIGINT`).join(' ')} ELSE ${rest.join(' | ')} END)`;
}

function bitOf(index: number): string {
  return `${1n << BigInt(index)}::BIGINT`;
}

/** The plans after the whole file was read: each column takes the first open form that no flag speaks against. */
export function settleColumns(plans: readonly ColumnPlan[], flags: readonly bigint[]): ColumnPlan[] {
  let flag = 0;
  let bit = 0;
  return plans.map((plan) => {
    if (plan.open.length === 0) return plan;
    if (bit + plan.open.length > BITS) {
      flag++;
      bit = 0;
    }
    const bits = (flags[flag] ?? 0n) >> BigInt(bit);
    bit += plan.open.length;
    const left = plan.open.filter((_, index) => (bits & (1n << BigInt(index))) === 0n);
    const isAllBlank = plan.form === undefined && left.length === plan.open.length;
    const form = isAllBlank ? undefined : left[0];
    return { name: plan.name, form, open: left, nearly: form || isAllBlank ? [] : plan.open };
  });
}

/** The table's columns as SQL over the text columns. */
export function toSelect(plans: readonly ColumnPlan[]): { name: string; expression: string }[] {
  return plans.map(({ name, form }) => {
    const c = quoteName(name);
    return { name, expression: form ? form.value(c) : c };
  });
}
