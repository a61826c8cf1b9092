import { findLeftValues, guessColumn, isFlag, type RoleCandidate, type RoleReason } from './guess-column.ts';
import { noEndWords } from '../definition/left-words.ts';
import { findDayForm, isDateType, isNumberType, uniqueness, type ColumnFacts } from './column-facts.ts';
import { guessShapes, type ShapeGuess } from './guess-shape.ts';
import { leaveOutRowNumbers } from './leave-out-row-numbers.ts';
import { nameRows } from './name-rows.ts';
import { readPurchaseModel } from './purchase-model.ts';
import { knowsSilence } from './knows-silence.ts';
import { findUnit, isCalled, isTotal, matchName } from './role-names.ts';
import { writeFlag } from './read-left.ts';
import { rolesOf, type Role, type Shape } from './role.ts';
import { isSegment } from './is-segment.ts';
import { quoteName } from '../../sql/quote.ts';

/** What a column is taken for. `role` null: of no use for churn; `segment`: to group customers by. */
export interface ColumnGuess {
  readonly column: string;
  readonly role: Role | 'segment' | null;
  readonly confidence: number;
  readonly reason: RoleReason | SegmentReason | null;
  /** What else it could be, the likeliest first. Ambiguous when the first is about as likely. */
  readonly alternatives: readonly RoleCandidate[];
}

export interface SegmentReason {
  readonly key: 'roleFewValues' | 'roleNumbers';
  readonly values: Readonly<Record<string, string | number>>;
}

export interface TableGuess {
  readonly shape: Shape;
  /** All shapes, the likeliest first. */
  readonly shapes: readonly ShapeGuess[];
  readonly columns: readonly ColumnGuess[];
  /** Role → column or SQL expression, as a data cell writes it. */
  readonly roles: ReadonlyMap<Role, string>;
  readonly segments: readonly string[];
  /** Of the tenure. */
  readonly unit: 'day' | 'week' | 'month' | 'quarter' | 'year';
  /** Values of the flag or status that mean left, when they are no known words. */
  readonly left: readonly string[] | null;
}

/**
 * What a table is and what its columns mean, from names and values. `fixed` is what is known already: column → role.
 * Each role is given once, to the column that is surest of it.
 */
export function guessRoles(columns: readonly ColumnFacts[], shape?: Shape): TableGuess {
  const candidates = leaveOutRowNumbers(columns, new Map(columns.map((one) => [one.name, guessColumn(one)])));
  const shapes = guessShapes(columns, candidates);
  const chosen = shape ?? shapes[0]?.shape ?? 'customers';
  const given = assignRoles(columns, candidates, chosen);
  const isSummed = holdsSums(candidates);
  const guesses = columns.map((facts) =>
    toGuess(facts, given, candidates.get(facts.name) ?? [], chosen, isSummed),
  );
  const roles = new Map<Role, string>();
  for (const [role, { column }] of given) roles.set(role, column);
  const facts = (name: string | undefined): ColumnFacts | undefined =>
    columns.find((one) => one.name === name);
  const writeDay = (name: string): string | null => {
    const form = findDayForm(facts(name) ?? nothing, noEndWords);
    return form === null ? null : readDays(name, form);
  };
  const status = facts(findStatus(candidates));
  const customer = facts(roles.get('customer'));
  const isRepeated = customer !== undefined && uniqueness(customer) < 0.98;
  const complete = new Map(
    nameRows(chosen, fromStatus(roles, status, chosen, isRepeated, writeDay), columns[0]),
  );
  const flag = facts(given.get('churned')?.column) ?? status;
  const written = complete.get('churned');
  if (flag && written === flag.name) complete.set('churned', writeFlag(flag));
  const model = chosen === 'customers' && complete.has('customer') ? readPurchaseModel(columns) : null;
  for (const [role, column] of model?.roles ?? []) complete.set(role, column);
  for (const [role, name] of complete) if (dated.has(role)) complete.set(role, writeDay(name) ?? name);
  const meant = new Set([complete.get('customer'), ...(complete.has('churned') ? [flag?.name] : [])]);
  return {
    shape: chosen,
    shapes,
    columns: guesses,
    roles: complete,
    segments: guesses
      .filter((one) => isGrouping(one.role))
      .map((one) => one.column)
      .filter((name) => !meant.has(name) && isSegment(facts(name) ?? nothing)),
    unit: model?.unit ?? findUnit(roles.get('tenure') ?? '') ?? guessUnit(facts(roles.get('tenure'))),
    left:
      flag && (complete.get('churned') ?? complete.get('status')) === flag.name ? findLeftValues(flag) : null,
  };
}

const dated: ReadonlySet<Role> = new Set(['last', 'started', 'ended', 'observed', 'entered', 'time']);
const nothing: ColumnFacts = { name: '', type: '', distinct: 0, nulls: 0, samples: [], rows: 0 };

/** Nobody is a customer for hundreds of months: such numbers are days. */
function guessUnit(tenure: ColumnFacts | undefined): 'day' | 'month' {
  return tenure?.samples.some((text) => Number(text) > 300) ? 'day' : 'month';
}

/** A status of words, of which some are those of customers who left. */
function tellsWhoLeft(facts: ColumnFacts): boolean {
  const isWord = facts.samples.some((text) => !/^\d*$/.test(text.trim()));
  return isWord && (isFlag(facts) || findLeftValues(facts) !== null);
}

/** How often and how long ago are numbers to group by as well. */
function isGrouping(role: Role | 'segment' | null): boolean {
  return role === 'segment' || role === 'frequency' || role === 'recency';
}

/** SQL of days as they are read everywhere; what is no day stays as it is, so that a definition can count it. */
function readDays(column: string, form: string): string {
  const text = `trim(${quoteName(column)})`;
  return `coalesce(strftime(try_strptime(${text}, '${form}'), '%Y-%m-%d'), ${text})`;
}

interface Given extends RoleCandidate {
  readonly column: string;
}

function assignRoles(
  columns: readonly ColumnFacts[],
  candidates: ReadonlyMap<string, readonly RoleCandidate[]>,
  shape: Shape,
): Map<Role, Given> {
  const wanted = new Set(rolesOf[shape]);
  const isSummed = holdsSums(candidates);
  const all = columns.flatMap(({ name }, place) =>
    (candidates.get(name) ?? [])
      .map((one) => ({ ...fitShape(one, name, shape, isSummed), column: name, place }))
      .filter((one) => wanted.has(one.role)),
  );
  const given = new Map<Role, Given>();
  const used = new Set<string>();
  for (const one of all.toSorted((a, b) => b.confidence - a.confidence || a.place - b.place)) {
    if (given.has(one.role) || used.has(one.column) || one.confidence < 0.3) continue;
    given.set(one.role, one);
    used.add(one.column);
  }
  // In tables of purchase models (customer, frequency, recency, T) recency counts from the first purchase.
  if (/^t$/i.test(given.get('tenure')?.column ?? '')) given.delete('recency');
  if (!knowsSilence(given)) {
    given.delete('frequency');
    // What a customer brings in a month says more than what they brought in all, by which they can still be grouped.
    if (shape === 'customers' && given.has('value')) given.delete('amount');
  }
  // Where nothing else names the customer, the phone number does; also where a list has several of one name.
  const contact = given.get('contact');
  const customer = given.get('customer');
  const instead = all.find((one) => one.role === 'customer' && one.column === contact?.column);
  const unique = (one: Given | undefined): number =>
    uniqueness(columns.find(({ name }) => name === one?.column) ?? nothing);
  const isShared =
    shape === 'customers' && isCalled(customer?.column ?? '') && unique(customer) < 0.98 * unique(contact);
  if ((!customer || isShared || customer.reason.key === 'roleByValues') && instead) {
    given.delete('contact');
    given.set('customer', instead);
  }
  return given;
}

/** Whether a row sums up what a customer did: a last day, a number of times. */
function holdsSums(candidates: ReadonlyMap<string, readonly RoleCandidate[]>): boolean {
  const sums: readonly Role[] = ['last', 'recency', 'frequency'];
  return [...candidates.values()].some((list) => list.some((one) => sums.includes(one.role)));
}

/** A date of leaving in a list of reasons is the time of the form; a date in an activity is its time. */
function fitShape(one: RoleCandidate, column: string, shape: Shape, isSummed: boolean): RoleCandidate {
  if (shape === 'reasons' && (one.role === 'ended' || one.role === 'period'))
    return { ...one, role: 'time', confidence: one.confidence * 0.95 };
  if (shape === 'activity' && one.role === 'value')
    return { ...one, role: 'amount', confidence: one.confidence * 0.9 };
  if (shape === 'activity' && (one.role === 'period' || one.role === 'started'))
    return { ...one, role: 'time', confidence: one.confidence * 0.6 };
  if (shape === 'periods' && one.role === 'amount')
    return { ...one, role: 'value', confidence: one.confidence * 0.9 };
  if (shape === 'periods' && one.role === 'churned')
    return { ...one, role: 'status', confidence: one.confidence * 0.9 };
  if (shape === 'periods' && one.role === 'time')
    return { ...one, role: 'period', confidence: one.confidence * 0.8 };
  if (shape === 'indicators' && one.role === 'time')
    return { ...one, role: 'period', confidence: one.confidence * 0.8 };
  if (shape !== 'customers' || (one.role !== 'amount' && one.role !== 'value')) return one;
  if (isTotal(column) && one.confidence > 0.5) return { ...one, role: 'amount' };
  // Beside a last day or a number of activities it is what the customer spent in all.
  if (one.role === 'amount' && !(isSummed && one.confidence > 0.75))
    return { ...one, role: 'value', confidence: one.confidence * 0.7 };
  return one;
}

function toGuess(
  facts: ColumnFacts,
  given: ReadonlyMap<Role, Given>,
  candidates: readonly RoleCandidate[],
  shape: Shape,
  isSummed: boolean,
): ColumnGuess {
  const own = [...given.values()].find((one) => one.column === facts.name);
  const possible = new Set(rolesOf[shape]);
  const others = candidates
    .map((one) => fitShape(one, facts.name, shape, isSummed))
    .filter((one) => one.role !== own?.role && possible.has(one.role));
  if (own)
    return {
      column: facts.name,
      role: own.role,
      confidence: own.confidence,
      reason: own.reason,
      alternatives: others,
    };
  // Beside an end or a flag, a status whose values say who left says nothing new.
  const isKnown = given.has('ended') || given.has('churned');
  const isSpare = candidates.some(
    ({ role }) =>
      role === 'churned' ||
      role === 'customer' ||
      role === 'contact' ||
      (role === 'status' && isKnown && tellsWhoLeft(facts)),
  );
  if (isSpare || !isSegment(facts))
    return { column: facts.name, role: null, confidence: 0.5, reason: null, alternatives: others };
  const isBanded = isNumberType(facts) && facts.distinct > 12;
  const values = { column: facts.name, count: facts.distinct };
  return {
    column: facts.name,
    role: 'segment',
    confidence: 0.6,
    reason: { key: isBanded ? 'roleNumbers' : 'roleFewValues', values },
    alternatives: others,
  };
}

/** Names of the day until which something is agreed. */
const term = /expir|valid ?(?:to|until)|到期|有效期|届满|期满|满期|终保|止期/i;
/** Names of whether what was agreed was agreed once more. */
const renewal = /^(?:is |has )?renewed$|是否(?:已)?续/i;

function findStatus(candidates: ReadonlyMap<string, readonly RoleCandidate[]>): string | undefined {
  return [...candidates].find(([, list]) => list[0]?.role === 'status')?.[0];
}

/** Customers with a status instead of a flag: the status says who left; “is active” says it the other way round. */
function fromStatus(
  roles: Map<Role, string>,
  status: ColumnFacts | undefined,
  shape: Shape,
  isRepeated: boolean,
  writeDay: (column: string) => string | null,
): Map<Role, string> {
  if (shape !== 'customers' || roles.has('churned') || !status) return roles;
  const isAbout = matchName(status.name).some((one) => one.role === 'status');
  if (!isAbout) return roles;
  const end = roles.get('ended');
  // Until when something is agreed does not say who left; the status does.
  if (end !== undefined && (!term.test(end) || !tellsWhoLeft(status))) return roles;
  const left = writeLeft(status, roles.has('tenure'));
  if (end !== undefined && left !== null && renewal.test(status.name.replaceAll('_', ' '))) {
    // What was not renewed was over that day. Each term of a customer of several is over, but one of which nothing is said yet.
    const isOver = isRepeated ? `coalesce(trim(cast(${quoteName(status.name)} as varchar)), '') <> ''` : left;
    roles.set('ended', `if(${isOver}, ${writeDay(end) ?? quoteName(end)}, null)`);
    return roles;
  }
  roles.delete('ended');
  if (left !== null) roles.set('churned', left);
  return roles;
}

/** A column or SQL that is true of who left by a status; null where it cannot be told. */
function writeLeft(status: ColumnFacts, hasTenure: boolean): string | null {
  const name = quoteName(status.name);
  const isInverse =
    /^(?:is )?active$|^(?:is |has )?(?:renewed|retained)$|^(?:is |right )?censor(?:ed|ing)?$|删失|截尾|是否(?:已)?(?:在网|在用|活跃|有效|正常|在职|留存|续)/i.test(
      status.name.replaceAll('_', ' '),
    );
  if (!isInverse) {
    // Of 1 and 0 nobody can tell which of the two is here, unless there is a time to an event.
    const isNumeric = isNumberType(status) || status.samples.every((text) => /^\d+$/.test(text.trim()));
    return (isFlag(status) && (!isNumeric || hasTenure)) || findLeftValues(status) ? status.name : null;
  }
  if (status.type === 'BOOLEAN') return `not ${name}`;
  if (isNumberType(status)) return `${name} = 0`;
  return isDateType(status) ? null : `lower(trim(${name})) in ('否', 'no', 'n', 'false', '0')`;
}
