import { findGroup } from './find-group.ts';
import { allOf, setting, test, type Asked, type NamedRule, type Nobody, type Who } from './who.ts';

/** Survival: who is still watched at a time, and who left or dropped out at it. */
export const survivalRules: readonly NamedRule[] = [
  [['label', 'time', 'at_risk'], findAtTime],
  [['label', 'n', 'events', 'median', 'restricted_mean'], findInFacts],
];

/** The first spells of a curve's group; null when no column goes by its name. */
function group({ row, parameters, groups }: Asked): string | null {
  const by = parameters['survival_by'] ?? '';
  const named = groups.some(({ name }) => name === by);
  const found = named ? findGroup(groups, by, String(row['label']), false) : 'true';
  return found === null ? null : allOf('coalesce(spell, 1) = 1', 'tenure is not null', found);
}

function findAtTime(asked: Asked): Who | Nobody {
  const { lifetimes, row, column, sql } = asked;
  const time = Number(row['time']);
  const members = group(asked);
  if (!Number.isFinite(time) || members === null || column === 'time') return setting;
  if (column === 'events') return { from: lifetimes, where: allOf(members, `tenure = ${time}`, 'churned') };
  if (column === 'censored')
    return { from: lifetimes, where: allOf(members, `tenure = ${time}`, 'not coalesce(churned, false)') };
  const entered = "coalesce(date_diff('day', started_on, entered_on), 0)";
  const seen = sql.includes('entered_at') ? `(${entered} <= 0 or ${entered} < ${time})` : 'true';
  return { from: lifetimes, where: allOf(members, `tenure >= ${time}`, seen) };
}

function findInFacts(asked: Asked): Who | Nobody {
  const { lifetimes, column } = asked;
  const members = group(asked);
  if (members === null || column === 'horizon') return setting;
  if (column === 'restricted_mean_se') return test;
  return { from: lifetimes, where: column === 'events' ? allOf(members, 'churned') : members };
}
