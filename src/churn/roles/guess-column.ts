import { hereWords, leftWords, noEndWords, saysLeft } from '../definition/left-words.ts';
import {
  findDayForm,
  findEpoch,
  holdsDates,
  holdsPeriods,
  isDateType,
  isNumberType,
  isTextType,
  uniqueness,
  type ColumnFacts,
} from './column-facts.ts';
import type { Role } from './role.ts';
import { asksWhoIsHere, isCalled, isMeasured } from './read-name.ts';
import { matchName } from './role-names.ts';

/** Why a role is guessed: a sentence of `locale/` and what it needs. */
export interface RoleReason {
  readonly key: 'roleByName' | 'roleByValues' | 'roleByNameAndValues' | 'roleByPlace';
  readonly values: Readonly<Record<string, string | number>>;
}

export interface RoleCandidate {
  readonly role: Role;
  /** 0–1 */
  readonly confidence: number;
  readonly reason: RoleReason;
}

/** What a column could be, the likeliest first. A name whose values speak against it is left out. */
export function guessColumn(facts: ColumnFacts): RoleCandidate[] {
  const byName = matchName(facts.name).flatMap(({ role, weight }): RoleCandidate[] => {
    const fit = fitValues(role, facts);
    if (fit === 0 || (role === 'customer' && isCalled(facts.name) && facts.samples.every(isNumbered)))
      return [];
    const values = { column: facts.name, values: facts.samples.slice(0, 3).join(', ') };
    const key = fit > 1 ? 'roleByNameAndValues' : 'roleByName';
    return [{ role, confidence: Math.min(0.99, weight * fit), reason: { key, values } }];
  });
  if (isFlag(facts) && asksWhoIsHere(facts.name) && !byName.some(({ role }) => role === 'status'))
    byName.push({
      role: 'status',
      confidence: 0.9,
      reason: { key: 'roleByName', values: { column: facts.name } },
    });
  const known = new Set(byName.map((one) => one.role));
  const byValues = guessByValues(facts).filter((one) => !known.has(one.role));
  return [...byName, ...byValues].toSorted((a, b) => b.confidence - a.confidence);
}

/** `#1001`: the number of an order, not what somebody is called. */
function isNumbered(text: string): boolean {
  return /^\W\d+$/.test(text.trim());
}

/** How well values suit a role: 0 not at all, 1 nothing against it, more when they speak for it. */
function fitValues(role: Role, facts: ColumnFacts): number {
  const isEmpty = facts.samples.length === 0;
  switch (role) {
    case 'customer':
      if (!maybeKey(facts)) return 0;
      return facts.distinct < 2 && facts.rows > 2 ? 0.3 : 1.03;
    case 'ended': {
      // Where a customer has no end, some exports write a word.
      const samples = facts.samples.filter((text) => !noEndWords.includes(text.trim().toLowerCase()));
      if (isEmpty) return 0.9;
      return samples.length > 0 && isDated({ ...facts, samples }) ? 1.04 : 0;
    }
    case 'started':
    case 'last':
    case 'observed':
    case 'entered':
    case 'time':
      return isEmpty ? 0.5 : isDated(facts) ? 1.04 : 0;
    case 'period':
      return holdsPeriods(facts) ? 1.05 : holdsDates(facts) ? 0.9 : 0;
    case 'churned':
      return isFlag(facts) ? 1.04 : 0;
    case 'status':
      return facts.distinct >= 1 && facts.distinct <= 20 && !isDateType(facts) ? 1.02 : 0;
    case 'tenure':
    case 'recency':
    case 'frequency':
    case 'value':
    case 'amount':
      return isNumberType(facts) ? 1.03 : 0;
    case 'rating':
      return isNumberType(facts) || facts.distinct <= 10 ? 1 : 0;
    case 'reason':
    case 'text':
    case 'platform':
      return isTextType(facts) ? 1.02 : isEmpty ? 0.8 : role === 'reason' && isNumberType(facts) ? 0.6 : 0;
    case 'transaction':
      return maybeKey(facts) ? 1.03 : 0;
    case 'contact':
      return isDateType(facts) || isYesOrNo(facts) ? 0 : 1;
  }
}

/** Whether the values could name a customer or an order. */
function maybeKey(facts: ColumnFacts): boolean {
  return !isDateType(facts) && !isYesOrNo(facts) && !/^(?:FLOAT|DOUBLE)/.test(facts.type);
}

/** A flag of many rows: whether there is a phone, not its number. */
function isYesOrNo(facts: ColumnFacts): boolean {
  return facts.type === 'BOOLEAN' || (isFlag(facts) && facts.rows > 20);
}

/** Dates in any writing that can be read, the day or the month first as well. */
function isDated(facts: ColumnFacts): boolean {
  return holdsDates(facts) || findDayForm(facts, noEndWords) !== null || findEpoch(facts) !== null;
}

/** Two values, or a boolean; or words that say left or here. */
export function isFlag(facts: ColumnFacts): boolean {
  if (facts.type === 'BOOLEAN') return true;
  if (facts.samples.length === 0) return false;
  const words = new Set([...leftWords, ...hereWords]);
  return facts.samples.length <= 6 && facts.samples.every((text) => words.has(text.trim().toLowerCase()));
}

/** The values that a flag has for left, when they are none of the words that are known; null when they are. */
export function findLeftValues(facts: ColumnFacts): string[] | null {
  if (facts.type === 'BOOLEAN' || isFlag(facts)) return null;
  const left = facts.samples.filter(saysLeft);
  return left.length > 0 ? left : null;
}

/** Keys that a machine has made, as hashes and UUIDs: long, of one length, with letters and digits. */
function holdsKeys({ samples }: ColumnFacts): boolean {
  const [length = 0] = samples.map((text) => text.length);
  const isKey = (text: string): boolean => text.length === length && /^[\w+/=-]+$/.test(text);
  const isMixed = /\d/.test(samples.join('')) && /[a-z]/i.test(samples.join(''));
  return length >= 16 && length <= 64 && isMixed && samples.every(isKey);
}

function guessByValues(facts: ColumnFacts): RoleCandidate[] {
  const values = { column: facts.name, values: facts.samples.slice(0, 3).join(', ') };
  const found = (role: Role, confidence: number): RoleCandidate => ({
    role,
    confidence,
    reason: { key: 'roleByValues', values },
  });
  if (facts.samples.length === 0) return [];
  if (isDateType(facts)) return [found('time', 0.4), found('started', 0.3)];
  if (facts.samples.every(isNumbered)) return [found('transaction', 0.5)];
  if (
    isTextType(facts) &&
    facts.samples.every((text) => /^(?:19|20)\d{6}$|^(?:19|20)\d\d-\d\d-\d\d/.test(text))
  )
    return [found('time', 0.4)];
  if (
    isNumberType(facts) &&
    facts.samples.every((text) => /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(text))
  )
    return [found('time', 0.38)];
  if (
    isTextType(facts) &&
    facts.samples.every(
      (text) =>
        leftWords.includes(text.trim().toLowerCase()) || hereWords.includes(text.trim().toLowerCase()),
    ) &&
    facts.samples.some((text) => /流失|离网|churn/i.test(text))
  )
    return [found('churned', 0.5)];
  if (
    isTextType(facts) &&
    !holdsDates(facts) &&
    facts.distinct > 20 &&
    ((uniqueness(facts) > 0.2 &&
      facts.samples.every((text) => text.length <= 40 && /\d/.test(text) && !/\s/.test(text.trim()))) ||
      holdsKeys(facts))
  )
    return [found('customer', uniqueness(facts) > 0.9 ? 0.45 : holdsKeys(facts) ? 0.62 : 0.4)];
  if (/^(?:FLOAT|DOUBLE|DECIMAL)/.test(facts.type) && facts.distinct > 20 && !isMeasured(facts.name))
    return [found('amount', 0.3), found('value', 0.25)];
  return [];
}
