import { expect, test } from 'vitest';
import { nameNeed } from '../../src/churn/name-need.ts';
import { findLacking, isFitting, type Need } from '../../src/churn/recipe.ts';
import { recipes } from '../../src/churn/recipes/recipe-list.ts';
import { handColumns } from './hand-lifetimes.ts';

const required: Readonly<Record<string, string>> = {
  kpi: 'churned',
  trend: 'started_on ended_on',
  definitions: 'started_on ended_on',
  cohorts: 'started_on ended_on',
  segments: 'churned segments',
  drivers: 'churned segments',
  reasons: 'reason churned',
  value: 'value churned',
  rfm: 'activity',
  survival: 'tenure churned',
  compare: 'started_on ended_on',
  exports: 'earlier',
};

test.each(recipes)('$key says which roles it lacks and what each would give, in both languages', (recipe) => {
  const none = {
    language: 'en' as const,
    lifetimes: 'lifetimes',
    has: new Set(['customer_id'] as const),
    segments: [],
    sides: {},
    asOf: null,
    taken: new Set<string>(),
  };
  const lacking = findLacking(recipe, none);
  const nameOf = ({ of }: Need): string => ('column' in of ? of.column : 'side' in of ? of.side : 'earlier');
  expect(isFitting(recipe, none)).toBe(false);
  expect(
    lacking
      .filter((need) => !need.optional)
      .map(nameOf)
      .toSorted(),
  ).toEqual(required[recipe.key]?.split(' ').toSorted());
  for (const need of lacking)
    for (const words of [nameNeed(need), need.gives]) {
      expect(words.zh).toMatch(/\p{Script=Han}/u);
      expect(words.en).toMatch(/^[^\p{Script=Han}]+$/u);
    }
});

test('a second insertion of the same analyses takes new names and shares the parameters', async () => {
  const context = {
    language: 'zh' as const,
    lifetimes: 'lifetimes',
    has: new Set(handColumns),
    segments: [],
    sides: {},
    asOf: '2024-12-31',
  };
  const first = recipes.find((one) => one.key === 'trend')?.write({ ...context, taken: new Set() }) ?? [];
  const taken = new Set(first.flatMap((one) => (one.name === undefined ? [] : [one.name])));
  const second = recipes.find((one) => one.key === 'trend')?.write({ ...context, taken }) ?? [];
  expect(second.map((one) => one.name).filter((name) => name !== undefined && taken.has(name))).toEqual([]);
  expect(second.some((one) => one.name === 'trend_2')).toBe(true);
  expect(second.filter((one) => one.kind === 'input')).toEqual([]);
});
