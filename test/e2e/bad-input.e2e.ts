import { readFileSync } from 'node:fs';
import { expect, pickFiles, startEmpty, test, writeQuery } from './app.ts';

const whole = readFileSync(new URL('../../sample-data/telecom-customers.en.parquet', import.meta.url));
const junk = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256));

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
      await pickFiles(page, [{ name: 'people.csv', text: 'city,age\nUlm,4\n' }]);
      await expect(page.locator('[data-kind="data"]')).toHaveAttribute('data-status', 'done');
      const column = await writeQuery(page, 'select 城市 from people');
      await expect(column.getByRole('alert')).toContainText('城市');
      const table = await writeQuery(page, 'select * from nowhere');
      await expect(table.getByRole('alert')).toContainText('nowhere');
    });
  });
}
