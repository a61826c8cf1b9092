import { type DecimalSign, isOnlyGroups, maybeSignOf } from './decimal-sign.ts';
import { ERA_DATE, ROC_DATE, isLongYear, isRocYear } from './era-dates.ts';
import { PERIODS, SHORT_MONTH, isYear } from './period-dates.ts';
import { PLAIN_FORMS, type TextForm } from './text-forms.ts';
import { YES_NO } from './truth-forms.ts';
import {
  DAY_FIRST,
  MONTH_FIRST,
  NUMBER_DATES,
  OFFSET_TIMES,
  UTC_TIME,
  WRITTEN_DATES,
  YEAR_FIRST,
  maybeOffset,
  sameOffset,
} from './written-dates.ts';
import { CREDIT_DEBIT, WRITTEN_NUMBERS } from './written-numbers.ts';

/** The forms that a column can have, by how sure they are. */
export interface ColumnForms {
  /** Taken when every cell has them, the narrowest first. */
  readonly sure: readonly TextForm[];
  /** Two readings of the same cells: the one that some cell refutes is out, and while both stand the user is asked. */
  readonly rivals: readonly TextForm[];
  /** Fit the sample, but only the user can know that they are meant. */
  readonly offered: readonly TextForm[];
}

interface AboutColumn {
  readonly isId: boolean;
  readonly isDate: boolean;
  readonly delimiter: string;
  /** The sign of the decimals, when another column shows it. */
  readonly decimal?: DecimalSign | undefined;
}

const COMPACT_LEAST = 10;
const PROBE = 200;
const DIGIT = /[0-9０-９٠-٩۰-۹]/;
const SIGN = /[\p{L}\p{Sc}\\]/u;
const ORDERS = [DAY_FIRST, MONTH_FIRST, YEAR_FIRST];
const ASKED = [
  ...ORDERS.flat(),
  ...CREDIT_DEBIT.flat(),
  ...NUMBER_DATES,
  ...OFFSET_TIMES,
  SHORT_MONTH,
  ROC_DATE,
  YES_NO,
];
const WRITTEN = [...WRITTEN_DATES, ...PERIODS, ERA_DATE, UTC_TIME];
const SURE = [...PLAIN_FORMS, ...WRITTEN_NUMBERS, ...WRITTEN];

/** The forms to try on a column with these cells of the sample (blanks and null words left out). */
export function findForms(cells: readonly string[], about: AboutColumn): ColumnForms {
  const probe = takeProbe(cells);
  const fitAll = (forms: readonly TextForm[]): TextForm[] =>
    cells.length === 0 ? [] : forms.filter(({ fits }) => probe.every(fits) && cells.every(fits));
  const fitProbe = (forms: readonly TextForm[]): TextForm[] =>
    forms.filter(({ fits }) => probe.length > 0 && probe.every(fits));
  const offered = fitProbe([...ASKED, ...SURE]);
  if (about.isId) return { sure: [], rivals: [], offered };
  const isCompact = about.isDate || cells.length >= COMPACT_LEAST;
  const isPointGroup = about.decimal === ',' && isOnlyGroups(cells, '.');
  const plain = PLAIN_FORMS.filter(
    ({ id }) =>
      (id !== 'compact-date' || isCompact) &&
      (id !== 'comma-decimal' || hasDecimalComma(cells, about)) &&
      (id !== 'decimal' || !isPointGroup),
  );
  const numbers = WRITTEN_NUMBERS.filter(({ id }) => id.endsWith(', comma') || !isPointGroup);
  const written = [...numbers, ...WRITTEN, ...findOffsets(cells)];
  // Every written form has a digit in it.
  const special = takeProbe(
    cells.filter((cell) => DIGIT.test(cell) && !plain.some(({ fits }) => fits(cell))),
  );
  const hasSign = special.some((cell) => SIGN.test(cell));
  const isMost = ({ id, fits }: TextForm): boolean =>
    (hasSign || !id.startsWith('money')) &&
    special.some(fits) &&
    probe.filter(fits).length * 2 >= probe.length;
  const isSerial = about.isDate && cells.length > 0 && cells.every(isSerialDay);
  const serial = isSerial ? NUMBER_DATES.filter(({ id }) => id === 'excel-date') : [];
  const isStamp = about.isDate && cells.length > 0 && cells.every(isCompactNumber);
  const compact = isStamp ? fitAll(NUMBER_DATES.filter(({ id }) => id.startsWith('compact-'))) : [];
  const likely = written.filter((form) => cells.length > 0 && isMost(form));
  const orders = ORDERS.flatMap((forms) =>
    fitAll(forms)
      .filter(
        ({ id }) =>
          about.isDate ||
          !id.startsWith('short') ||
          probe.every((cell) => /\/|^\d\d\.\d\d\.\d\d$/.test(cell)),
      )
      .slice(0, 1),
  );
  const isOpen = orders.length > 1;
  const sides = CREDIT_DEBIT.map(fitAll).find((forms) => forms.length > 0) ?? [];
  const told = [
    ...(cells.some(isYear) ? fitAll([SHORT_MONTH]) : []),
    ...(cells.some(isLongYear) && (about.isDate || cells.every(isRocYear)) ? fitAll([ROC_DATE]) : []),
  ];
  return {
    sure: [...told, ...serial, ...compact, ...plain, ...likely, ...(isOpen ? [] : orders)],
    rivals: isOpen ? orders : sides,
    offered,
  };
}

/** Some cells from everywhere in the sample: most forms are ruled out by them. */
function takeProbe(cells: readonly string[]): string[] {
  const step = Math.max(1, Math.floor(cells.length / PROBE));
  return [...new Set(cells.filter((_, index) => index % step === 0))];
}

/**
 * The form that a recipe names: an id, or a family, of which the form is taken that most cells have.
 * Undefined for `text` and for names that are none.
 */
export function maybeForm(name: string, cells: readonly string[]): TextForm | undefined {
  const all = [...SURE, ...findOffsets(cells), ...ASKED];
  const exact = all.find(({ id }) => id === name);
  if (exact && name !== 'date' && name !== 'timestamp' && name !== 'boolean') return exact;
  const family = name === 'decimal' ? 'number' : name;
  const candidates = all.filter((form) => form.family === family);
  const probe = takeProbe(cells);
  const [best] = candidates
    .map((form, index) => ({ form, index, count: probe.filter(form.fits).length }))
    .sort((a, b) => b.count - a.count || a.index - b.index);
  return best?.form;
}

/** The form of an id. @throws TypeError when there is none: ids are taken from forms only */
export function formOf(id: string): TextForm {
  const form = [...SURE, ...ASKED].find((one) => one.id === id);
  if (form) return form;
  if (!id.startsWith('local ')) throw new TypeError(`no form ${id}`);
  return sameOffset(id.slice('local '.length));
}

/** Whether a recipe may name it. */
export function isFormName(name: string): boolean {
  const families = ['text', 'number', 'date', 'timestamp', 'boolean'];
  return (
    families.includes(name) || /^local [+-]/.test(name) || [...SURE, ...ASKED].some(({ id }) => id === name)
  );
}

function hasDecimalComma(cells: readonly string[], { decimal, delimiter }: AboutColumn): boolean {
  if (decimal === '.' && isOnlyGroups(cells, ',')) return false;
  return decimal === ',' || delimiter === ';' || maybeSignOf(cells) === ',';
}

function isSerialDay(cell: string): boolean {
  const number = Number(cell);
  return /^\d{5}(?:\.0+)?$/.test(cell.trim()) && number >= 20_000 && number <= 60_000;
}

function isCompactNumber(cell: string): boolean {
  return /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:\d{8})?$/.test(cell.trim());
}

function findOffsets(cells: readonly string[]): TextForm[] {
  const offset = cells[0] === undefined ? undefined : maybeOffset(cells[0]);
  return offset !== undefined && !/^(?:[Zz]|[+-]00(?::?00)?)$/.test(offset) ? [sameOffset(offset)] : [];
}
