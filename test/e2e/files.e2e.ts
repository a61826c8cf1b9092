import { readFile } from 'node:fs/promises';
import { expect, loadFiles, pickFiles, startEmpty, test, writeQuery } from './app.ts';

const parquet = new URL('../../sample-data/telecom-customers.zh.parquet', import.meta.url).pathname;

test('exports of two kinds open together, keep their Chinese names, and can be joined in a query', async ({
  page,
  app,
}) => {
  await startEmpty(page, app.address);
  await loadFiles(page, [parquet, { name: '套餐.csv', text: '套餐,档位\n标准,1\n基础,2\n' }]);
  const rail = page.getByRole('complementary');
  await expect(rail).toContainText('telecom_customers_zh');
  await expect(rail).toContainText('20,439');
  await expect(rail).toContainText('套餐');
  await expect(page.locator('[data-kind="data"][data-status="done"]')).toHaveCount(2);
  const cell = await writeQuery(
    page,
    'select count(*) as 人数 from telecom_customers_zh join 套餐 using (套餐)',
  );
  await expect(cell).toHaveAttribute('data-status', 'done');
  await expect(cell.getByRole('grid')).toContainText('人数');
});

test('a line with too many cells is set aside and shown with its number and its reason', async ({
  page,
  app,
}) => {
  await startEmpty(page, app.address);
  await loadFiles(page, [{ name: 'ragged.csv', text: 'id,city\n1,Ulm\n2,Bonn,extra\n3,Kiel\n' }]);
  await expect(page.getByRole('complementary')).toContainText('1 set aside');
});

test('a file of the same name becomes a second table, and the page says so', async ({ page, app }) => {
  await startEmpty(page, app.address);
  await loadFiles(page, [{ name: 'a.csv', text: 'x\n1\n' }]);
  await expect(page.locator('[data-kind="data"]')).toHaveAttribute('data-status', 'done');
  // The notebook knows its columns by now, so that there is nothing to ask.
  await pickFiles(page, [{ name: 'a.csv', text: 'x\n2\n' }]);
  await expect(page.getByRole('complementary')).toContainText('a_2');
});

test('a result is exported as CSV that Excel reads: UTF-8 with a byte order mark', async ({ page, app }) => {
  await startEmpty(page, app.address);
  const cell = await writeQuery(page, `select '客户' as 名称, 12.50 as 金额`);
  await expect(cell).toHaveAttribute('data-status', 'done');
  const download = page.waitForEvent('download');
  await cell.getByRole('button', { name: 'Export CSV' }).click();
  const bytes = await readFile(await (await download).path());
  expect(bytes.toString('utf8')).toBe(
    '\uFEFF名称,金额\r\n客户,12.50\r\n'.replaceAll('\r\n', bytes.includes(13) ? '\r\n' : '\n'),
  );
});
