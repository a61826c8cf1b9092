import { foldName } from '../../sql/fold-name.ts';
import { isCode, tokenize, type Token } from '../../sql/tokenize.ts';
import type { ColumnFacts } from './column-facts.ts';
import { guessColumn, type RoleReason } from './guess-column.ts';
import { guessRoles } from './guess-roles.ts';
import { matchName } from './role-names.ts';
import { roles as knownRoles, type Role } from './role.ts';
import { meansTheSame } from './same-meaning.ts';

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
 * Answers roles whose columns are not in a table, the surest first: a column of the role's own name, or of a name that says
 * the same; else what the recogniser makes of the columns, whatever shape the table has. Columns in use are left alone.
 */
export function answerRoles(
  lost: readonly WantedRole[],
  columns: readonly ColumnFacts[],
  inUse: readonly string[] = [],
): RoleAnswers {
  const used = new Set(inUse.map(foldName));
  const answers = new Map<WantedRole, Answer>();
  for (const answer of findAnswers(lost, columns)) {
    if (answers.has(answer.one) || used.has(foldName(answer.column))) continue;
    if (answer.isByValues && hasRivals(answer.column, columns, used)) continue;
    answers.set(answer.one, answer);
    used.add(foldName(answer.column));
  }
  const found = lost.flatMap((one): FoundRole[] => {
    const answer = answers.get(one);
    return answer ? [{ ...one, column: answer.column, reason: answer.reason }] : [];
  });
  const free = columns.filter(({ name }) => !used.has(foldName(name)));
  const missing = lost
    .filter((one) => !answers.has(one))
    .map((one) => {
      const alike = [one.from, one.role].map((own) => free.filter(({ name }) => isAlike(name, own)));
      return { ...one, proposed: alike.find(({ length }) => length === 1)?.[0]?.name ?? '' };
    });
  return { found, missing };
}

interface Answer {
  readonly one: WantedRole;
  /** Or a SQL expression. */
  readonly column: string;
  readonly reason: RoleReason | null;
  readonly confidence: number;
  readonly isByValues: boolean;
}

/** All that could answer the roles, the surest first. */
function findAnswers(lost: readonly WantedRole[], columns: readonly ColumnFacts[]): Answer[] {
  const guess = guessRoles(columns);
  const candidates = new Map(columns.map((facts) => [facts.name, guessColumn(facts)]));
  const wanted = new Set(lost.map(({ role }) => findMeant(role)));
  // A phone number is how to reach the customer, but the only name of one goes to who it is.
  const isOthers = (column: string, meant: Role): boolean =>
    [...guess.roles].some(([role, own]) => own === column && role !== meant && wanted.has(role));
  const answers = lost.flatMap((one): Answer[] => {
    const byName = nameAnswers(one, columns);
    const meant = findMeant(one.role);
    if (meant === undefined) return byName;
    const whole = guess.roles.get(meant);
    const about = guess.columns.find(({ column, role }) => column === whole && role === meant);
    const ofTable: Answer[] =
      whole === undefined
        ? []
        : [
            {
              one,
              column: whole,
              reason: about ? (about.reason as RoleReason | null) : null,
              confidence: about?.confidence ?? 0.9,
              isByValues: about?.reason?.key === 'roleByValues',
            },
          ];
    const ofColumns = [...candidates].flatMap(([column, list]): Answer[] => {
      const own = list.find(({ role }) => role === meant);
      const isByValues = own?.reason.key === 'roleByValues';
      // What a name says goes before what values could be.
      if (!own || own.confidence < 0.3 || (isByValues && list[0] !== own) || isOthers(column, meant))
        return [];
      return [{ one, column, reason: own.reason, confidence: own.confidence, isByValues }];
    });
    return [...byName, ...ofTable, ...ofColumns];
  });
  return answers.toSorted((a, b) => b.confidence - a.confidence);
}

/** Columns of the role's own name, and the only one of a name that says the same. */
function nameAnswers(one: WantedRole, columns: readonly ColumnFacts[]): Answer[] {
  const own = columns.find(({ name }) => foldName(name) === foldName(one.role));
  // A role has its rules for names; of platforms they are wide, since reviews often say the shop alone.
  const isOwn = one.role === 'platform' || !knownRoles.some((role) => role === one.role);
  const same = isOwn ? columns.filter(({ name }) => meansTheSame(name, [one.role, one.from])) : [];
  const [only] = same;
  const answers: Answer[] = own
    ? [{ one, column: own.name, reason: null, confidence: 1.1, isByValues: false }]
    : [];
  if (only && same.length === 1) {
    const reason = { key: 'roleByName', values: { column: only.name } } as const;
    answers.push({ one, column: only.name, reason, confidence: 1, isByValues: false });
  }
  return answers;
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
export function findMeant(name: string): Role | undefined {
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
