import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runRunCommand } from '../../src/cli/run-command.ts';
import { runStartCommand } from '../../src/cli/start-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'ebb-invented-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Rows 0 to 39, of which each third has left. */
const rows = (write: (at: number, hasLeft: boolean) => string): string[] =>
  Array.from({ length: 40 }, (_, at) => write(at, at % 3 === 0));
const two = (at: number): string => String((at % 27) + 1).padStart(2, '0');

/** November 2022 to January 2024. */
const months = Array.from(
  { length: 15 },
  (_, month) => `${2022 + Math.floor((month + 10) / 12)}-${String(((month + 10) % 12) + 1).padStart(2, '0')}`,
);

const files: Readonly<Record<string, readonly string[]>> = {
  // Days first, and a word where there is no end.
  'gym.csv': [
    'Member No,Join Date,Cancel Date,Membership,Monthly Fee',
    ...rows(
      (at, left) =>
        `G${at},${two(at)}/03/2022,${left ? `${two(at)}/02/2024` : 'active'},${at % 2 ? 'Plus' : 'Basic'},${29 + (at % 2)}`,
    ),
  ],
  'school.csv': [
    '学员编号,报名日期,退学日期,退学原因,课程',
    ...rows(
      (at, left) =>
        `XY${at},2022-03-${two(at)},${left ? `2024-02-${two(at)}` : ''},${left ? '学费太贵' : ''},${at % 2 ? '英语' : '数学'}`,
    ),
  ],
  'crm.csv': [
    'Account ID,Lifecycle Stage,Created Date,Segment,MRR',
    ...rows(
      (at, left) =>
        `ACC-${at},${left ? (at % 2 ? 'Churned' : 'Lost - price') : 'Customer'},2022-03-${two(at)},${at % 2 ? 'SMB' : 'Ent'},${100 + at}`,
    ),
  ],
  // Contracts of a year, of which accounts that stay have one after the other; the amounts are of a year too.
  'renewals.csv': [
    'Contract No,Account,Contract start,Contract end,Annual contract value,Industry',
    ...rows((at, left) =>
      (left ? [2022] : [2022, 2023, 2024])
        .map(
          (year) =>
            `CT${year}${two(at)}${at},Firm ${at},${year}-03-01,${year + 1}-02-28,1200,${at % 2 ? 'a' : 'b'}`,
        )
        .join('\n'),
    ),
  ],
  // What each guest has spent in all: 365 in the 365 days of those who left.
  'hotel.csv': [
    '会员编号,入会日期,退会日期,累计消费,会员等级',
    ...rows((at, left) => `H${at},2023-03-01,${left ? '2024-02-29' : ''},365,${at % 2 ? '金卡' : '银卡'}`),
  ],
  'streaming.csv': [
    '会员账号,首次开通日期,取消续费日期,每月扣费(元),常用终端',
    ...rows(
      (at, left) =>
        `VIP${at},2022/3/${two(at)},${left ? `2024/2/${two(at)}` : ''},30,${at % 2 ? '手机' : '电视'}`,
    ),
  ],
  // A study: nobody is named, and a status beside a time is that of the event.
  'study.csv': ['time,cens,arm', ...rows((at, left) => `${at + 5},${left ? 1 : 0},${at % 2 ? 'a' : 'b'}`)],
  'users.csv': [
    'user_id,signup_date,churn_date,plan',
    ...rows(
      (at, left) =>
        `u${at},2022-03-${two(at)},${left ? `2024-02-${two(at)}` : ''},${at % 2 ? 'free' : 'pro'}`,
    ),
  ],
  'survey.csv': [
    'user_id,survey_date,cancellation_reason',
    ...rows((at) => `u${at},2024-03-${two(at)},too expensive`).filter((_, at) => at % 3 === 0),
  ],
  // Nobody has an end: who has not come for 90 days has left.
  'members.csv': [
    '会员卡号,最近消费日,累计消费次数,累计消费金额,门店',
    ...rows(
      (at, left) =>
        `8800${at},${left ? '2023' : '2024'}-03-${two(at)},${at + 1},${100 * (at + 1)}.5,${at % 2 ? '东' : '西'}`,
    ),
  ],
  'flags.csv': [
    'msisdn,churn,tenure_months,arpu',
    ...rows((at, left) => `${13900000000 + at},${left ? 2 : 1},${at + 1},${at}.5`),
  ],
  'saas.csv': [
    '订阅编号,公司名称,套餐,MRR（元）,开通日期,取消日期,取消原因',
    ...rows(
      (at, left) =>
        `S${at},公司${at},${at % 2 ? '基础版' : '专业版'},${199 + at},2022-03-${two(at)},${left ? `2024-02-${two(at)}` : ''},${left ? '价格太高' : ''}`,
    ),
  ],
  'orders.csv': [
    '订单号,买家昵称,下单时间,实付金额',
    ...rows((at) => `DD${at},买家${at},2022-12-${two(at)} 09:30:00,${at + 1}.50`),
    ...rows((at, left) => `DE${at},买家${at},${left ? '2023' : '2024'}-03-${two(at)} 20:10:00,${at + 1}.50`),
  ],
  // Orders have numbers of their own; whose they are says the address.
  'shop.csv': [
    'Name,Email,Paid at,Total,Created at,Id',
    ...rows(
      (at) => `#${1000 + at},b${at}@mail.com,,${at + 1}.50,2022-12-${two(at)} 09:30:00 +0800,${5000 + at}`,
    ),
    ...rows(
      (at, left) =>
        `#${2000 + at},b${at}@mail.com,,${at + 1}.50,${left ? '2023' : '2024'}-03-${two(at)} 20:10:00 +0800,${6000 + at}`,
    ),
  ],
  // Nobody says whether the tenure is of months or years.
  'bank.csv': [
    'RowNumber,CustomerId,Surname,Geography,Tenure,Balance,Exited',
    ...rows(
      (at, left) =>
        `${at + 1},${15600000 + 7 * at},Name${at},${at % 2 ? 'France' : 'Spain'},${at % 11},${1000 * at},${left ? 1 : 0}`,
    ),
  ],
  // As purchase models have it: ages in weeks, the first purchase left out of the frequency. 202 or 34 days of silence.
  'summary.csv': ['ID,frequency,recency,T', ...rows((at, left) => `${at + 1},${at},${left ? 10 : 34},38.86`)],
  'panel.csv': [
    'member_id,month,status,fee',
    ...rows((at, left) =>
      months
        .map((period, month) => {
          if (left && month > 8) return '';
          return `M${at},${period},${left && month === 8 ? 'cancelled' : 'active'},${left && month === 8 ? 0 : 20}`;
        })
        .filter((line) => line !== '')
        .join('\n'),
    ),
  ],
  // Months side by side; one member was there in none of them.
  'wide.csv': [
    `会员号,门店,${months.map((period) => `${period.slice(0, 4)}年${Number(period.slice(5))}月`).join(',')}`,
    ...rows(
      (at, left) =>
        `H${at},${at % 2 ? '东' : '西'},${months.map((_, month) => (left && month > 7 ? 0 : 20 + at)).join(',')}`,
    ),
    `H40,东,${months.map(() => '').join(',')}`,
  ],
  // Sorted by month, the first of which fills the part that is looked at: who left is only found in the whole file.
  'mobile.csv': [
    '手机号码,账期,用户状态,出账收入,套餐',
    ...Array.from({ length: 16 }, (_, month) =>
      rows((at, left) => {
        const period = `${2022 + Math.floor((month + 10) / 12)}${String(((month + 10) % 12) + 1).padStart(2, '0')}`;
        const status = left && month > 8 ? '主动拆机' : at % 5 === 0 ? '欠费停机' : '在网';
        const line = `1380000${String(at).padStart(4, '0')},${period},${status},${left && month > 8 ? 0 : 59},甲`;
        return Array.from({ length: month === 0 ? 510 : 1 }, () => line).join('\n');
      }).join('\n'),
    ),
  ],
  'tutoring.csv': [
    '学员编号,报名日期,退课日期,退课原因,退款日期,科目',
    ...rows(
      (at, left) =>
        `XY${at},2022-03-${two(at)},${left ? `2024-02-${two(at)}` : ''},${left ? '时间冲突' : ''},${left ? `2024-03-${two(at)}` : ''},${at % 2 ? '英语' : '数学'}`,
    ),
  ],
  'cancellations.csv': [
    'Response ID,Customer Email,Submitted At,Why did you cancel? (select all),Other comments',
    ...rows(
      (at, left) =>
        `R${at},user${at}@example.com,2024-03-${two(at)},${left ? '' : 'Too expensive; Poor support'},${left ? 'the app is too expensive' : ''}`,
    ),
  ],
  // A log of exactly one year: nobody was there when it began.
  'log.csv': [
    'user_id,event_time',
    ...rows((at) => `u${at},2023-0${(at % 3) + 1}-01`),
    ...rows((at, left) => `u${at},2023-${left ? '04-30' : '12-31'}`),
  ],
  // Every contract has an end, also those that go on.
  'contracts.csv': [
    'contract_no,customer,signed_on,contract_end,monthly_fee_eur',
    ...rows(
      (at, left) => `K${at},C${at},2022-03-${two(at)},${left ? '2022-03-26' : '2025-01-01'},${20 + at}`,
    ),
  ],
  'ends.csv': [
    'member_id,start_date,end_date',
    ...rows(
      (at, left) =>
        `M${at},2022-03-${two(at)},${left ? `2024-02-${two(at)}` : at % 2 === 0 ? '2031-01-01' : ''}`,
    ),
  ],
};
for (const [name, lines] of Object.entries(files))
  writeFileSync(join(folder, name), toBytes(lines.join('\n'), name));

/** The orders are in GB18030, in which each of these letters is two bytes. */
function toBytes(text: string, name: string): Uint8Array {
  if (name !== 'orders.csv') return new TextEncoder().encode(text);
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, readonly number[]>();
  for (let first = 0xb0; first <= 0xf7; first++)
    for (let second = 0xa1; second <= 0xfe; second++)
      codes.set(decoder.decode(Uint8Array.of(first, second)), [first, second]);
  return Uint8Array.from([...text].flatMap((letter) => codes.get(letter) ?? [letter.charCodeAt(0)]));
}

interface Cell {
  readonly kind: string;
  readonly name: string | null;
  readonly status: string;
  readonly columns: readonly { readonly name: string }[];
  readonly rows: readonly (readonly unknown[])[];
  readonly rowCount: number | null;
}

async function start(language: 'zh' | 'en', ...args: readonly string[]) {
  let [out, error] = ['', ''];
  const io = {
    language,
    out: (text: string) => void (out += text),
    error: (text: string) => void (error += text),
    now: () => Date.parse('2024-06-30'),
  };
  const path = join(folder, `${args.join('-').replaceAll(/\W/g, '')}-${language}.md`);
  const paths = args.map((one) => (one in files ? join(folder, one) : one));
  const code = await runStartCommand([...paths, '--lang', language, '--out', path], io);
  if (code !== 0) return { code, error, ran: code, text: '', cells: [] };
  out = '';
  const ran = await runRunCommand([path, '--format', 'json'], io);
  return {
    code,
    error,
    ran,
    text: readFileSync(path, 'utf8'),
    cells: (JSON.parse(out) as { cells: Cell[] }).cells,
  };
}

test.each([
  ['zh', ['gym.csv'], 'ended'],
  ['en', ['school.csv'], 'ended'],
  ['zh', ['crm.csv'], 'flag'],
  ['en', ['study.csv'], 'flag'],
  ['en', ['users.csv', 'survey.csv'], 'ended'],
  ['zh', ['members.csv'], 'inactive'],
  ['zh', ['flags.csv', '--role', 'churned=churn = 2'], 'flag'],
  ['zh', ['saas.csv'], 'ended'],
  ['zh', ['orders.csv'], 'inactive'],
  ['en', ['shop.csv'], 'inactive'],
  ['en', ['bank.csv'], 'flag'],
  ['en', ['summary.csv'], 'inactive'],
  ['en', ['panel.csv'], 'status'],
  ['zh', ['mobile.csv'], 'status'],
  ['en', ['wide.csv'], 'status'],
  ['zh', ['tutoring.csv'], 'ended'],
] as const)(
  'in %s, %j: the notebook runs at once, and 14 of 40 have left',
  async (language, args, rule) => {
    const { code, error, ran, text, cells } = await start(language, ...args);
    expect([code, error, ran]).toEqual([0, '', 0]);
    expect(text).toContain(`\nrule: ${rule}\n`);
    const rowOf = (name: string): Record<string, unknown> => {
      const cell = cells.find((one) => one.name === name) ?? expect.fail(`no cell ${name}`);
      return Object.fromEntries(cell.columns.map((column, i) => [column.name, cell.rows[0]?.[i]]));
    };
    const kpi = rowOf('kpi');
    expect(
      'customers' in kpi
        ? [kpi['customers'], kpi['leavers']]
        : [kpi['customers_at_start'], kpi['customers_at_end']],
    ).toEqual('customers' in kpi ? [40, 14] : [40, 26]);
    expect(
      text.includes('The column "Tenure" does not name its unit; by its values it is read as months'),
    ).toBe(args[0] === 'bank.csv');
    // The scores are from what the rows sum up: 1 + … + 40 purchases.
    expect(/units="monthly_revenue: (\S+);/.exec(text)?.[1]).toBe(args[0] === 'saas.csv' ? '元' : undefined);
    if (rule === 'inactive')
      expect(cells.find((one) => one.name === 'rfm')).toMatchObject({ status: 'done', rowCount: 40 });
    if (text.includes('reason_map'))
      expect(rowOf('reason_facts')).toMatchObject({ leavers: 14, top_share: 1, unknown_share: 0 });
    else expect(text).not.toContain('survey.csv');
  },
  120_000,
);

test('of a status the text says which values mean left, and that all others count as still here', async () => {
  const { text, cells } = await start('zh', 'mobile.csv');
  expect(text).toContain('\nleft:\n  - 主动拆机\n');
  const value = cells.find((one) => one.name === 'lifetimes') ?? expect.fail('no lifetimes');
  const at = (name: string): number => value.columns.findIndex((one) => one.name === name);
  // What a customer last paid as a customer, not the 0 of the month after.
  expect(new Set(value.rows.map((row) => row[at('value')]))).toEqual(new Set([59]));
});

test('months side by side become a row for each customer and month, and who was there in none is told', async () => {
  const { text, cells } = await start('zh', 'wide.csv');
  expect(text).toContain('文件里每个月占一列（2022年11月 … 2024年1月，共 15 列）');
  const find = (name: string): Cell => cells.find((one) => one.name === name) ?? expect.fail(`no ${name}`);
  expect(find('periods_without_months').rows).toEqual([[1]]);
  const { columns, rows: spells } = find('lifetimes');
  const [customer, ended, value] = ['customer_id', 'ended_on', 'value'].map((name) =>
    columns.findIndex((one) => one.name === name),
  ) as [number, number, number];
  expect(spells.map((row) => [row[customer], row[ended], row[value]]).toSorted()).toEqual(
    rows((at, left) => JSON.stringify([`H${at}`, left ? '2023-07-01' : null, 20 + at]))
      .map((one) => JSON.parse(one) as unknown[])
      .toSorted(),
  );
});

test('a log of one year is looked at by its second half, when there was somebody to leave', async () => {
  const { text, cells } = await start('en', 'log.csv');
  expect(text).toContain('default: [2023-07-01, 2023-12-31]');
  expect(text).toContain('default: [2023-01-01, 2023-06-30]');
  const kpi = cells.find((one) => one.name === 'kpi') ?? expect.fail('no kpi');
  const at = (name: string): unknown => kpi.rows[0]?.[kpi.columns.findIndex((one) => one.name === name)];
  expect([at('customers_at_start'), at('leavers'), at('customers_at_end')]).toEqual([40, 14, 26]);
});

test('who renews a contract has not left, and what a year brings is twelve times the monthly revenue', async () => {
  const { ran, text, cells } = await start('en', 'renewals.csv', '--rule', 'ended');
  expect(ran).toBe(0);
  expect(text).toContain('\n  customer: Account\n');
  expect(text).toContain('the column "Annual contract value" holds amounts of a year');
  const lifetimes = cells.find((one) => one.name === 'lifetimes') ?? expect.fail('no lifetimes');
  const at = (name: string): number => lifetimes.columns.findIndex((one) => one.name === name);
  expect(lifetimes.rows).toHaveLength(40);
  expect(lifetimes.rows.filter((row) => row[at('churned')] === true)).toHaveLength(14);
  expect(new Set(lifetimes.rows.map((row) => row[at('value')]))).toEqual(new Set([100]));
});

test('what a customer has spent in all is no revenue of a month, but divided by the months of their stay it is', async () => {
  const { ran, text, cells } = await start('zh', 'hotel.csv');
  expect(ran).toBe(0);
  expect(text).toContain('\n  amount: 累计消费\n');
  expect(text).toContain('“累计消费”按名称是累计金额，除以客户在网的月数');
  expect(text).toContain('所以高价值层的流失率会偏高');
  const lifetimes = cells.find((one) => one.name === 'lifetimes') ?? expect.fail('no lifetimes');
  const at = (name: string): number => lifetimes.columns.findIndex((one) => one.name === name);
  const left = lifetimes.rows.filter((row) => row[at('churned')] === true);
  expect(left.map((row) => row[at('value')])).toEqual(
    Array(14).fill(expect.closeTo(365 / (365 / 30.436875), 9)),
  );
  // Whoever left early has the most by month: that is no reason to leave.
  const drivers = cells.find((one) => one.name === 'drivers') ?? expect.fail('no drivers');
  const dimension = drivers.columns.findIndex((one) => one.name === 'dimension');
  expect(drivers.rows.map((row) => row[dimension]).toSorted()).toEqual(['会员等级', '在网天数']);
});

test('of a balance no revenue is made, which the notebook says', async () => {
  const { text, cells } = await start('en', 'bank.csv');
  expect(text).toContain('\n  value: Balance\n');
  expect(text).toContain('The column "Balance" holds what customers own, not what they bring in');
  const names = cells.find((one) => one.name === 'kpi')?.columns.map(({ name }) => name);
  expect(names).toContain('churn_rate');
  expect(names).not.toContain('monthly_revenue');
});

test('the day on which a member stopped renewing is the end, and what is taken each month the value', async () => {
  const { ran, text } = await start('zh', 'streaming.csv');
  expect(ran).toBe(0);
  expect(text).toContain('\n  ended: 取消续费日期\n');
  expect(text).toContain('\n  value: 每月扣费(元)\n');
});

test('a survey of those who cancelled: reasons, and why there is no rate', async () => {
  const { ran, text, cells } = await start('en', 'cancellations.csv');
  expect(ran).toBe(0);
  expect(text).toContain('nobody who stayed');
  expect(cells.some((one) => one.name === 'kpi')).toBe(false);
  const facts = cells.find((one) => one.name === 'reason_facts') ?? expect.fail('no facts');
  const row = Object.fromEntries(facts.columns.map((column, i) => [column.name, facts.rows[0]?.[i]]));
  // 26 name two reasons each, and 14 none.
  expect(row).toMatchObject({ leavers: 40, top_share: 13 / 40, unknown_share: 14 / 40 });
});

test('an end that is agreed or still to come does not move the day to which the data are known', async () => {
  const read = async (name: string): Promise<{ asOf: string | undefined; row: unknown[] }> => {
    const { ran, text, cells } = await start('en', name);
    expect(ran).toBe(0);
    const kpi = cells.find((one) => one.name === 'kpi');
    const row = ['customers_at_start', 'customers_at_end'].map(
      (column) => kpi?.rows[0]?.[kpi.columns.findIndex((one) => one.name === column)],
    );
    return { asOf: /^as_of: (.*)$/m.exec(text)?.[1], row };
  };
  expect(await read('contracts.csv')).toEqual({ asOf: '2022-03-27', row: [0, 26] });
  expect(await read('ends.csv')).toEqual({ asOf: '2024-02-25', row: [40, 26] });
});

test('a flag of 1 and 2 says what is unclear and how to say it', async () => {
  const { code, error } = await start('en', 'flags.csv');
  expect(code).toBe(1);
  expect(error).toContain("--role 'churned=churn = 2'");
  expect((await start('zh', 'flags.csv')).error).toContain('（1, 2）');
});
