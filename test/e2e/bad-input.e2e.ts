import { readFileSync } from 'node:fs';
import { mkdtemp, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  acceptImport,
  expect,
  loadFiles,
  openNotebook,
  pickFiles,
  startEmpty,
  test,
  writeQuery,
  type Page,
} from './app.ts';

const whole = readFileSync(new URL('../../sample-data/telecom-customers.en.parquet', import.meta.url));
const junk = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256));

/** Sorts far more than memory holds. */
const MEMORY = `select count(distinct repeat('x', 200) || range) as n from range(40000000)`;

const fence = '```';
const broken = `---
ebb: 1
title: Broken
---

${fence}sql query name=good
select 4711 as kept
${fence}

${fence}sql query name=twin
select 1 as a
${fence}

${fence}sql query name=twin
select 2 as a
${fence}

${fence}sql query name=egg
select * from hen
${fence}

${fence}sql query name=hen
select * from egg
${fence}

${fence}json chart from=good
{ "mark": "bar", "encoding": { "x": { "field": "nothing_like_it", "type": "quantitative" } } }
${fence}
`;

const files = [
  { title: 'an empty file', name: 'empty.csv', bytes: Buffer.alloc(0), en: /is empty/, zh: /空/ },
  { title: 'binary junk named .csv', name: 'junk.csv', bytes: junk, en: /not a table/, zh: /不是|表格/ },
  {
    title: 'a truncated Parquet file',
    name: 'cut.parquet',
    bytes: whole.subarray(0, 40_000),
    en: /stops before its end|damaged/,
    zh: /不完整|损坏|残缺|结尾/,
  },
  {
    title: 'a file of white space',
    name: 'blank.csv',
    bytes: Buffer.from(' \n\n  \n'),
    en: /is empty/,
    zh: /空/,
  },
  {
    title: 'a Markdown file that is no notebook',
    name: 'letter.md',
    bytes: Buffer.from('# Dear Ann\n\nSee you soon.\n'),
    en: /“letter\.md” is not an Ebb notebook/,
    zh: /“letter\.md”不是 Ebb 笔记本/,
  },
  {
    title: 'binary junk named .md',
    name: 'junk.md',
    bytes: junk,
    en: /is not an Ebb notebook/,
    zh: /不是.*笔记本/,
  },
  {
    title: 'an unknown notebook format',
    name: 'new.md',
    bytes: Buffer.from('---\nebb: 99\n---\n'),
    en: /newer/,
    zh: /新/,
  },
];

for (const language of ['en', 'zh'] as const) {
  test.describe(language, () => {
    test.use({ locale: language === 'en' ? 'en-US' : 'zh-CN' });

    for (const file of files) {
      test(`${file.title} gives one message and loses nothing`, async ({ page, app }) => {
        await startEmpty(page, app.address);
        const cell = await writeQuery(page, 'select 42 as answer');
        await expect(cell).toHaveAttribute('data-status', 'done');
        await pickFiles(page, [{ name: file.name, bytes: file.bytes }]);
        await expect(page.getByText(file[language]).first()).toBeVisible();
        await expect(cell).toHaveAttribute('data-status', 'done');
        await expect(cell).toContainText('42');
      });
    }

    test('a page that may have no workers stands, and says that the engine did not start', async ({
      page,
      app,
    }) => {
      await page.addInitScript(() => {
        const denied = function (): never {
          throw new DOMException('no workers here', 'SecurityError');
        };
        Object.assign(window, { Worker: denied });
      });
      await page.goto(app.address);
      const told = page
        .getByRole('alert')
        .filter({ hasText: language === 'en' ? /did not start/ : /没能启动/ });
      await expect(told).toContainText(language === 'en' ? /another browser/ : /换一个浏览器/);
      await expect(page.getByRole('button', { name: /New notebook|新建笔记本/ }).first()).toBeVisible();
    });

    test('a syntax error is told at its cell, and the others keep their results', async ({ page, app }) => {
      await startEmpty(page, app.address);
      const good = await writeQuery(page, 'select 42 as answer');
      await expect(good).toHaveAttribute('data-status', 'done');
      const bad = await writeQuery(page, `select '客户' fromm x where`);
      await expect(bad).toHaveAttribute('data-status', 'failed');
      await expect(bad.getByRole('alert')).toContainText(language === 'en' ? /mistake/ : /语法|写法/);
      await expect(good).toContainText('42');
    });

    test('a missing column and a missing table are named', async ({ page, app }) => {
      await startEmpty(page, app.address);
      await loadFiles(page, [{ name: 'people.csv', text: 'city,age\nUlm,4\n' }]);
      await expect(page.locator('[data-kind="data"]')).toHaveAttribute('data-status', 'done');
      const column = await writeQuery(page, 'select 城市 from people');
      await expect(column.getByRole('alert')).toContainText('城市');
      const table = await writeQuery(page, 'select * from nowhere');
      await expect(table.getByRole('alert')).toContainText('nowhere');
    });

    test('a header without records becomes a table without rows, and says so', async ({ page, app }) => {
      await startEmpty(page, app.address);
      await loadFiles(page, [{ name: 'people.csv', text: 'city,age\n' }]);
      await expect(page.locator('[data-kind="data"]')).toHaveAttribute('data-status', 'done');
      await expect(page.getByRole('status')).toContainText(
        language === 'en' ? /no records.*export it again/ : /没有记录.*重新导出/,
      );
      const cell = await writeQuery(page, 'select count(*) as n, max(age) as oldest from people');
      await expect(cell).toHaveAttribute('data-status', 'done');
      await expect(cell.getByRole('grid')).toContainText('0');
    });

    test('two cells of one name, a circle, and a chart on a missing column are told at their cells; the rest runs', async ({
      page,
      app,
    }) => {
      await page.goto(app.address);
      await openNotebook(page, 'broken.md', broken);
      await page
        .getByRole('button', { name: /^(Run all|全部运行)$/ })
        .first()
        .click();
      const twins = page.locator('[data-name="twin"]');
      await expect(twins).toHaveCount(2);
      for (const twin of await twins.all())
        await expect(twin.getByRole('alert')).toContainText(
          language === 'en' ? /Another cell/ : /也叫“twin”/,
        );
      for (const name of ['egg', 'hen'])
        await expect(page.locator(`[data-name="${name}"]`).getByRole('alert')).toContainText(
          language === 'en' ? /in a circle/ : /循环/,
        );
      await expect(page.locator('[data-kind="chart"]').getByRole('alert')).toContainText('nothing_like_it');
      const good = page.locator('[data-name="good"]');
      await expect(good).toHaveAttribute('data-status', 'done');
      await expect(good).toContainText('4,711');
    });

    for (const change of [language === 'en' ? 'removed' : 'cut'] as const) {
      test(`a file that is ${change} while it loads is one message, and the earlier table stays`, async ({
        page,
        app,
      }) => {
        const home = await mkdtemp(join(tmpdir(), 'ebb-e2e-'));
        const path = join(home, 'large.csv');
        await writeFile(path, `id,city,age\n${'123456,Ulm an der Donau,42\n'.repeat(8_000_000)}`);
        await startEmpty(page, app.address);
        const cell = await writeQuery(page, 'select 42 as answer');
        await expect(cell).toHaveAttribute('data-status', 'done');
        await pickPath(page, path);
        await acceptImport(page);
        await expect(page.getByRole('progressbar').first()).toBeVisible();
        await page.waitForTimeout(500);
        if (change === 'removed') await unlink(path);
        else await truncate(path, 1_000_000);
        const alert = page.getByRole('complementary').getByRole('alert');
        await expect(alert).toContainText(
          language === 'en' ? /removed, moved or changed/ : /删除、移动或修改/,
        );
        await expect(alert).toContainText('large.csv');
        await expect(cell).toContainText('42');
        await writeFile(path, 'id\n1\n');
        await pickPath(page, path);
        await acceptImport(page);
        const next = await writeQuery(page, 'select 43 as next');
        await expect(next).toHaveAttribute('data-status', 'done');
        await rm(home, { recursive: true });
        // The engine's own script reports the failed read to the console, too.
        for (const error of app.errors.splice(0)) expect(error).toMatch(/NotReadableError|NotFoundError/);
      });
    }

    // Half a minute of work: once, and its words in both languages.
    if (language === 'en')
      test('a query that needs more memory than there is says so, and the engine stays usable', async ({
        page,
        app,
      }) => {
        await startEmpty(page, app.address);
        await loadFiles(page, [{ name: 'people.csv', text: 'city,age\nUlm,4\n' }]);
        await expect(page.locator('[data-kind="data"]')).toHaveAttribute('data-status', 'done');
        const good = await writeQuery(page, 'select 42 as answer');
        await expect(good).toHaveAttribute('data-status', 'done');
        const bad = await writeQuery(page, MEMORY);
        const alert = bad.getByRole('alert');
        await expect(alert).toContainText(/memory is not enough/, { timeout: 60_000 });
        await page.getByRole('button', { name: 'Switch to Chinese' }).click();
        await expect(alert).toContainText(/内存不够/);
        await page.getByRole('button', { name: '切换到英文' }).click();
        await expect(good).toContainText('42');
        const next = await writeQuery(page, 'select age + 1 as older from people');
        await expect(next).toHaveAttribute('data-status', 'done');
      });
  });
}

/** Chooses a file of the disk as a person does: the page gets a handle on it, no copy. */
async function pickPath(page: Page, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page
    .getByRole('button', { name: /^(Add files|添加文件|Choose files…)/ })
    .first()
    .click();
  await (await chooser).setFiles(path);
}
