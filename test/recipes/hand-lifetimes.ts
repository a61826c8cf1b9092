import { afterAll, beforeAll } from 'vitest';
import {
  isFitting,
  lifetimeColumns,
  type LifetimeColumn,
  type Recipe,
  type RecipeContext,
} from '../../src/churn/recipe.ts';
import { compileDefinition } from '../../src/churn/definition/compile-definition.ts';
import { parseDefinition } from '../../src/churn/definition/parse-definition.ts';
import { recipes } from '../../src/churn/recipes/recipe-list.ts';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { toInlineTexts } from '../../src/session/inline-values.ts';
import { runRecipes, type RecipeRun } from './run-recipes.ts';

/** A spell written by hand: everyone pays 10 and is in plan A, where nothing else is said. */
export interface Spell {
  readonly id?: string;
  readonly spell?: number;
  readonly from: string;
  readonly to?: string;
  readonly value?: number;
  readonly reason?: string;
  readonly plan?: string | null;
}

export const stay = (count: number, from = '2023-05-10'): Spell[] =>
  Array.from({ length: count }, () => ({ from }));
export const leave = (count: number, to = '2024-03-31', from = '2023-05-10'): Spell[] =>
  Array.from({ length: count }, () => ({ from, to, reason: 'price' }));

/** The columns that spells by hand fill. */
export const handColumns: readonly LifetimeColumn[] = lifetimeColumns.filter((name) => name !== 'entered_on');

export interface HandRun {
  /** SELECT of the same columns, where rows by hand would be too many. */
  readonly spells: readonly Spell[] | string;
  /** Analyses by key; none given: all that fit. */
  readonly keys?: readonly string[];
  readonly inputs?: Readonly<Record<string, string>>;
  readonly asOf?: string;
  readonly recipes?: readonly Recipe[];
  readonly language?: 'zh' | 'en';
  /** The columns that are known to hold something. */
  readonly has?: readonly LifetimeColumn[];
  /**
   * Also an activity on each first day, an indicator that rises by one each month, and the same customers as they were a
   * year before.
   */
  readonly beside?: boolean;
}

/** One engine for the tests of a file: `run` runs analyses on lifetimes written by hand, `runOn` the named ones. */
export function useHandEngine() {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createNodeEngine({ functions: macroStatements });
  });
  afterAll(() => engine.close());
  const run = (hand: HandRun): Promise<RecipeRun> => runByHand(engine, hand);
  return {
    engine: (): Engine => engine,
    run,
    runOn: (
      spells: HandRun['spells'],
      keys: readonly string[],
      inputs: Readonly<Record<string, string>> = {},
      asOf?: string,
    ): Promise<RecipeRun> => run({ spells, keys, inputs, ...(asOf !== undefined && { asOf }) }),
  };
}

/** Runs analyses on lifetimes written by hand, as of 2024-12-31. */
async function runByHand(engine: Engine, hand: HandRun): Promise<RecipeRun> {
  const { spells, keys = [], inputs = {}, asOf = '2024-12-31', language = 'en' } = hand;
  const source = typeof spells === 'string' ? spells : toSql(spells);
  const context: Omit<RecipeContext, 'taken'> = {
    language,
    lifetimes: 'lifetimes',
    has: new Set(hand.has ?? handColumns),
    segments: [{ name: 'plan', kind: 'category', distinct: 2 }],
    sides: hand.beside ? sides : {},
    ...(hand.beside && { earlier: { lifetimes: 'lifetimes_before' } }),
    asOf,
  };
  const chosen = hand.recipes ?? recipes.filter((one) => keys.length === 0 || keys.includes(one.key));
  return runRecipes({
    engine,
    recipes: chosen.filter((one) => isFitting(one, { ...context, taken: new Set() })),
    context,
    sources: {
      lifetimes: toLifetimes(source, asOf),
      lifetimes_definition: "select 'an end date' as rule",
      ...(hand.beside && {
        lifetimes_before: toLifetimes(
          `select * replace (if(ended_on > date '2023-12-31', null, ended_on) as ended_on) from (${source}) where started_on <= date '2023-12-31'`,
          '2023-12-31',
        ),
        activity: `select customer_id, customer_id as customer, started_on as time, value as amount from (${source})`,
        indicators: "select date '2024-01-01' + interval (i) month as period, i as score from range(12) t(i)",
      }),
    },
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([key, value]) => [
        key,
        /^\d{4}-/.test(value) ? ({ type: 'DATE', value } as const) : ({ type: 'VARCHAR', value } as const),
      ]),
    ),
  });
}

const sides: RecipeContext['sides'] = {
  activity: {
    relation: 'activity',
    roles: new Set(['customer', 'time', 'amount']),
    dated: new Set(['time']),
    columns: [],
  },
  indicators: {
    relation: 'indicators',
    roles: new Set(['period']),
    dated: new Set(['period']),
    columns: [{ name: 'score', kind: 'number', distinct: null }],
  },
};

function toSql(spells: readonly Spell[]): string {
  const text = (word: string | null | undefined): string =>
    word === null || word === undefined ? 'null' : `'${word.replaceAll("'", "''")}'`;
  const toRow = (one: Spell, at: number): string =>
    `(${text(one.id ?? `C${at}`)}, ${one.spell ?? 1}, date ${text(one.from)}, ${text(one.to)}::date, ${one.value ?? 10}::double, ${text(one.reason)}::varchar, ${text(one.plan === undefined ? 'A' : one.plan)}::varchar)`;
  const rows = (spells.length > 0 ? spells : [{ from: '2024-01-01' }]).map(toRow);
  return `select * from (values ${rows.join(', ')}) as t(customer_id, spell, started_on, ended_on, value, reason, plan)${spells.length > 0 ? '' : ' where false'}`;
}

/** SELECT of the spells that the definition by end date, as of 2024-12-31, makes of a file's rows. */
export function fromFile(rows: readonly Spell[]): string {
  const types = { customer: 'VARCHAR', started: 'DATE', ended: 'DATE', value: 'DOUBLE', reason: 'VARCHAR' };
  const columns = Object.entries({ ...types, plan: 'VARCHAR' }).map(([name, type]) => ({ name, type }));
  const definition = parseDefinition('as_of: 2024-12-31\nsegments: [plan]');
  const source = { from: 'customers', columnsOf: () => columns, parameters: {}, language: 'en' as const };
  const { sql } = compileDefinition(definition, source);
  return `select customer_id, spell, started_on, ended_on, value, reason, plan
    from (
      with customers as (select customer_id as customer, started_on as started, ended_on as ended, value, reason, plan from (${toSql(rows)}))
      select * from (${sql})
    )
    where excluded is null`;
}

function toLifetimes(source: string, asOf: string): string {
  return `select *, ended_on is not null as churned, date_diff('day', started_on, coalesce(ended_on, date '${asOf}'))::double as tenure,
    date '${asOf}' as as_of, null::date as entered_on from (${source})`;
}

/** The texts of a run, as they are read: inline values filled in, paragraphs left out. */
export function readTexts({ cells }: RecipeRun, language: 'zh' | 'en' = 'en'): string[] {
  return cells.flatMap(({ cell, state }) => {
    if (cell.kind !== 'text') return [];
    let body = cell.body;
    for (const { start, end, text } of toInlineTexts(cell, state, language).toReversed())
      body = body.slice(0, start) + text + body.slice(end);
    return body.split('\n').filter((line) => line.trim() !== '');
  });
}
