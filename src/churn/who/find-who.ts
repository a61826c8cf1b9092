import { quoteText } from '../../sql/quote.ts';
import { writeName } from '../../sql/write-name.ts';
import { cohortRules } from './cohort-rules.ts';
import { exportRules } from './export-rules.ts';
import { groupRules } from './group-rules.ts';
import { toKnownNames } from './known-names.ts';
import { periodRules } from './period-rules.ts';
import { reasonRules } from './reason-rules.ts';
import { survivalRules } from './survival-rules.ts';
import { setting, type Asked, type NamedRule, type Nobody, type Who, type WhoRequest } from './who.ts';

/** The customers behind a number, as many as it says where it is a count; or why nobody can be listed. */
export function findWho(asked: WhoRequest): Who | Nobody {
  const request = toKnownNames(asked);
  const has = (names: readonly string[]): boolean => names.every((name) => request.columns.includes(name));
  const scored = scoreRules.find(([names]) => has(names))?.[1](request);
  if (scored) return scored;
  const { lifetimes } = request;
  const rule = rules.find(([names]) => has(names))?.[1];
  if (rule && lifetimes !== null)
    return rule({ ...request, lifetimes, isDated: request.sql.includes('$period_from') });
  return findRow(request) ?? { nobody: rule || lifetimes === null ? 'definition' : 'own' };
}

/** `SELECT` of those customers. */
export function writeWho({ from, where }: Who): string {
  return `select *\nfrom ${writeName(from)}\nwhere ${splitConditions(where).join('\n  and ')}`;
}

const definitionRules: readonly NamedRule[] = [
  [['customers', 'left', 'rate', 'rule', 'excluded'], findInDefinition],
  [
    ['rule', 'customers'],
    ({ lifetimes, row }) =>
      typeof row['rule'] === 'string'
        ? { from: `${lifetimes}_all`, where: `excluded = ${quoteText(row['rule'])}` }
        : setting,
  ],
];

/** By the columns that only this analysis has, the first that fits. */
const rules: readonly NamedRule[] = [
  ...definitionRules,
  ...exportRules,
  ...reasonRules,
  ...cohortRules,
  ...periodRules,
  ...groupRules,
  ...survivalRules,
];

/** Scores of recency, frequency and money are of activities, so their customers are in the scores' own relation. */
const scoreRules: readonly (readonly [
  columns: readonly string[],
  rule: (request: WhoRequest) => Who | Nobody,
])[] = [
  [['segment', 'n', 'mean_recency'], (request) => findScored(request, request.row['segment'])],
  [
    ['customers', 'best', 'best_share', 'risk_n'],
    (request) => {
      const which = /^(best|risk)/.exec(request.column ?? '')?.[1];
      return findScored(request, which === undefined ? null : request.row[which]);
    },
  ],
];

function findScored({ sql, column }: WhoRequest, segment: unknown): Who | Nobody {
  const rfm = /join (\S+) as rfm/.exec(sql)?.[1]?.replaceAll('"', '');
  if (rfm === undefined || column === 'place') return setting;
  return { from: rfm, where: typeof segment === 'string' ? `segment = ${quoteText(segment)}` : 'true' };
}

function findInDefinition({ lifetimes, column }: Asked): Who | Nobody {
  if (column === 'as_of' || column === 'rule' || column === 'boundary') return setting;
  if (column === 'excluded') return { from: `${lifetimes}_all`, where: 'excluded is not null' };
  if (column === 'ends_later' || column === 'no_end_date')
    return { from: `${lifetimes}_all`, where: `excluded is null and note = ${quoteText(column)}` };
  if (column === 'reactivated') return { from: lifetimes, where: 'spell = 2' };
  return { from: lifetimes, where: column === 'customers' ? 'true' : 'churned' };
}

/** A row that is about one customer. */
function findRow({ relation, row }: WhoRequest): Who | null {
  const id = row['customer_id'];
  if (typeof id === 'string') return { from: relation, where: `customer_id = ${quoteText(id)}` };
  return typeof id === 'number' || typeof id === 'bigint'
    ? { from: relation, where: `customer_id = ${id}` }
    : null;
}

/** The parts of a condition that are joined by `and` outside of brackets and texts. */
function splitConditions(where: string): string[] {
  const parts: string[] = [''];
  let [depth, isText] = [0, false];
  for (const piece of where.split(/( and |['()])/)) {
    if (piece === "'") isText = !isText;
    else if (!isText && piece === '(') depth++;
    else if (!isText && piece === ')') depth--;
    if (piece === ' and ' && depth === 0 && !isText) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts;
}
