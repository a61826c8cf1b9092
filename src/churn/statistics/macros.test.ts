import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodeEngine } from '../../engine/create-node-engine.ts';
import type { Engine } from '../../engine/engine.ts';
import { planMacroCases, writeMacroCase } from './macro-cases.ts';
import { macros, macroStatements } from './macros.ts';

const reference = JSON.parse(readFileSync('test/reference/distributions.json', 'utf8')) as Parameters<
  typeof planMacroCases
>[0];

let engine: Engine;
beforeAll(async () => {
  engine = await createNodeEngine({ functions: macroStatements });
});
afterAll(() => engine.close());

test.each(planMacroCases(reference).map((one) => [one.expression, one] as const))(
  '%s agrees with R to 1e-9 from the middle to the far tails',
  async (_, one) => {
    const found = await engine.query(writeMacroCase(one));
    expect(found.at(0, 2)).toBe(one.rows.length);
    expect(found.at(0, 0)).toBeLessThan(1e-9);
    expect(found.at(0, 1)).toBeLessThan(1e-15);
  },
);

test('what cannot be computed is null, what is certain is 0 or 1', async () => {
  const found =
    await engine.query(`select chi_square_p(null, 1), chi_square_p(5, 0), chi_square_p(0, 3), chi_square_p(-1, 3),
    chi_square_p('inf'::double, 3), wilson_low(0, 0), wilson_low(0, 4), wilson_high(4, 4), normal_quantile(0), normal_quantile(1),
    chi_square_p('nan'::double, 2)`);
  expect(found.columns.map((_, column) => found.at(0, column))).toEqual([
    null,
    null,
    1,
    1,
    0,
    null,
    0,
    1,
    null,
    null,
    null,
  ]);
});

test('rows of very different degrees of freedom in one query do not disturb each other', async () => {
  const found = await engine.query(
    'select max(abs(chi_square_p(x, df) - exp(-x / 2.0))) from (select i % 40 as x, 2 as df from range(5000) t(i)) where df = 2',
  );
  expect(found.at(0, 0)).toBeLessThan(1e-14);
});

test('a relation may have the name of a function', async () => {
  await engine.query('CREATE VIEW main.wilson_low AS SELECT 3 AS k, 10 AS n');
  const found = await engine.query('SELECT wilson_low(k, n) < 0.3, n FROM wilson_low');
  expect([found.at(0, 0), found.at(0, 1)]).toEqual([true, 10]);
  await engine.query('DROP VIEW main.wilson_low');
});

test('every function says what it gives and where its formula is from', () => {
  for (const { signature, gives, source, sql } of macros) {
    expect(sql).toContain(`MACRO main.${signature.split('(')[0] ?? ''}(`);
    expect(gives.en.length * gives.zh.length * source.length, signature).toBeGreaterThan(0);
  }
});
