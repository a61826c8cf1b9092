import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { makeTable } from '../../test/charts/make-table.ts';
import { toRows } from './to-rows.ts';

test('values become what a chart can place', () => {
  const table = makeTable(
    [
      ['fee', 'decimal'],
      ['big', 'integer'],
      ['rate', 'number'],
      ['day', 'date'],
      ['at', 'timestamp'],
      ['tags', 'nested'],
      ['left', 'boolean'],
      ['id', 'text'],
      ['clock', 'time'],
    ],
    [
      [
        '12.30',
        9007199254740993n,
        NaN,
        '2024-01-05',
        '2024-01-05T08:30:00.123456',
        { a: 1n, 名: ['x'] },
        true,
        '007',
        '08:30:00',
      ],
      ['-0.5', 3, Infinity, 'infinity', '2024-01-05T08:30:00Z', null, null, '', null],
    ],
  );
  expect(toRows(table).rows).toEqual([
    {
      fee: 12.3,
      big: 9007199254740992,
      rate: null,
      day: '2024-01-05T00:00:00',
      at: '2024-01-05T08:30:00.123',
      tags: '{"a":"1","名":["x"]}',
      left: true,
      id: '007',
      clock: '08:30:00',
    },
    {
      fee: -0.5,
      big: 3,
      rate: null,
      day: null,
      at: '2024-01-05T08:30:00',
      tags: null,
      left: null,
      id: '',
      clock: null,
    },
  ]);
});

test('columns of one name keep their values under names of their own', () => {
  const data = toRows(
    makeTable(
      [
        ['n', 'integer'],
        ['n', 'integer'],
        ['n_1', 'integer'],
        ['n', 'integer'],
      ],
      [[1, 2, 3, 4]],
    ),
  );
  expect(data.columns.map((column) => column.name)).toEqual(['n', 'n_2', 'n_1', 'n_3']);
  expect(data.rows).toEqual([{ n: 1, n_2: 2, n_1: 3, n_3: 4 }]);
});

test('a limit keeps the first rows and the count of all', () => {
  const data = toRows(makeTable([['n', 'integer']], [[1], [2], [3]]), 2);
  expect([data.rows.length, data.total]).toEqual([2, 3]);
});

const script = `
  import { makeTable } from './test/charts/make-table.ts';
  import { completeSpec } from './src/chart/complete-spec.ts';
  import { renderSvg } from './src/chart/render-svg.ts';
  import { toRows } from './src/chart/to-rows.ts';
  const days = ['2018-11-03', '2018-11-04', '2018-11-05', '2011-12-29', '2011-12-31'];
  const table = makeTable([['day', 'date'], ['n', 'integer']], days.map((day, i) => [day, i + 1]));
  const spec = { layer: [
    { mark: 'text', transform: [{ calculate: "timeFormat(datum.day, '%Y-%m-%d') + ' ' + date(datum.day) + ' ' + month(datum.day)", as: 't' }], encoding: { y: { field: 'n' }, text: { field: 't', type: 'nominal' } } },
    { mark: 'text', encoding: { y: { field: 'n' }, x: { field: 'day', timeUnit: 'yearmonthdate', type: 'ordinal' }, text: { field: 'day', timeUnit: 'yearmonthdate', format: '%d.%m.%Y' } } },
  ] };
  const svg = await renderSvg(completeSpec({ spec, ...toRows(table), theme: 'light', language: 'en' }).spec);
  console.log(JSON.stringify([...svg.matchAll(/<text[^>]*>([^<]*)/g)].map((one) => one[1])));
`;

test('no date moves by a day in any time zone', () => {
  const zones = [
    'UTC',
    'America/Sao_Paulo',
    'America/Los_Angeles',
    'Asia/Shanghai',
    'Pacific/Kiritimati',
    'Africa/Cairo',
  ];
  const drawn = zones.map((TZ) =>
    execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    }).trim(),
  );
  const [utc] = drawn;
  for (const text of ['2018-11-04 4 10', '2011-12-31 31 11', '04.11.2018']) expect(utc).toContain(text);
  expect(drawn).toEqual(zones.map(() => utc));
});
