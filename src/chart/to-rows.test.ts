import { afterEach, expect, test } from 'vitest';
import { makeTable } from '../../test/charts/make-table.ts';
import { completeSpec } from './complete-spec.ts';
import { renderSvg } from './render-svg.ts';
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

const days = ['2018-11-03', '2018-11-04', '2018-11-05', '2011-12-29', '2011-12-31'];
const told = "timeFormat(datum.day, '%Y-%m-%d') + ' ' + date(datum.day) + ' ' + month(datum.day)";
const byDay = {
  layer: [
    {
      mark: 'text',
      transform: [{ calculate: told, as: 't' }],
      encoding: { y: { field: 'n' }, text: { field: 't', type: 'nominal' } },
    },
    {
      mark: 'text',
      encoding: {
        y: { field: 'n' },
        x: { field: 'day', timeUnit: 'yearmonthdate', type: 'ordinal' },
        text: { field: 'day', timeUnit: 'yearmonthdate', format: '%d.%m.%Y' },
      },
    },
  ],
};
const here = process.env['TZ'];
afterEach(() => {
  if (here === undefined) delete process.env['TZ'];
  else process.env['TZ'] = here;
});

test.each([
  ['UTC', 0],
  ['America/Sao_Paulo', 120],
  ['America/Los_Angeles', 420],
  ['Asia/Shanghai', -480],
  ['Pacific/Kiritimati', -840],
  ['Africa/Cairo', -120],
])('no date moves by a day in %s', async (zone, offset) => {
  process.env['TZ'] = zone;
  expect(new Date(2018, 10, 4, 1).getTimezoneOffset()).toBe(offset);
  const table = makeTable(
    [
      ['day', 'date'],
      ['n', 'integer'],
    ],
    days.map((day, i) => [day, i + 1]),
  );
  const { spec } = completeSpec({ spec: byDay, ...toRows(table), theme: 'light', language: 'en' });
  const svg = await renderSvg(spec);
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map((one) => one[1]);
  expect(texts).toEqual(
    expect.arrayContaining([
      ...['2018-11-03 3 10', '2018-11-04 4 10', '2018-11-05 5 10', '2011-12-29 29 11', '2011-12-31 31 11'],
      ...['03.11.2018', '04.11.2018', '05.11.2018', '29.12.2011', '31.12.2011'],
    ]),
  );
});
