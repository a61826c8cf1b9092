import type { RecipeContext } from '../recipe.ts';
import { defaultDefinition } from '../definition/definition.ts';
import { isDateType } from '../roles/column-facts.ts';
import { readPaid } from '../roles/find-paid.ts';
import type { Role } from '../roles/role.ts';
import type { NamedTable, StartPlan } from './plan-start.ts';
import { toSegment } from './start-table.ts';
import { relationOf } from './write-months.ts';

/** The context in which analyses are written. */
export function toContext(plan: StartPlan, language: 'zh' | 'en', taken: ReadonlySet<string>): RecipeContext {
  const { sides, segments, has, asOf, firstDay, earlier, rule, main } = plan;
  return {
    ...readPaid(rule, main.guess.roles, sides.activity?.guess.roles ?? null),
    ...(earlier && { earlier: { lifetimes: 'lifetimes_before' } }),
    language,
    lifetimes: 'lifetimes',
    has,
    segments,
    sides: Object.fromEntries(
      Object.entries(sides).map(([shape, table]) => [
        shape,
        {
          relation: relationOf(table),
          roles: new Set(table.guess.roles.keys()),
          dated: findDated(table),
          columns: table.facts
            .filter(({ name }) => ![...table.guess.roles.values()].includes(name))
            .map(toSegment),
        },
      ]),
    ),
    asOf,
    firstDay,
    silence: rule === 'inactive' && main.guess.shape === 'activity' ? Number(defaultDefinition.days) : null,
    taken,
  };
}

/** The type of an expression only the engine knows. */
function findDated({ facts, guess }: NamedTable): ReadonlySet<Role> {
  const isDated = (column: string): boolean => facts.some((one) => one.name === column && isDateType(one));
  return new Set([...guess.roles].flatMap(([role, column]) => (isDated(column) ? [role] : [])));
}
