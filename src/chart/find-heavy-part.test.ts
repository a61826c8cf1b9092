import { expect, test } from 'vitest';
import { checkSpec } from './check-spec.ts';
import { findHeavyPart } from './find-heavy-part.ts';

const columns = [{ name: 'plan' }, { name: 'left' }];
const encoding = { x: { field: 'plan' }, y: { field: 'left' } };
const withTransform = (...transform: unknown[]) => ({ mark: 'bar', transform, encoding });
const times = (count: number, item: unknown): unknown[] => Array.from({ length: count }, () => item);
const window = { window: [{ op: 'rank', as: 'r' }] };

test.each([
  [
    'a list without end in a calculation',
    withTransform({ calculate: 'sequence(1e9)', as: 'z' }),
    'sequence()',
  ],
  ['one in a filter’s parts', withTransform({ filter: { not: 'length(sequence (1e9)) > 0' } }), 'sequence()'],
  [
    'one in an axis label',
    {
      mark: 'bar',
      encoding: { x: { field: 'plan', axis: { labelExpr: "pad('', 1e9)" } }, y: { field: 'left' } },
    },
    'pad()',
  ],
  [
    'one in a parameter',
    { mark: 'bar', encoding, params: [{ name: 'p', expr: 'sequence(1e9)' }] },
    'sequence()',
  ],
  [
    'times by the millisecond',
    withTransform({ calculate: "timeSequence('milliseconds', 0, 1e12)", as: 'z' }),
    'timeSequence()',
  ],
  ['a pattern that never ends', withTransform({ filter: 'test(/^(a+)+$/, datum.plan)' }), '(a+)+'],
  ['a pattern made of text', withTransform({ filter: "test(regexp('^(a+)+$'), datum.plan)" }), 'regexp()'],
  [
    'an expression of many thousand signs',
    withTransform({ filter: `(${'*'.repeat(100_000)}` }),
    `(${'*'.repeat(39)}…`,
  ],
  ['folds in folds', withTransform(...times(6, { fold: times(9, 'left'), as: ['k', 'left'] })), 'fold'],
  ['windows in windows', withTransform(...times(40, window)), 'window'],
  [
    'curves that compare every row with every other',
    withTransform(...times(2, { loess: 'left', on: 'left' })),
    'loess',
  ],
  [
    'repeats of repeats',
    { repeat: times(20, 'left'), spec: { repeat: times(20, 'left'), spec: { mark: 'bar', encoding } } },
    'repeat',
  ],
])('%s is refused by name before anything is drawn', (_name, spec, part) => {
  expect(checkSpec(spec, columns)).toEqual({ code: 'chart-too-heavy', values: { part } });
});

test('what reports do is not refused', () => {
  expect(
    findHeavyPart({
      title: 'The sequence (of events)',
      transform: [
        { fold: ['plan', 'left'] },
        window,
        { calculate: 'replace(datum.plan, /\\s+(and|or)\\s+/, \' & \') + "(a+)+"', as: 'name' },
        { filter: { or: ['datum.left > 3', { field: 'plan', oneOf: ['A'] }] } },
        { loess: 'left', on: 'left' },
      ],
      repeat: { row: ['plan', 'left'], column: ['left'] },
      spec: { mark: 'bar', encoding },
    }),
  ).toBeNull();
});
