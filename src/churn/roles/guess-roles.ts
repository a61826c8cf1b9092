import { findLeftValues, guessColumn, type RoleCandidate, type RoleReason } from './guess-column.ts';
import { noEndWords } from '../definition/left-words.ts';
import { findDayForm, findEpoch, isNumberType, uniqueness, type ColumnFacts } from './column-facts.ts';
import { guessShapes, type ShapeGuess } from './guess-shape.ts';
import { leaveOutRowNumbers } from './leave-out-row-numbers.ts';
import { nameRows } from './name-rows.ts';
import { readPurchaseModel } from './purchase-model.ts';
import { knowsSilence } from './knows-silence.ts';
import { findUnit, isCalled, isOfPieces, isTotal } from './read-name.ts';
import { writeFlag } from './read-left.ts';
import { findStatus, fromStatus, tellsWhoLeft } from './read-status.ts';
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
 * What a table is and what its columns mean, from names and values. `shape` is told where it is known already.
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
    const column = facts(name) ?? nothing;
    const epoch = findEpoch(column);
    if (epoch !== null) return `epoch_ms(${epoch} * ${quoteName(name)})::date`;
    const form = findDayForm(column, noEndWords);
    return form === null ? null : readDays(name, form);
  };
  const status = findStatus(columns, candidates);
  const customer = facts(roles.get('customer'));
  const isRepeated = customer !== undefined && uniqueness(customer) < 0.98;
  const complete = new Map(
    nameRows(chosen, fromStatus(roles, status, chosen, isRepeated, writeDay), columns[0]),
  );
  const pieces = chosen === 'activity' ? writePieces(columns, complete.get('amount')) : null;
  if (pieces) complete.set('amount', pieces.sql);
  const flag = facts(given.get('churned')?.column) ?? status;
  const written = complete.get('churned');
  if (flag && written === flag.name) complete.set('churned', writeFlag(flag));
  const model = chosen === 'customers' && complete.has('customer') ? readPurchaseModel(columns) : null;
  for (const [role, column] of model?.roles ?? []) complete.set(role, column);
  for (const [role, name] of complete) if (dated.has(role)) complete.set(role, writeDay(name) ?? name);
  const meant = new Set([
    complete.get('customer'),
    ...(complete.has('churned') ? [flag?.name] : []),
    ...(pieces?.columns ?? []),
  ]);
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

/** How often and how long ago are numbers to group by as well. */
function isGrouping(role: Role | 'segment' | null): boolean {
  return role === 'segment' || role === 'frequency' || role === 'recency';
}

/** The amount where the only one is the price of a piece, and another column says how many pieces. */
function writePieces(
  columns: readonly ColumnFacts[],
  amount: string | undefined,
): { readonly sql: string; readonly columns: readonly string[] } | null {
  if (amount !== undefined && isOfPieces(amount) !== 'price') return null;
  const find = (what: 'price' | 'quantity'): string | undefined =>
    columns.find((one) => isOfPieces(one.name) === what && isNumberType(one))?.name;
  const [price, quantity] = [find('price'), find('quantity')];
  return price === undefined || quantity === undefined
    ? null
    : { sql: `${quoteName(quantity)} * ${quoteName(price)}`, columns: [quantity, price] };
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
  const of = (role: Role): ColumnFacts =>
    columns.find(({ name }) => name === given.get(role)?.column) ?? nothing;
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
  if (!hasLines(of('transaction'), of('customer'))) given.delete('transaction');
  // Where nothing else names the customer, the phone number does; also where a list has several of one name.
  const contact = given.get('contact');
  const customer = given.get('customer');
  const instead = all.find((one) => one.role === 'customer' && one.column === contact?.column);
  const isShared =
    shape === 'customers' &&
    isCalled(customer?.column ?? '') &&
    uniqueness(of('customer')) < 0.98 * uniqueness(of('contact'));
  if ((!customer || isShared || customer.reason.key === 'roleByValues') && instead) {
    given.delete('contact');
    given.set('customer', instead);
  }
  return given;
}

/** Whether orders have several rows, and customers several orders: of one row each, rows are counted as well. */
function hasLines(order: ColumnFacts, customer: ColumnFacts): boolean {
  return uniqueness(order) < 0.9 && order.distinct > customer.distinct;
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
