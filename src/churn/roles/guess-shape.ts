import { holdsDates, isNumberType, uniqueness, type ColumnFacts } from './column-facts.ts';
import { isFlag, type RoleCandidate } from './guess-column.ts';
import type { Role, Shape } from './role.ts';

/**
 * A shape and why: `shapeCustomers`, `shapeActivity`, `shapePeriods`, `shapeReasons`, `shapeIndicators` in `locale/`;
 * of customers, `…Unnamed` where no column names them, `…Only` where nothing says when or whether they left, `…Repeated` where they have several rows.
 */
export interface ShapeGuess {
  readonly shape: Shape;
  readonly confidence: number;
  readonly reason: {
    readonly key: `shape${Capitalize<Shape>}` | `shapeCustomers${'Unnamed' | 'Only' | 'Repeated'}`;
    readonly values: Readonly<Record<string, string | number>>;
  };
}

/** Every shape with how likely it is, the likeliest first. */
export function guessShapes(
  columns: readonly ColumnFacts[],
  candidates: ReadonlyMap<string, readonly RoleCandidate[]>,
): ShapeGuess[] {
  const best = (role: Role): { score: number; facts: ColumnFacts | undefined } => {
    let found: { score: number; facts: ColumnFacts | undefined } = { score: 0, facts: undefined };
    for (const facts of columns) {
      const score = candidates.get(facts.name)?.find((one) => one.role === role)?.confidence ?? 0;
      if (score > found.score) found = { score, facts };
    }
    return found;
  };
  const customer = best('customer');
  const named = customer.score >= 0.38 ? customer.facts : undefined;
  const isRepeated = named !== undefined && uniqueness(named) < 0.9;
  const [started, ended, churned, tenure] = [
    best('started').score,
    best('ended').score,
    best('churned').score,
    best('tenure').score,
  ];
  const [time, amount, period, status] = [
    best('time').score,
    best('amount').score,
    best('period').score,
    best('status').score,
  ];
  const [reason, text, rating, platform] = [
    best('reason').score,
    best('text').score,
    best('rating').score,
    best('platform').score,
  ];
  const value = best('value').score;
  // A day of each of many rows of a customer, of which nothing says that it is over: something happened then.
  const isHappening = isRepeated && started > 0.5 && Math.max(ended, churned, tenure, status) <= 0.5;
  const happened = isHappening ? Math.max(time, 0.9 * started) : time;
  const lives = Math.max(
    started > 0.5 && !isHappening ? started : 0,
    churned,
    tenure,
    ended > 0.6 && started > 0.5 ? ended : 0,
    best('last').score,
    best('recency').score,
  );
  /** Whether a column tells since when a customer is here, or whether and when one left. */
  const tells = lives > 0 || ended > 0.5;
  // In a study nobody is named: a time, and a status of 1 where the event came.
  const about = best('status').facts;
  const isEvent = about !== undefined && isFlag(about);
  const numbers = columns.filter((one) => isNumberType(one)).length;
  const dates = columns.find((one) => holdsDates(one) && one.samples.length > 0 && uniqueness(one) > 0.9);

  const score: Record<Shape, number> = {
    customers: named
      ? 0.3 + 0.5 * lives + (isRepeated ? (started > 0.5 && ended > 0.5 ? 0.1 : -0.35) : 0.15)
      : churned > 0.5 || (isEvent && tenure > 0.5) || (started > 0.5 && ended > 0.5)
        ? 0.5
        : 0.1,
    activity: named && isRepeated ? 0.25 + 0.4 * happened + 0.2 * amount - 0.3 * lives - 0.2 * reason : 0.05,
    periods:
      named && isRepeated
        ? 0.15 +
          0.45 * period +
          0.3 * Math.max(status, 0.6 * value, 0.6 * churned) -
          (started > 0.6 && ended > 0.6 ? 0.3 : 0)
        : 0.05,
    reasons:
      0.1 +
      0.5 * reason +
      0.25 * text +
      0.2 * Math.min(rating, 0.9) +
      0.1 * platform +
      (isRepeated || !named ? 0.05 : 0) -
      0.5 * Math.max(started > 0.5 ? started : 0, churned > 0.7 ? churned : 0, tenure),
    indicators:
      named && customer.score > 0.6
        ? 0.05
        : 0.1 +
          (period > 0.5 || dates ? 0.4 : 0) +
          (numbers >= 2 ? 0.2 : 0) -
          0.4 * Math.max(reason, text, started > 0.6 ? started : 0),
  };
  const values = {
    customer: named?.name ?? '',
    rows: named?.rows ?? columns[0]?.rows ?? 0,
    distinct: named?.distinct ?? 0,
  };
  return (Object.keys(score) as Shape[])
    .map((shape): ShapeGuess => {
      const plain = `shape${shape[0]?.toUpperCase() ?? ''}${shape.slice(1)}` as ShapeGuess['reason']['key'];
      const told = named && uniqueness(named) < 0.9 ? 'shapeCustomersRepeated' : plain;
      const customers = named ? (tells ? told : 'shapeCustomersOnly') : 'shapeCustomersUnnamed';
      const key = shape === 'customers' ? customers : plain;
      return { shape, confidence: Math.max(0, Math.min(0.99, score[shape])), reason: { key, values } };
    })
    .toSorted((a, b) => b.confidence - a.confidence);
}
