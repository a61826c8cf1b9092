import { expect, test } from 'vitest';
import { findWho, writeWho } from '../../src/churn/who/find-who.ts';
import { leave, stay, useHandEngine } from './hand-lifetimes.ts';

const { engine, run } = useHandEngine();

test('scores, two exports and the waterfall: behind each count are as many customers', async () => {
  const spells = [
    ...stay(4),
    ...leave(3),
    { from: '2023-01-01', to: '2024-02-02', value: 30 },
    { from: '2024-05-01' },
    { from: '2024-06-01', to: '2024-07-01' },
  ];
  const made = await run({ spells, keys: ['rfm', 'exports', 'compare'], beside: true });
  expect(made.wrong).toEqual([]);
  const sql = made.cells.map(({ cell }) => cell.body).join('\n');
  const parameters = {
    period_from: { type: 'DATE', value: '2024-01-01' },
    period_to: { type: 'DATE', value: '2024-12-31' },
    before_from: { type: 'DATE', value: '2023-01-01' },
    before_to: { type: 'DATE', value: '2023-12-31' },
  } as const;
  const counted: Record<string, number> = {};
  for (const [relation, columns] of [
    ['rfm_segments', ['n']],
    ['rfm_facts', ['customers', 'risk_n']],
    ['export_waterfall', ['change']],
    ['export_facts', ['at_start', 'lost', 'missing', 'new', 'returned', 'kept', 'at_end']],
    ['waterfall', ['change']],
  ] as const)
    // Those who stayed have no bar; the row is about what they pay now.
    for (const row of (await made.rows(relation)).filter(({ kind }) => kind !== 'kept'))
      for (const column of columns) {
        const who = findWho({
          relation,
          lifetimes: 'lifetimes',
          columns: Object.keys(row),
          row,
          column,
          sql,
          parameters: {},
          groups: [],
        });
        if ('nobody' in who) expect.fail(`nobody behind ${relation}.${column}`);
        const listed = await engine().query(`select count(*) from (${writeWho(who)})`, { parameters });
        expect([relation, row, Number(listed.at(0, 0))]).toEqual([
          relation,
          row,
          Math.abs(Number(row[column])),
        ]);
        counted[relation] = (counted[relation] ?? 0) + Number(listed.at(0, 0));
      }
  expect(Object.values(counted).every((sum) => sum > 8)).toBe(true);
});
