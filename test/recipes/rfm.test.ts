import { expect, test } from 'vitest';
import { rfm } from '../../src/churn/recipes/rfm.ts';
import type { Role } from '../../src/churn/roles/role.ts';
import { readTexts, useHandEngine, type Spell } from './hand-lifetimes.ts';
import { runRecipes } from './run-recipes.ts';

const { engine, run } = useHandEngine();

/** One purchase of 10 on the first day of each spell; the last one on 1 June 2024 for everyone. */
const buy = (id: string, times: number): Spell[] =>
  Array.from({ length: times }, (_, at) => ({
    id,
    spell: at + 1,
    from: `2024-0${6 - times + at + 1}-01`,
    ...(at < times - 1 && { to: `2024-0${6 - times + at + 1}-15` }),
  }));

const scores = async (
  spells: readonly Spell[],
  rules = (body: string): string => body,
  unfit: readonly (readonly unknown[])[] = [],
) => {
  const edited = {
    ...rfm,
    write: (context: Parameters<typeof rfm.write>[0]) =>
      rfm
        .write(context)
        .map((draft) => (draft.name === 'rfm_rules' ? { ...draft, body: rules(draft.body) } : draft)),
  };
  const done = await run({ spells, recipes: [edited], beside: true });
  expect(done.wrong).toEqual(unfit.map((one) => expect.arrayContaining([...one])));
  const rows = await done.rows('rfm');
  return Object.fromEntries(
    rows.map((row) => [row['customer_id'], [row['r'], row['f'], row['m'], row['segment']]]),
  );
};

test('a score is 1 and the edges exceeded; equal values have equal scores, and scores may stay empty', async () => {
  // All came last on one day: none exceeds an edge of recency. Of 1, 2, 3, 4, 5 times the edges are 1, 2, 3, 4.
  expect(await scores([1, 2, 3, 4, 5].flatMap((times) => buy(`c${times}`, times)))).toEqual({
    c1: [5, 1, 1, 'New'],
    c2: [5, 2, 2, 'Potential loyals'],
    c3: [5, 3, 3, 'Potential loyals'],
    c4: [5, 4, 4, 'Champions'],
    c5: [5, 5, 5, 'Champions'],
  });
  // Of 1, 1, 1, 1, 1, 5 times every edge is 1: scores 2, 3 and 4 stay empty.
  const ties = await scores(['a', 'b', 'c', 'd', 'e'].flatMap((id) => buy(id, 1)).concat(buy('f', 5)));
  expect(ties).toMatchObject({ a: [5, 1, 1, 'New'], e: [5, 1, 1, 'New'], f: [5, 5, 5, 'Champions'] });
});

test('a changed rule changes who is in a segment; the first that fits decides, and a check tells of scores without a rule', async () => {
  const spells = [1, 2, 3, 4, 5].flatMap((times) => buy(`c${times}`, times));
  const rules = (body: string): string =>
    body.replace("'Champions', 4, 5, 4, 5, 1, 5", "'Stars', 1, 5, 3, 5, 3, 4");
  expect(await scores(spells, rules, [['check', 'every_customer_has_a_segment', 'done', 1]])).toMatchObject({
    c2: [5, 2, 2, 'Potential loyals'],
    c3: [5, 3, 3, 'Stars'],
    c4: [5, 4, 4, 'Stars'],
    c5: [5, 5, 5, null],
  });
});

test('negative amounts are told, since they count as a time and as the last one', async () => {
  const told = async (spells: readonly Spell[]): Promise<string | undefined> =>
    readTexts(await run({ spells, recipes: [rfm], beside: true })).find((line) => line.includes('negative'));
  expect(await told(buy('a', 3))).toBeUndefined();
  expect(await told([...buy('a', 3), { ...buy('b', 1)[0], from: '2024-06-02', value: -5 }])).toMatch(
    /^Rows with a negative amount \(refunds, say\): 1\./,
  );
});

test('spaces around a name do not make another customer', async () => {
  const spells = [
    ...buy('a', 3),
    ...buy('b', 1),
    { id: ' b ', from: '2024-05-01' },
    { id: '　b', from: '2024-05-02' },
    ...['b\t', '\tb \t', 'b\r', '\ufeffb', '\u00a0b\u200b'].map((id) => ({ id, from: '2024-05-03' })),
    ...['\t', '\u00a0 '].map((id) => ({ id, from: '2024-05-03' })),
  ];
  const rows = await (await run({ spells, recipes: [rfm], beside: true })).rows('rfm');
  expect(rows).toHaveLength(2);
  expect(rows.find((row) => row['customer_id'] === 'b')).toMatchObject({ frequency: 8, monetary: 80 });
});

const runOn = (roles: ReadonlySet<Role>, activity: string) =>
  runRecipes({
    engine: engine(),
    recipes: [rfm],
    context: {
      language: 'en',
      lifetimes: 'lifetimes',
      has: new Set(),
      segments: [],
      sides: { activity: { relation: 'activity', roles, dated: new Set(), columns: [] } },
      asOf: '2024-06-30',
    },
    sources: { activity },
  });

test('the lines of an order are one time, each with its money; a line without a number is one of its own', async () => {
  const done = await runOn(
    new Set(['customer', 'time', 'amount', 'transaction']),
    `select * from (values ('a', '2024-06-01', 5, 'X1'), ('a', '2024-06-01', 6, 'X1'), ('a', '2024-06-02', 7, 'X2'),
      ('b', '2024-06-02', 8, 'X3'), ('b', '2024-06-03', 9, null), ('b', '2024-06-04', 1, null)) t(customer, time, amount, transaction)`,
  );
  expect(done.wrong).toEqual([]);
  const rows = await done.rows('rfm', 'order by customer_id');
  expect(rows.map((row) => [row['customer_id'], row['frequency'], row['monetary']])).toEqual([
    ['a', 2, 18],
    ['b', 3, 18],
  ]);
  expect(readTexts(done).join()).toContain('Rows with the same order number are one order');
});

test('days are read as the definition reads them: written as texts, among words that are no day', async () => {
  const done = await runOn(
    new Set(['customer', 'time', 'amount']),
    `select * from (values ('a', '2024年06月01日', 5), ('a', '20240610', 6), ('a', 'unknown', 7),
      ('b', '2024-06-02T23:30:00-08:00', 8), ('b', '2024-07-01', 9), ('c', 'unknown', 1)) t(customer, time, amount)`,
  );
  expect(done.wrong).toEqual([]);
  const rows = await done.rows('rfm', 'order by customer_id');
  expect(
    rows.map((row) =>
      ['customer_id', 'last_on', 'recency', 'frequency', 'monetary'].map((name) => row[name]),
    ),
  ).toEqual([
    ['a', '2024-06-10', 20, 2, 11],
    ['b', '2024-06-02', 28, 1, 8],
  ]);
});

test('rows that are the same as another are told with their share, since each counts', async () => {
  const told = async (spells: readonly Spell[]): Promise<string | undefined> =>
    readTexts(await run({ spells, recipes: [rfm], beside: true })).find((line) =>
      line.includes('the same as'),
    );
  expect(await told(buy('a', 3))).toBeUndefined();
  // Another amount is another purchase.
  const again = [
    { id: 'b', from: '2024-05-01' },
    { id: 'b', from: '2024-05-01', value: 11 },
  ];
  expect(await told([...buy('a', 3), ...again])).toBeUndefined();
  expect(await told([...buy('a', 3), ...again, { id: 'b', from: '2024-05-01' }])).toMatch(
    /^Rows that are the same as another in every column: 16\.67%\./,
  );
});
