import { expect, test } from 'vitest';
import type { RecipeContext } from '../recipe.ts';
import { countMonths } from './shared-inputs.ts';

const context: RecipeContext = {
  language: 'en',
  lifetimes: 'lifetimes',
  has: new Set(),
  segments: [],
  sides: {},
  asOf: '2011-12-09',
  taken: new Set(),
};

test.each([
  ['customers known for years', '2009-05-01', null, 12],
  ['nobody a year ago', '2011-01-15', null, 6],
  ['everybody from the first month on', '2010-12-01', null, 12],
  // A log begins with nobody: who came before it, is known when a whole silence has passed.
  ['a log of a year', '2010-12-01', 90, 6],
  ['a log of fifteen months and more', '2010-09-01', 90, 12],
  ['a log of half a year', '2011-05-01', 90, 3],
  ['a log shorter than the silence', '2011-10-01', 90, 1],
  ['no day', null, null, 12],
])('%s: the period is of so many months', (_, firstDay, silence, months) => {
  expect(countMonths({ ...context, firstDay, silence })).toBe(months);
});
