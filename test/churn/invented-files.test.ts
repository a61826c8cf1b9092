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
};
for (const [name, lines] of Object.entries(files)) writeFileSync(join(folder, name), lines.join('\n'));

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
      rule !== 'ended'
        ? [kpi['customers'], kpi['leavers']]
        : [kpi['customers_at_start'], kpi['customers_at_end']],
    ).toEqual(rule !== 'ended' ? [40, 14] : [40, 26]);
    // The scores are from what the rows sum up: 1 + … + 40 purchases.
    if (rule === 'inactive')
      expect(cells.find((one) => one.name === 'rfm')).toMatchObject({ status: 'done', rowCount: 40 });
    if (text.includes('reason_map'))
      expect(rowOf('reason_facts')).toMatchObject({ leavers: 14, top_share: 1, unknown_share: 0 });
    else expect(text).not.toContain('survey.csv');
  },
  120_000,
);

test('a flag of 1 and 2 says what is unclear and how to say it', async () => {
  const { code, error } = await start('en', 'flags.csv');
  expect(code).toBe(1);
  expect(error).toContain("--role 'churned=churn = 2'");
  expect((await start('zh', 'flags.csv')).error).toContain('（1, 2）');
});
