import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runRunCommand } from '../../src/cli/run-command.ts';
import { runStartCommand } from '../../src/cli/start-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'ebb-start-'));
afterAll(() => rmSync(folder, { recursive: true }));

const shared = resolve(import.meta.dirname, '../../../shared/data');
const samples = resolve(import.meta.dirname, '../../sample-data');

interface JsonCell {
  readonly kind: string;
  readonly name: string | null;
  readonly status: string;
  readonly error?: unknown;
  readonly columns: { name: string }[];
  readonly rowCount: number | null;
  readonly rows: unknown[][];
}

function createIo() {
  let [out, error] = ['', ''];
  return {
    language: 'en' as const,
    out: (text: string) => void (out += text),
    error: (text: string) => void (error += text),
    said: () => ({ out, error }),
  };
}

async function start(
  ...args: string[]
): Promise<{ code: number; text: string; error: string; path: string }> {
  const io = createIo();
  const path = join(folder, `${Math.random().toString(36).slice(2)}.md`);
  const code = await runStartCommand([...args, '--out', path], io);
  return { code, text: existsSync(path) ? readFileSync(path, 'utf8') : '', error: io.said().error, path };
}

/** Starts a notebook and runs it; every cell must be done and no check may find anything. */
async function startAndRun(
  ...args: string[]
): Promise<{ cells: JsonCell[]; text: string; row: (name: string) => Record<string, unknown> }> {
  const { code, text, path, error } = await start(...args);
  expect([code, error]).toEqual([0, '']);
  const io = createIo();
  await runRunCommand([path, '--format', 'json'], io);
  const { cells } = JSON.parse(io.said().out) as { cells: JsonCell[] };
  const bad = cells.filter(
    (cell) => cell.status !== 'done' || (cell.kind === 'check' && cell.rowCount !== 0),
  );
  expect(bad.map((cell) => [cell.name, cell.error, cell.rows])).toEqual([]);
  const row = (name: string): Record<string, unknown> => {
    const cell = cells.find((one) => one.name === name) ?? expect.fail(`no cell ${name}`);
    return Object.fromEntries(cell.columns.map((column, i) => [column.name, cell.rows[0]?.[i]]));
  };
  return { cells, text, row };
}

const churnCell = (text: string): string => /```yaml churn[^]*?```/.exec(text)?.[0] ?? '';

// Two engines and about a hundred cells each: slow where many tests run at once.
const patience = 240_000;

test(
  'our sample, in Chinese: the definition by dates, with indicators beside it',
  { timeout: patience },
  async () => {
    const { text, cells, row } = await startAndRun(
      `${samples}/telecom-customers.zh.csv`,
      `${samples}/telecom-indicators.zh.csv`,
      '--lang',
      'zh',
    );
    expect(churnCell(text)).toBe(
      '```yaml churn name=lifetimes from=customers\nrule: ended\nreactivation: same\nsegments:\n  - 套餐\n  - 地区\n  - 渠道\n  - 年龄\n  - 付费方式\n```',
    );
    expect(text).toContain('as_of: 2024-12-31');
    // The telecom notebook's own SQL counts these over 2024.
    expect(row('kpi')).toMatchObject({ customers_at_start: 12319, leavers: 2561 });
    expect(cells.find((one) => one.name === 'lifetimes')?.rowCount).toBe(20_439);
  },
);

describe.runIf(existsSync(shared))('public exports', { timeout: patience }, () => {
  test('telco: a flag and a tenure without dates', async () => {
    const { row, text } = await startAndRun(`${shared}/telco/telco-customer-churn.csv`, '--lang', 'en');
    expect(row('kpi')).toMatchObject({ customers: 7043, leavers: 1869 });
    expect(text).toContain('## What is lacking');
  });

  test('game churn in GB18030', async () => {
    const { row, text } = await startAndRun(`${shared}/chinese/用户流失预测数据.csv`, '--lang', 'zh');
    expect(row('kpi')).toMatchObject({ customers: 1309, leavers: 1018 });
    expect(churnCell(text)).toContain('rule: flag');
  });

  test('purchases without a header: customers, days and amounts are found by their values', async () => {
    const { row, text, cells } = await startAndRun(`${shared}/cdnow/CDNOW_sample.txt`, '--lang', 'en');
    expect(churnCell(text)).toContain('rule: inactive\ndays: 90');
    expect(cells.find((one) => one.name === 'lifetimes')?.rowCount).toBe(2357);
    expect(row('kpi')).toHaveProperty('leavers');
  });

  test('subscriptions: accounts say who left; the contracts and the reasons stand beside them', async () => {
    const files = ['accounts', 'subscriptions', 'churn_events'].map(
      (name) => `${shared}/subscriptions/ravenstack_${name}.csv`,
    );
    const { text, row } = await startAndRun(...files, '--lang', 'en');
    const accounts = readFileSync(files[0] ?? '', 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    const left = accounts.filter((line) => /,TRUE\s*$/i.test(line)).length;
    expect(churnCell(text)).toContain('from=customers\nrule: flag');
    expect(row('kpi')).toMatchObject({ leavers: left });
    const contracts = await startAndRun(
      files[1] ?? '',
      '--rule',
      'ended',
      '--role',
      'customer=subscription_id',
      '--lang',
      'en',
    );
    // 5,000 subscriptions, of which 4,514 have no end.
    expect(contracts.cells.find((one) => one.name === 'lifetimes')?.rowCount).toBe(5000);
    expect(churnCell(contracts.text)).toContain('rule: ended');
  });
});

const exported = {
  'users-2024-05.csv': [
    ['客户编号', '入网日期', '离网日期', '月费', '套餐'],
    ['a', '2023-01-01', '', '10', '基础'], // stays, pays more, changes plan
    ['b', '2023-01-01', '', '20', '基础'], // leaves
    ['c', '2023-02-01', '', '30', '畅享'], // is not in the later export
    ['d', '2023-03-01', '2024-05-01', '40', '畅享'], // had left, comes back
    ['e', '2023-03-01', '', '50', '畅享'], // stays, pays less
    ['f', '2023-03-01', '2024-05-31', '60', '基础'], // had left, stays away
    ['g', '2023-03-01', '', '70', '基础'], // stays as before
  ],
  'users-2024-06.csv': [
    ['客户编号', '入网日期', '离网日期', '月费', '套餐'],
    ['a', '2023-01-01', '', '15', '畅享'],
    ['b', '2023-01-01', '2024-06-10', '20', '基础'],
    ['d', '2024-06-05', '', '45', '畅享'],
    ['e', '2023-03-01', '', '42', '畅享'],
    ['f', '2023-03-01', '2024-05-31', '60', '基础'],
    ['g', '2023-03-01', '', '70', '基础'],
    ['h', '2024-06-20', '', '5', '基础'],
    ['i', '2024-06-21', '2024-06-30', '5', '基础'], // came and left between the two
  ],
};

test.each(['zh', 'en'])(
  'two exports of one list, in %s: new, lost, kept and changed are those counted by hand, whichever file comes first',
  async (language) => {
    const paths = Object.entries(exported).map(([name, rows]) => {
      const path = join(folder, name);
      writeFileSync(path, rows.map((row) => row.join(',')).join('\n') + '\n');
      return path;
    });
    const { row, cells, text } = await startAndRun(...paths.toReversed(), '--lang', language);
    expect(text).toContain('file: users-2024-06.csv');
    expect(text).toContain('name=lifetimes_before from=customers_before');
    expect(row('export_facts')).toMatchObject({
      at_start: 5,
      lost: 2,
      missing: 1,
      new: 1,
      returned: 1,
      kept: 3,
      down: 1,
      up: 1,
      at_end: 5,
      churn_rate: 0.4,
    });
    const rowsOf = (name: string): unknown[][] => cells.find((one) => one.name === name)?.rows ?? [];
    // position, step, kind, customers, value: 180 + 5 + 45 − 20 − 30 + (5 − 8) = 177.
    expect(rowsOf('export_waterfall').map((one) => [one[0], one[3], one[4]])).toEqual([
      [1, 5, 180],
      [2, 1, 5],
      [3, 1, 45],
      [4, -1, -20],
      [5, -1, -30],
      [6, 5, 177],
      [7, 0, -3],
    ]);
    expect(rowsOf('export_moves')).toEqual([['套餐', '基础', '畅享', 1, 5]]);
  },
  patience,
);

test('a list of leavers says that everyone in it has left; each gives all of his reasons', async () => {
  const path = join(folder, 'leaving.csv');
  writeFileSync(
    path,
    '客户编号,流失日期,流失原因,备注\na,2024-01-05,价格高,\na,2024-01-05,服务差,\nb,2024-02-05,价格高,希望优惠\nc,2024-02-07,,\n',
  );
  const { row } = await startAndRun(path, '--lang', 'zh');
  expect(row('reasons')).toMatchObject({ reason: '价格', leavers: 2, share: 0.5 });
  expect(row('reason_facts')).toMatchObject({ leavers: 3, unknown_share: 1 / 3 });
}, 120_000);

test('an end column of dates and words for “still here” is one', async () => {
  const path = join(folder, 'gym.csv');
  writeFileSync(
    path,
    'member no,joined,left,club\n1,2023-01-05,active,North\n2,2023-02-05,2023-06-01,South\n3,2023-02-05,2023-07-01,North\n',
  );
  const { row, text } = await startAndRun(path, '--lang', 'en');
  expect(churnCell(text)).toContain('rule: ended');
  expect(row('lifetimes')).toMatchObject({ churned: false });
  expect(row('kpi')).toMatchObject({ customers_at_end: 1 });
}, 120_000);

test('columns of a second file reach each customer once, whatever no eye sees around the numbers', async () => {
  const [contracts, people] = [join(folder, 'contracts.csv'), join(folder, 'people.csv')];
  const ids = Array.from({ length: 30 }, (_, at) => `A-${100 + at}`);
  const left = (at: number): string => (at % 3 === 0 ? '2024-02-01' : '');
  writeFileSync(
    contracts,
    `customer_id,start_date,end_date,monthly_fee\n${ids.map((id, at) => `${at === 4 ? `${id}\t` : id},2023-01-05,${left(at)},10\n`).join('')}`,
  );
  // One customer has two rows; the first in order is taken, and the fee counts once.
  const rows = ids.map((id, at) => `${at === 5 ? `\u00a0${id}` : id},${at % 2 ? 'North' : 'South'}\n`);
  writeFileSync(people, `customer_id,region\n${rows.join('')}A-105,West\n`);
  const { cells, text } = await startAndRun(contracts, people, '--lang', 'en');
  expect(churnCell(text)).toContain('- region');
  const found = cells.find(({ name }) => name === 'lifetimes') ?? expect.fail('no lifetimes');
  const at = (name: string): number => found.columns.findIndex((one) => one.name === name);
  expect(
    found.rows.map((row) => [row[at('customer_id')], row[at('value')], row[at('region')]]).toSorted(),
  ).toEqual(ids.map((id, place) => [id, 10, place === 5 ? 'West' : place % 2 ? 'North' : 'South']));
}, 120_000);

test('rows with a flag and without a customer are customers, which the notebook says', async () => {
  const path = join(folder, 'nobody.csv');
  const rows = Array.from(
    { length: 60 },
    (_, at) => `${400 + (at % 7)},${at % 2 ? 'France' : 'Spain'},${at % 5 ? 0 : 1}`,
  );
  writeFileSync(path, `credit score,geography,exited\n${rows.join('\n')}\n`);
  const { row, text } = await startAndRun(path, '--lang', 'en');
  expect(row('kpi')).toMatchObject({ customers: 60, leavers: 12 });
  expect(text).toContain('No column says who the customer is, so each row is a customer.');
  // A first column of its own in each row is who they are.
  writeFileSync(path, `pid,geography,exited\n${rows.map((one, at) => `${at}${one.slice(3)}`).join('\n')}\n`);
  const numbered = await startAndRun(path, '--lang', 'en');
  expect(numbered.text).toContain('\n  customer: pid\n');
  expect(numbered.text).not.toContain('each row is a customer');
}, 120_000);

test('a condition for who left, as the message asks for it, is enough in a study that names nobody', async () => {
  const path = join(folder, 'study.csv');
  const rows = Array.from({ length: 60 }, (_, at) => `${at % 3},${10 + 9 * at},${at % 4 ? 1 : 2},${at % 2}`);
  writeFileSync(path, `inst,time,status,sex\n${rows.join('\n')}\n`);
  const asked = await start(path, '--lang', 'en');
  expect(asked.error).toContain("--role 'churned=status = 2'");
  const { row, text } = await startAndRun(path, '--lang', 'en', '--role', 'churned=status = 2');
  expect(text).toContain('\n  tenure: time\n');
  expect(row('kpi')).toMatchObject({ customers: 60, leavers: 15 });
  expect(row('survival_facts')).toMatchObject({ n: 60, events: 15 });
}, 120_000);

test('a flag that is filled only for those who left: blank is still here', async () => {
  const path = join(folder, 'blank.csv');
  const rows = Array.from({ length: 60 }, (_, at) => `C${at},${at % 2 ? '东' : '西'},${at % 5 ? '' : '是'}`);
  writeFileSync(path, `客户编号,地区,是否流失\n${rows.join('\n')}\n`);
  const { row, text } = await startAndRun(path, '--lang', 'zh');
  expect(text).toContain('\n  churned: 是否流失 is not null\n');
  expect(row('kpi')).toMatchObject({ customers: 60, leavers: 12 });
});

test('a flag whose values do not say which means left is asked about also where it is told to be the flag', async () => {
  const path = join(folder, 'codes.csv');
  const rows = Array.from({ length: 60 }, (_, at) => `C${at},${at % 2},${at % 5 ? 1 : 2}`);
  writeFileSync(path, `customer_id,plan,state code\n${rows.join('\n')}\n`);
  const { code, error } = await start(path, '--lang', 'en', '--role', 'churned=state code');
  expect([code, error]).toEqual([
    1,
    expect.stringContaining('its values (1, 2) do not tell which of them means left'),
  ]);
  expect(error).toContain(`--role 'churned="state code" = 2'`);
});

test('visits beside members who pay a fee: the fee is the revenue', async () => {
  const [members, visits] = [join(folder, '会员.csv'), join(folder, '到店.csv')];
  const ids = Array.from({ length: 40 }, (_, at) => `HY${100 + at}`);
  writeFileSync(
    members,
    `会员编号,入会日期,月费\n${ids.map((id, at) => `${id},2023-01-05,${100 + at}\n`).join('')}`,
  );
  // The first ten came last in March, all others in December.
  const days = (at: number): string[] => [
    '2024-01-02',
    '2024-03-01',
    ...(at < 10 ? [] : ['2024-05-20', '2024-08-10', '2024-10-30', '2024-12-31']),
  ];
  writeFileSync(
    visits,
    `会员编号,到店时间\n${ids.flatMap((id, at) => days(at).map((day) => `${id},${day} 18:30:00\n`)).join('')}`,
  );
  const { row, text } = await startAndRun(members, visits, '--lang', 'zh');
  expect(churnCell(text)).toContain('activity: activity');
  expect(row('kpi')).toMatchObject({
    customers_at_start: 40,
    leavers: 10,
    monthly_revenue: 4780,
    monthly_revenue_lost: 1045,
  });
}, 120_000);

test('records of a file that are set aside are told on the error stream, when it is started with and when it is run', async () => {
  const path = join(folder, 'odd-line.csv');
  writeFileSync(
    path,
    'id,joined,left\n1,2023-01-05,\n2,2023-02-05,2023-06-01\n3,2023-02-05,2023-07-01,odd\n',
  );
  const told = /odd-line\.csv: 3 records = 2 loaded \+ 1 set aside\. Which ones: ebb import odd-line\.csv\n$/;
  const started = await start(path, '--lang', 'en');
  expect(started.error).toMatch(told);
  const io = createIo();
  await runRunCommand([started.path, '--format', 'json'], io);
  expect(io.said().error).toMatch(told);
  expect(JSON.parse(io.said().out)).toHaveProperty('cells');
}, 60_000);

test('customers who are told apart by a name are said to be', async () => {
  const path = join(folder, 'names.csv');
  const rows = '王伟,2023-01-05,,9\n李娜,2023-02-05,2023-06-01,8\n王伟,2023-03-05,,7\n';
  writeFileSync(path, `姓名,开卡日期,退卡日期,月费\n${rows}`);
  const { row, text } = await startAndRun(path, '--lang', 'zh');
  // Both of one name came before the as-of date, the last day on file, and are still there.
  expect(row('kpi')).toMatchObject({ customers_at_end: 1 });
  expect(text).toContain('客户按“姓名”区分：同名的算同一位客户。');
});

test('a role may be told, as a column or as an expression; a customer’s name beside it stays', async () => {
  const path = join(folder, 'odd.csv');
  writeFileSync(
    path,
    'who,since_when,gone,fee\na1,2024-01-01,,3\na2,2024-01-05,2024-03-01,4\na3,2024-02-01,2024-04-01,5\n',
  );
  const none = await start(path);
  expect([none.code, none.text]).toEqual([1, '']);
  expect(none.error).toContain('who left');
  const told = ['customer=who', 'started=since_when', 'ended=gone', 'value=fee * 2'].flatMap((one) => [
    '--role',
    one,
  ]);
  const { row, text } = await startAndRun(path, ...told, '--lang', 'en');
  expect(text).toContain('value: fee * 2');
  expect(row('kpi')).toBeDefined();
});

test.each([
  [[], 'No file'],
  [['x.csv'], '--out'],
  [['x.csv', '--role', 'left=x', '--out', 'y'], 'churned'],
  [['x.csv', '--role', 'customer', '--out', 'y'], 'NAME=VALUE'],
  [['x.csv', '--rule', 'gone', '--out', 'y'], 'inactive'],
  [['x.csv', '--lang', 'de', '--out', 'y'], 'zh, en'],
])('wrong usage %j is told: exit 2', async (args, words) => {
  const io = createIo();
  expect(await runStartCommand(args, io)).toBe(2);
  expect(io.said().error).toContain(words);
});
