import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ShippedResult } from './run-shipped.ts';

/** What a relation of a report came to, as objects, from the committed results, which the notebooks are held to. */
function read(notebook: string, relation: string): Record<string, unknown>[] {
  const path = join(import.meta.dirname, 'results', `${notebook}.json`);
  const results = JSON.parse(readFileSync(path, 'utf8')) as ShippedResult[];
  const found = results.find(({ name }) => name === relation) ?? expect.fail(`no ${relation} in ${notebook}`);
  const names = found.columns.map((column) => column.split(' ')[0] ?? '');
  return (found.rows ?? []).map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])));
}

test.each(['zh', 'en'])('the dealership report (%s) gives the counts of its list', (language) => {
  const [facts = {}] = read(`dealership-churn.${language}`, 'facts');
  expect(facts).toMatchObject({ lost: 620, failed: 186, failed_share: 0.3, reached: 434, repair: 39 });
  expect(facts).toMatchObject({ top_failure_customers: 48, top_failure_before: 41, station: 171 });
  // R: prop.test(186, 620, correct = FALSE) and prop.test(c(48, 41), c(620, 574), correct = FALSE)
  expect(facts['failed_low']).toBeCloseTo(0.265250389298, 9);
  expect(facts['failed_high']).toBeCloseTo(0.337212710111, 9);
  expect(facts['top_failure_p']).toBeCloseTo(0.693738265766, 9);
});

test.each(['zh', 'en'])('the review report (%s) gives the shares of its channels and issues', (language) => {
  const channels = read(`app-reviews.${language}`, 'by_channel');
  expect(channels.map((row) => [row['read'], row['good'], row['bad']])).toEqual([
    [50, 15, 35],
    [100, 25, 75],
    [34, 5, 29],
    [42, 6, 36],
    [17, 2, 15],
  ]);
  const issues = read(`app-reviews.${language}`, 'issues');
  expect(issues.map((row) => row['reviews'])).toEqual([43, 40, 32, 29, 21, 16, 9]);
  const [facts = {}] = read(`app-reviews.${language}`, 'facts');
  expect([facts['focus_technical'], facts['focus_campaign']]).toEqual([31 / 35, 4 / 35]);
  expect(facts['weighted_share']).toBeCloseTo((0.75 * 344 + 36 + 29 + 0.7 * 246 + 15) / 683, 12);
});

test.each(['zh', 'en'])('the study of reasons (%s) counts each reason and level as the sample holds them', (language) => {
  const reasons = read(`churn-reasons.${language}`, 'reasons');
  expect(reasons.map((row) => row['weight'])).toEqual([41, 40, 38, 37, 21, 20, 15, 14, 4, 10]);
  const [facts = {}] = read(`churn-reasons.${language}`, 'facts');
  expect(facts).toMatchObject({ leavers: 240, early: 90, late: 150 });
  expect(facts['avoidable_share']).toBeCloseTo(206 / 240, 12);
  expect(facts['internal_share']).toBeCloseTo(166 / 240, 12);
  expect(facts['early_reason_early']).toBeCloseTo(16 / 90, 12);
  expect(facts['late_reason_late']).toBeCloseTo(33 / 150, 12);
});

test.each(['zh', 'en'])('the leaving forms (%s) are counted by class, and every measure by its outcome', (language) => {
  const classes = read(`leaving-form.${language}`, 'classes');
  expect(classes.map((row) => row['forms'])).toEqual([14, 30, 62, 54]);
  expect(read(`leaving-form.${language}`, 'reasons')).toHaveLength(10);
  expect(read(`leaving-form.${language}`, 'outcomes')).toHaveLength(7 * 3);
});
