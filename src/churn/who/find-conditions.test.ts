import { expect, test } from 'vitest';
import { findConditions, findExpressions, replaceNames } from './find-conditions.ts';

const sql = `
select date_trunc('month', ended_on)::date as month, if(a > 1, 'x', 'y') as "label",
  count(*) filter (where has_left and not is_test) as leavers, count_if(month = this_month) as customers
from lifetimes -- where not this
where is_now and ended_on between $period_from and $period_to and (a = 1 or b = 2)
group by all
having count(*) > 1`;

test('the conditions that a SELECT counts by are found part by part', () => {
  expect(findConditions(sql).toSorted()).toEqual(
    [
      'has_left',
      'not is_test',
      'has_left and not is_test',
      'month = this_month',
      'is_now',
      'ended_on between $period_from and $period_to',
      '(a = 1 or b = 2)',
    ].toSorted(),
  );
});

test('what a SELECT calls by a name is the text before it', () => {
  expect(findExpressions(sql, 'Month')).toEqual(["date_trunc('month', ended_on)::date"]);
  expect(findExpressions(sql, 'label')).toEqual(["if(a > 1, 'x', 'y')"]);
  expect(findExpressions(sql, 'nothing')).toEqual([]);
});

test('names are put in the place of columns, not of functions, texts or relations', () => {
  const names = new Map([['year', '2020']]);
  expect(replaceNames("year(ended_on) = year and t.year <> 'year'", names)).toBe(
    "year(ended_on) = 2020 and t.year <> 'year'",
  );
});
