import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'ebb-run-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

interface JsonCell {
  readonly kind: string;
  readonly name: string | null;
  readonly status: string;
  readonly error?: { code: string; message: string; next: string; position?: number };
  readonly columns: { name: string; type: string }[];
  readonly rowCount: number | null;
  readonly rows: unknown[][];
  readonly ms: number | null;
}

const throughNpm = ['npm', 'run', '--silent', 'ebb', '--'];
const direct = [process.execPath, '--import', 'tsx', 'src/cli/main.ts'];

/** The command as a user starts it: its own process, its exit code, its two streams. */
function ebb(args: readonly string[], lang = 'C', [command = '', ...words] = direct): Promise<Finished> {
  return new Promise((done) => {
    const child = spawn(command, [...words, ...args], {
      cwd: root,
      env: { ...process.env, LC_ALL: lang },
    });
    let [out, error] = ['', ''];
    child.stdout.on('data', (text: Buffer) => (out += text.toString()));
    child.stderr.on('data', (text: Buffer) => (error += text.toString()));
    child.on('close', (code) => done({ code, out, error }));
  });
}

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const cellsOf = ({ out }: Finished): JsonCell[] => (JSON.parse(out) as { cells: JsonCell[] }).cells;
const find = (cells: readonly JsonCell[], name: string): JsonCell =>
  cells.find((cell) => cell.name === name) ?? expect.fail(`no cell ${name}`);

const fence = (info: string, body: string): string => `\`\`\`${info}\n${body}\n\`\`\`\n\n`;
const head = (lang: string): string => `---\nebb: 1\ntitle: t\nlang: ${lang}\n---\n\n`;

let values = '';
let broken = '';
beforeAll(() => {
  write('客户.csv', '编号,地区,金额\n007,华东,12.5\n008,华南,3\n009,华东,4\n');
  values = write(
    'values.md',
    head('zh') +
      '共 {{ 合计.人数 }} 人，占 {{ 合计.比例 | .1% }}。\n\n' +
      fence('yaml data name=customers', 'file: 客户.csv\ncolumns:\n  region: 地区') +
      fence('yaml input name=regions', 'type: multiselect\noptions: [华东, 华南]\ndefault: [华东]') +
      fence('yaml input name=amount', 'type: range\ndefault: [0, 100]') +
      fence(
        'sql query name=合计',
        'select count(*) as 人数, 0.5 as 比例 from customers where list_contains($regions, region) and 金额 between $amount_from and $amount_to',
      ) +
      fence(
        'sql query name=kinds',
        `select 9007199254740993 as big, 12.30::decimal(9,2) as exact, date '2024-02-29' as day, timestamp '2024-02-29 08:30:00' as at, 'nan'::double as nan, null as nothing, {'a': [1, 2]} as nested, '007' as id, 1 as id`,
      ) +
      fence('json chart from=合计', '') +
      fence('sql check name=有人', 'select * from 合计 where 人数 = 0'),
  );
  broken = write(
    'broken.md',
    head('zh') +
      fence('yaml data name=gone', 'file: nowhere.csv') +
      fence('sql query name=good', 'select 1 as a') +
      fence('sql query name=bad', "select '客户' as 客户, from") +
      fence('sql query name=after', 'select * from bad') +
      fence('sql check name=hurt', 'select * from good'),
  );
});

test('the telecom notebook runs with the samples: exit 0, rows and types as JSON', async () => {
  const args = ['run', 'notebooks/telecom-churn.en.md', '--format', 'json', '--rows', '3'];
  const done = await ebb(args, 'C', throughNpm);
  expect([done.code, done.error]).toEqual([0, '']);
  const report = JSON.parse(done.out) as { notebook: string; engine: string; cells: JsonCell[] };
  expect(report.notebook).toBe('notebooks/telecom-churn.en.md');
  expect(report.engine).toMatch(/duckdb.*1\.4\.3/);
  expect(report.cells.every((cell) => cell.status === 'done')).toBe(true);
  const trend = find(report.cells, 'trend');
  expect(trend.rowCount).toBe(12);
  expect(trend.rows.map((row) => row[0])).toEqual(['2024-01-01', '2024-02-01', '2024-03-01']);
  expect(trend.columns[0]).toEqual({ name: 'month', type: 'DATE' });
  expect(find(report.cells, 'lifetimes').rowCount).toBe(20_439);
  expect(find(report.cells, 'customers').rowCount).toBe(20_439);
});

test('a file beside the notebook is found, and every kind of value survives JSON', async () => {
  const done = await ebb(['run', values, '--format', 'json']);
  expect([done.code, done.error]).toEqual([0, '']);
  const cells = cellsOf(done);
  expect(find(cells, '合计').rows).toEqual([[2, '0.5']]);
  expect(find(cells, 'kinds').rows).toEqual([
    ['9007199254740993', '12.30', '2024-02-29', '2024-02-29T08:30:00', 'NaN', null, { a: [1, 2] }, '007', 1],
  ]);
  expect(
    find(cells, 'kinds')
      .columns.map(({ name }) => name)
      .slice(-2),
  ).toEqual(['id', 'id_1']);
  expect(find(cells, 'customers').columns[0]).toEqual({ name: 'region', type: 'VARCHAR' });
  expect(find(cells, 'customers').rows[0]).toEqual(['华东', '007', '华东', 12.5]);
});

test('--data binds another file and --set sets inputs by their type', async () => {
  const other = write('other.csv', '编号,地区,金额\n1,华南,50\n2,华南,60\n3,华东,1\n');
  const set = ['--set', 'regions=华东,华南', '--set', 'amount=40..55'];
  const done = await ebb(['run', values, '--data', `customers=${other}`, ...set, '--format', 'json']);
  expect([done.code, done.error]).toEqual([0, '']);
  expect(find(cellsOf(done), '合计').rows).toEqual([[1, '0.5']]);
});

test('text shows prose with its values, tables that line up, and passed checks', async () => {
  const done = await ebb(['run', values, '--rows', '1']);
  expect([done.code, done.error]).toEqual([0, '']);
  expect(done.out).toContain('共 2 人，占 50.0%。');
  expect(done.out).toContain(
    'region  编号  地区  金额\n──────  ────  ────  ────\n华东    007   华东  12.5\n',
  );
  expect(done.out).toContain('■ input regions · $regions = ["华东"]');
  expect(done.out).toContain('✓ check 有人');
});

test('a failed cell, a blocked cell, a missing file and a violation: exit 1, all told, nothing else lost', async () => {
  const done = await ebb(['run', broken, '--format', 'json']);
  expect(done.code).toBe(1);
  const cells = cellsOf(done);
  expect(find(cells, 'good')).toMatchObject({ status: 'done', rows: [[1]] });
  expect(find(cells, 'bad').status).toBe('failed');
  expect(find(cells, 'bad').error?.message).toMatch(/[\u4e00-\u9fff]/);
  expect(find(cells, 'after').status).toBe('blocked');
  expect(find(cells, 'gone').error?.code).toBe('cli-data-not-found');
  expect(find(cells, 'hurt')).toMatchObject({ status: 'done', rowCount: 1, rows: [[1]] });
  const text = await ebb(['run', broken]);
  expect(text.code).toBe(1);
  expect(text.out).toContain('✗ check hurt');
  expect(text.out).toContain('bad 需要先运行成功');
});

test('a chart that could not be drawn is a failed cell, with the compiler’s own words', async () => {
  const notebook = write(
    'charts.md',
    head('en') +
      fence('sql query name=rows', "select 'A' as plan, 1 as churned") +
      fence('json chart name=good from=rows', '{"mark": "bar", "encoding": {"x": {"field": "plan"}}}') +
      fence('json chart name=bad from=rows', '{"layer": [{}]}') +
      fence('json chart name=typo from=rows', '{"mark": "bar", "encoding": {"x": {"field": "plann"}}}'),
  );
  const done = await ebb(['run', notebook, '--format', 'json']);
  expect(done.code).toBe(1);
  const cells = cellsOf(done);
  expect(find(cells, 'good').status).toBe('done');
  expect(find(cells, 'bad')).toMatchObject({ status: 'failed', error: { code: 'chart-bad-spec' } });
  expect(find(cells, 'typo')).toMatchObject({ status: 'failed', error: { code: 'chart-missing-column' } });
});

test.each([
  [[], 'Usage'],
  [['wrong'], 'no command “wrong”'],
  [['run'], 'No notebook'],
  [['run', 'nowhere.md'], 'nowhere.md'],
  [['run', 'package.json'], '“package.json” is not an Ebb notebook'],
  [['run', 'notebooks/telecom-churn.en.md', '--data', 'clients=x.csv'], 'customers, indicators'],
  [['run', 'notebooks/telecom-churn.en.md', '--data', 'customers=nowhere.csv'], 'nowhere.csv'],
  [['run', 'notebooks/telecom-churn.en.md', '--set', 'period=2024'], 'period'],
])('wrong usage %j: exit 2, said on the error stream only', async (args, words) => {
  const done = await ebb(args);
  expect([done.code, done.out]).toEqual([2, '']);
  expect(done.error).toContain(words);
});

test('usage errors speak the language of the terminal', async () => {
  const done = await ebb(['run'], 'zh_CN.UTF-8');
  expect(done.code).toBe(2);
  expect(done.error).toContain('没有指定笔记本');
});
