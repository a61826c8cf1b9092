import { expect } from 'vitest';
import { expectSame, type Row } from './expect-same.ts';
import { readTexts, type HandRun } from './hand-lifetimes.ts';
import type { RecipeRun } from './run-recipes.ts';

/** `relation`, or `relation@column=value` for the row with it, else the first row; null where there must be no row at all. */
export type Expected = Readonly<Record<string, Row | null>>;

/** Its name, spells, what the analyses must give for them, and what is set besides. */
export type EdgeCase = readonly [
  name: string,
  spells: HandRun['spells'],
  expected: Expected,
  settings?: Pick<HandRun, 'language' | 'inputs' | 'asOf' | 'has' | 'keys' | 'beside'>,
];

/** Nobody had begun by the start of 2023, so the two years cannot be compared, and the groups' parts have no value. */
export const noYearBefore: Expected = {
  compare_facts: { change: null, p: null },
  mix_rate: { mix_effect: null, rate_effect: null },
  mix_facts: null,
};

/** Each analysis by its relations: a case says what at least one of them must hold. */
const analyses: readonly (readonly string[])[] = [
  ['kpi'],
  ['trend', 'trend_facts'],
  ['cohorts', 'retention_curve'],
  ['segments', 'segment_facts'],
  ['two_way'],
  ['drivers'],
  ['reasons'],
  ['value_tiers'],
  ['rfm', 'rfm_segments'],
  ['survival', 'survival_facts'],
  ['compare_facts'],
  ['mix_rate'],
  ['export_facts'],
];

/** Runs every analysis on a case: its figures are those expected, no number is endless, no sentence has a gap. */
export async function checkCase(
  runByHand: (hand: HandRun) => Promise<RecipeRun>,
  [, spells, expected, settings = {}]: EdgeCase,
): Promise<void> {
  const run = await runByHand({ spells, beside: true, ...settings });
  expect(run.wrong).toEqual([]);
  const made = new Set(run.cells.flatMap(({ cell }) => cell.name ?? []));
  const said = new Set(Object.keys(expected).map((place) => place.split('@')[0]));
  const unsaid = analyses.filter(
    ([first = '', ...more]) => made.has(first) && ![first, ...more].some((one) => said.has(one)),
  );
  expect(unsaid).toEqual([]);
  for (const [place, row] of Object.entries(expected)) {
    const [relation = '', key, wanted] = place.split(/[@=]/);
    const of = key === undefined ? '' : `where "${key}"::varchar = '${wanted ?? ''}'`;
    const found = await run.rows(relation, `${of} limit 1`);
    if (row === null) expect([place, found]).toEqual([place, []]);
    else expectSame(found[0] && { in: place, ...found[0] }, { in: place, ...row });
  }
  const numbers = await Promise.all(
    run.cells
      .filter(({ cell, state }) => cell.kind === 'query' && state.relation && (state.rowCount ?? 0) < 10_000)
      .map(({ cell }) => run.rows(cell.name ?? '')),
  );
  expect(
    numbers
      .flat()
      .flatMap(Object.values)
      .filter((one) => typeof one === 'number' && !Number.isFinite(one)),
  ).toEqual([]);
  // A sentence has all of its numbers, or another stands in its place.
  const gaps = readTexts(run, settings.language).filter((line) =>
    /(?<![\p{L}“])–|null|NaN|undefined/u.test(line),
  );
  expect(gaps).toEqual([]);
}
