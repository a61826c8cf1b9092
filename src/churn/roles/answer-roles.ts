import { foldName } from '../../sql/fold-name.ts';
import { isCode, tokenize, type Token } from '../../sql/tokenize.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { RoleReason } from './guess-column.ts';
import { guessRoles } from './guess-roles.ts';
import { matchName } from './role-names.ts';
import { roles as knownRoles, type Role } from './role.ts';

/** A role and what it is taken from: a column's name, or a SQL expression over the columns. */
export interface WantedRole {
  readonly role: string;
  readonly from: string;
}

/** A role that another table answers by itself, and how that is known; null when the names are alike. */
export interface FoundRole extends WantedRole {
  readonly column: string;
  readonly reason: RoleReason | null;
}

/** What another table answers to the roles that a data cell has. */
export interface RoleAnswers {
  readonly found: readonly FoundRole[];
  /** The roles that a user must be asked for, with a column to propose or ''; nothing else needs to be asked. */
  readonly missing: readonly (WantedRole & { readonly proposed: string })[];
}

/** Roles that are taken from columns which the table does not have. */
export function findLostRoles(
  wanted: readonly WantedRole[],
  columns: readonly { readonly name: string }[],
): WantedRole[] {
  const names = new Set(columns.map(({ name }) => foldName(name)));
  return wanted.filter(({ from }) => {
    if (names.has(foldName(from))) return false;
    const read = findNames(from);
    return read.length > 0 && !read.some((name) => names.has(foldName(name)));
  });
}

/**
 * Answers roles whose columns are not in a table: what the recogniser finds, else, for a role that only the notebook knows
 * (a segment), the column of the role's own name. Columns that are in use already are left alone.
 */
export function answerRoles(
  lost: readonly WantedRole[],
  columns: readonly ColumnFacts[],
  inUse: readonly string[] = [],
): RoleAnswers {
  const guess = guessRoles(columns);
  const used = new Set(inUse.map(foldName));
  const found: FoundRole[] = [];
  const rest: (WantedRole & { readonly proposed: string })[] = [];
  for (const one of lost) {
    const meant = findMeant(one.role);
    const guessed = meant && guess.roles.get(meant);
    const named = columns.find(({ name }) => foldName(name) === foldName(one.role))?.name;
    const column = [guessed, named].find((name) => name !== undefined && !used.has(foldName(name)));
    const about = guess.columns.find((guessedColumn) => guessedColumn.column === column);
    const isByValues = column === guessed && about?.reason?.key === 'roleByValues';
    if (column === undefined || (isByValues && hasRivals(column, columns, used))) {
      rest.push({ ...one, proposed: column ?? '' });
      continue;
    }
    used.add(foldName(column));
    const reason =
      column === guessed && about && about.role === meant ? (about.reason as RoleReason | null) : null;
    found.push({ ...one, column, reason });
  }
  const missing = rest.map((one) => {
    const free = columns.filter(({ name }) => !used.has(foldName(name)));
    const alike = [one.from, one.role].map((own) => free.filter(({ name }) => isAlike(name, own)));
    const isFree = free.some(({ name }) => name === one.proposed);
    return {
      ...one,
      proposed: (isFree && one.proposed) || (alike.find(({ length }) => length === 1)?.[0]?.name ?? ''),
    };
  });
  return { found, missing };
}

/** Whether other columns of the same type are free: then values alone do not tell which of them it is. */
function hasRivals(column: string, columns: readonly ColumnFacts[], used: ReadonlySet<string>): boolean {
  const type = columns.find(({ name }) => name === column)?.type;
  return columns.some(
    (other) => other.name !== column && other.type === type && !used.has(foldName(other.name)),
  );
}

/** SQL for a role that a table has nothing for: nulls, of the type that the role's values have. */
export function writeNothing(role: string): string {
  if (['started', 'ended', 'observed', 'entered', 'time', 'period', 'last'].includes(role))
    return 'null::date';
  if (['tenure', 'value', 'amount', 'recency', 'frequency'].includes(role)) return 'null::double';
  return role === 'churned' ? 'null::boolean' : 'null';
}

/** The role that a name stands for: itself, or that of a column of this name, as `month` is a period. */
function findMeant(name: string): Role | undefined {
  const known = knownRoles.find((role) => role === name);
  return known ?? matchName(name).find(({ weight }) => weight >= 0.9)?.role;
}

/** `产品套餐` for `套餐`, `region_name` for `region`. */
function isAlike(name: string, from: string): boolean {
  const [one, other] = [foldName(name), foldName(from)];
  const shorter = Math.min(one.length, other.length);
  return shorter >= 2 && (one.includes(other) || other.includes(one));
}

/** The names in an expression that can be columns: no calls, types or words of the language. A name of several words is one. */
function findNames(from: string): string[] {
  const tokens = tokenize(from).filter(isCode);
  // A word of the language that stands alone, such as month, is a column.
  if (tokens.length === 1 && tokens[0]?.kind === 'word')
    return ['null', 'true', 'false'].includes(tokens[0].text.toLowerCase()) ? [] : [tokens[0].text];
  if (tokens.every(({ kind }) => kind === 'word') && tokens.length > 1 && !tokens.some(isSyntax))
    return [from];
  return tokens.flatMap((token, at) => {
    if (token.kind === 'quoted') return [token.text.slice(1, -1).replaceAll('""', '"')];
    const [before, after] = [tokens[at - 1]?.text, tokens[at + 1]];
    const isName =
      token.kind === 'word' &&
      !isSyntax(token) &&
      after?.text !== '(' &&
      before !== '::' &&
      after?.kind !== 'string';
    return isName ? [token.text] : [];
  });
}

const syntax = new Set(
  (
    'and as between case cast date day desc else end exclude false filter from hour in interval is like ilike month not null ' +
    'or over then timestamp true try_cast varchar when where year integer bigint double boolean text decimal'
  ).split(' '),
);

function isSyntax({ text }: Token): boolean {
  return syntax.has(text.toLowerCase());
}
