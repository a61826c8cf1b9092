/**
 * How the cells of a form are usually spelled. The engine's own reader takes such a cell for the form's type, and it passes
 * the form's test, so that a column with no other cells needs no question in SQL.
 * Beginnings that go on alike are one state of an automaton, and `reduce` writes all of them in one way.
 */
interface Spelling {
  reduce(beginning: string): string;
  /** Of a reduced text: whether a usual cell can begin so. */
  isPart(text: string): boolean;
  /** Of a reduced text: whether a usual cell can end so. */
  isWhole(text: string): boolean;
}

/** Automata over bytes for several spellings. A cell's next state is `next[state * classes + classOf[byte]]`. */
export interface SpellingTable {
  readonly next: Uint16Array;
  readonly classOf: Uint8Array;
  readonly classes: number;
  /** 1 for the states in which a cell may end. */
  readonly ends: Uint8Array;
  /** The state at the start of a cell, for each of the spellings asked for. */
  readonly starts: readonly number[];
}

/** The state of a cell that is spelled otherwise, however it goes on. */
export const UNUSUAL = 0;
/** The state of a cell that is good however it goes on. */
export const ANY = 1;

const CHARACTERS = [...'0123456789-/.: \\NtrueTRUEfalsFALS'];

/** Ones for all digits of a number's whole part but a zero alone: as many digits, and leading zeros stay visible. */
function reduceNumber(text: string): string {
  return text
    .replace(/\.\d+$/, '.0')
    .replace(/[2-9]/g, '1')
    .replace(/(?<=1)0/g, '1');
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function countDays(year: number, month: number): number {
  return month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** A century like 12 to 15, a year like 2000 or 2001, a month like January, April or February, a separator like `-`. */
function reduceDate(text: string): string {
  return text
    .replace(/^\d\d$/, (century) => String(12 + (Number(century) % 4)))
    .replace(/^\d{4}$/, (year) => (isLeapYear(Number(year)) ? '2000' : '2001'))
    .replace(/^(\d{4})([-/])(0?[1-9]|1[0-2])\2$/, (_, year: string, __, month: string) => {
      const days = countDays(Number(year), Number(month));
      return { 31: '2000-01-', 30: '2000-04-', 29: '2000-02-' }[days] ?? '2001-02-';
    });
}

const DATE_PART = /^(?:[1-9]\d{0,2}|200[01](?:[-/](?:0|0?[1-9]|1[0-2])?)?|200[01]-0[124]-[0-3]?\d?)?$/;
const DATE = /^(\d{4})-(0\d)-(\d{1,2})$/;

function isDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text) ?? [];
  return Number(day) >= 1 && Number(day) <= countDays(Number(year), Number(month));
}

/** After a date only the time is open, and after its hour and minute only what follows. */
function reduceTimestamp(text: string): string {
  if (/[ T]$/.test(text) && isDate(text.slice(0, -1))) return ' ';
  return reduceDate(text)
    .replace(/^ (?:[01]?\d|2[0-3]):$/, ' 0:')
    .replace(/^ 0:[0-5]?\d:$/, ' 0:0:')
    .replace(/^ 0:0:[0-5]?\d\.(\d*)$/, (_, digits: string) => ` 0:0:0.${'0'.repeat(digits.length)}`);
}

const TIME_PART = /^ (?:\d{0,2}|0:\d{0,2}|0:0:\d{0,2}|0:0:0\.0{0,6})$/;
const TIME = /^ 0:[0-5]?\d(?::[0-5]?\d(?:\.0{1,6})?)?$/;
const WORDS = ['true', 'false', 'True', 'False', 'TRUE', 'FALSE'];

/** By the id of a form; `text` is every text but the null of a dump. */
const SPELLINGS: Readonly<Record<string, Spelling>> = {
  text: {
    reduce: (text) => text,
    isPart: (text) => '\\N'.startsWith(text),
    isWhole: (text) => text !== '\\N',
  },
  boolean: {
    reduce: (text) => text,
    isPart: (text) => WORDS.some((word) => word.startsWith(text)),
    isWhole: (text) => WORDS.includes(text),
  },
  integer: {
    reduce: reduceNumber,
    isPart: (text) => /^(?:0|-?1{0,15})$/.test(text),
    isWhole: (text) => /^(?:0|-?1{1,15})$/.test(text),
  },
  decimal: {
    reduce: reduceNumber,
    isPart: (text) => /^-?(?:(?:0|1{0,14})|(?:0|1{1,14})\.0?)$/.test(text),
    isWhole: (text) => /^-?(?:0|1{1,14})(?:\.0)?$/.test(text),
  },
  date: { reduce: reduceDate, isPart: (text) => DATE_PART.test(text), isWhole: isDate },
  timestamp: {
    reduce: reduceTimestamp,
    isPart: (text) => DATE_PART.test(text) || TIME_PART.test(text),
    isWhole: (text) => isDate(text) || TIME.test(text),
  },
};

/** Whether cells of the form have a usual spelling, by the form's id. */
export function hasUsualSpelling(form: string): boolean {
  return form in SPELLINGS;
}

/** @param forms for each column the id of a form, or undefined when any cell is good */
export function createSpellingTable(forms: readonly (string | undefined)[]): SpellingTable {
  const classOf = new Uint8Array(256);
  for (const [index, character] of CHARACTERS.entries()) classOf[character.charCodeAt(0)] = index + 1;
  const classes = CHARACTERS.length + 1;
  const rows = [new Array<number>(classes).fill(UNUSUAL), new Array<number>(classes).fill(ANY)];
  const ends = [0, 1];
  const starts = new Map<string | undefined, number>([[undefined, ANY]]);
  for (const form of forms) {
    const spelling = form === undefined ? undefined : SPELLINGS[form];
    if (!starts.has(form))
      starts.set(form, spelling ? addSpelling(rows, ends, spelling, form === 'text' ? ANY : UNUSUAL) : ANY);
  }
  return {
    next: Uint16Array.from(rows.flat()),
    classOf,
    classes,
    ends: Uint8Array.from(ends),
    starts: forms.map((form) => starts.get(form) ?? ANY),
  };
}

/** Adds the states of a spelling, found from the empty beginning on. @param other the state of texts that are no part of one */
function addSpelling(rows: number[][], ends: number[], spelling: Spelling, other: number): number {
  const states = new Map<string, number>();
  const toState = (text: string): number => {
    const known = states.get(text);
    if (known !== undefined) return known;
    const state = rows.length;
    states.set(text, state);
    const row = new Array<number>(CHARACTERS.length + 1).fill(other);
    rows.push(row);
    // An empty cell is null in every column.
    ends.push(Number(text === '' || spelling.isWhole(text)));
    for (const [index, character] of CHARACTERS.entries()) {
      const next = spelling.reduce(text + character);
      if (spelling.isPart(next)) row[index + 1] = toState(next);
    }
    return state;
  };
  return toState('');
}
