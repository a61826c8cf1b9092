import { readFile } from 'node:fs/promises';
import {
  acceptImport,
  expect,
  loadFiles,
  pickFiles,
  startEmpty,
  test,
  writeQuery,
  type Page,
} from './app.ts';

const gb18030 = new URL('../files/gb18030-semicolon.csv', import.meta.url).pathname;

for (const language of ['en', 'zh'] as const) {
  const is = (en: RegExp, zh: RegExp): RegExp => (language === 'en' ? en : zh);
  const sheet = (page: Page) => page.getByRole('dialog', { name: is(/^Import/, /^导入/) });

  test.describe(language, () => {
    test.use({ locale: language === 'en' ? 'en-US' : 'zh-CN' });

    test('the import sheet shows a file as it will be loaded, and each change at once', async ({
      page,
      app,
    }) => {
      await startEmpty(page, app.address);
      await pickFiles(page, [gb18030]);
      const dialog = sheet(page);
      await expect(dialog.getByLabel(is(/^Encoding$/, /^编码$/))).toHaveValue('gb18030');
      await expect(dialog.locator('tbody tr').first()).toHaveText(
        /0001\s*张三\s*1234\.5\s*03\/04\/2024\s*是/,
      );

      const load = dialog.getByRole('button', { name: is(/^Load/, /^载入/) });
      const place = await load.boundingBox();

      await dialog.getByLabel(is(/^Encoding$/, /^编码$/)).selectOption('big5');
      await expect(dialog.locator('tbody')).not.toContainText('张三');
      await dialog.getByLabel(is(/^Encoding$/, /^编码$/)).selectOption('gb18030');
      await dialog.getByLabel(is(/^Separator$/, /^分隔符$/)).selectOption(',');
      await expect(dialog.locator('thead th')).not.toHaveCount(5);
      // Whoever is about to press a button finds it where it was.
      expect(await load.boundingBox()).toEqual(place);
      await dialog.getByLabel(is(/^Separator$/, /^分隔符$/)).selectOption(';');
      await expect(dialog.locator('thead th')).toHaveCount(5);

      await dialog.getByRole('radio', { name: is(/day\/month\/year/, /日\/月\/年/) }).click();
      await expect(dialog.locator('tbody tr').first()).toContainText('2024-04-03');
      await dialog.getByRole('radio', { name: is(/yes \/ no/, /是 \/ 否/) }).click();
      await expect(dialog.locator('tbody tr').first()).toContainText(is(/true/, /是/));
      const name = dialog.getByLabel(is(/Name of column 月费/, /“月费”列的名称/));
      await name.fill('fee');
      // The first takes the name, the second accepts the file.
      await name.press('Enter');
      await expect(dialog.locator('[aria-busy="false"]')).toBeVisible();
      await name.press('Enter');

      const cell = page.locator('[data-kind="data"]');
      await expect(cell).toHaveAttribute('data-status', 'done');
      const query = await writeQuery(
        page,
        'select sum(fee) as fees, max(签约日)::varchar as latest, count_if(已流失) as leavers from gb18030_semicolon',
      );
      await expect(query.getByRole('grid')).toContainText('1,542.8');
      await expect(query.getByRole('grid')).toContainText('2024-04-03');

      await page.getByRole('button', { name: is(/1 set aside/, /搁置 1 条/) }).click();
      const account = page.getByRole('dialog');
      await expect(account).toContainText(is(/5 of 6 records/, /共 6 条记录，载入 5 条/));
      await expect(account).toContainText('0005;钱七;70,00;02/03/2024;否;多余;单元');
      const download = page.waitForEvent('download');
      await account.getByRole('button', { name: is(/Download these lines/, /下载这些行/) }).click();
      expect(await readFile(await (await download).path(), 'utf8')).toContain('钱七');
    });

    test('alike files become one table each, where escape leaves one out, or one table', async ({
      page,
      app,
    }) => {
      const choice = (name: RegExp) => sheet(page).getByRole('radio', { name });
      const [one, each] = [is(/^one table$/, /^合成一张表$/), is(/^one table each$/, /^各成一张表$/)];
      const loaded = page.locator('[data-kind="data"][data-status="done"]');
      await startEmpty(page, app.address);
      await pickFiles(page, [
        { name: 'one.csv', text: 'a\n1\n' },
        { name: 'two.csv', text: 'a\n2\n' },
        { name: 'three.csv', text: 'a\n3\n' },
      ]);
      await expect(choice(one)).toBeChecked();
      await choice(each).click();
      await expect(sheet(page)).toContainText('one.csv');
      await page.keyboard.press('Escape');
      await expect(sheet(page)).toContainText('two.csv');
      await sheet(page)
        .getByRole('button', { name: is(/^Load all 2/, /^全部载入/) })
        .click();
      await expect(loaded).toHaveCount(2);
      await expect(page.getByRole('complementary')).not.toContainText('one.csv');

      await pickFiles(page, [
        { name: 'sales-1.csv', text: 'month,n\nJan,1\nFeb,2\n' },
        { name: 'sales-2.csv', text: 'month,n\nMar,4\n' },
      ]);
      await expect(choice(each)).toBeChecked();
      // The arrow keys choose, and Enter accepts from there.
      await choice(each).focus();
      await page.keyboard.press('ArrowUp');
      await expect(choice(one)).toBeChecked();
      await acceptImport(page);
      await expect(loaded).toHaveCount(3);
      const query = await writeQuery(page, "select 'sum ' || sum(n) as all_months from sales");
      await expect(query.getByRole('grid')).toContainText('sum 7');
    });

    test('after a reload the tables are back as they were read, and everything stored can be erased', async ({
      page,
      app,
    }) => {
      await startEmpty(page, app.address);
      await pickFiles(page, [{ name: 'leavers.csv', text: 'id,day\n1,03/04/2024\n2,05/06/2024\n' }]);
      await sheet(page)
        .getByRole('radio', { name: is(/month\/day\/year/, /月\/日\/年/) })
        .click();
      await acceptImport(page);
      await expect(page.locator('[data-kind="data"]')).toHaveAttribute('data-status', 'done');
      const query = await writeQuery(page, 'select max(day)::varchar as latest from leavers');
      await expect(query.getByRole('grid')).toContainText('2024-05-06');
      await page.waitForTimeout(1000);
      page.on('dialog', (dialog) => void dialog.accept());
      await page.reload();
      const again = page.locator('section[data-kind="query"]');
      await expect(again).toHaveAttribute('data-status', 'done');
      await expect(again.getByRole('grid')).toContainText('2024-05-06');

      await page.getByRole('button', { name: is(/^More$/, /^更多$/) }).click();
      await page
        .getByRole('menuitem', { name: is(/^Stored on this computer/, /^保存在这台电脑上的内容/) })
        .click();
      const stored = page.getByRole('dialog');
      await expect(stored).toContainText('leavers.csv');
      await stored.getByRole('button', { name: is(/^Erase leavers.csv/, /^删除“leavers.csv”/) }).click();
      await expect(stored).toContainText(is(/No files are kept/, /没有保留文件/));
    });

    test('a table pasted from a sheet is imported like a file', async ({ page, app }) => {
      await startEmpty(page, app.address);
      const paste = (data: Record<string, string>) =>
        page.evaluate((texts) => {
          const clipboardData = new DataTransfer();
          for (const [type, text] of Object.entries(texts)) clipboardData.setData(type, text);
          document.body.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
          );
        }, data);
      // One column has no tabs.
      await paste({
        'text/plain': '城市\r\n乌尔姆\r\n',
        'text/html': '<table><tr><td>城市</td></tr></table>',
      });
      await expect(sheet(page).locator('tbody tr')).toHaveText([/乌尔姆/]);
      await page.keyboard.press('Escape');
      await paste({ 'text/plain': '城市\t客户数\n乌尔姆\t1,234.50\n波恩\t980\n' });
      await expect(sheet(page).locator('tbody tr').first()).toHaveText(/乌尔姆\s*1234.5/);
      await acceptImport(page);
      await expect(page.locator('[data-kind="data"]')).toHaveAttribute('data-status', 'done');
      await expect(page.getByRole('complementary')).toContainText(is(/pasted/, /粘贴的数据/));
    });

    test('next month’s export is read as the notebook says, and what changed in it is told', async ({
      page,
      app,
    }) => {
      await startEmpty(page, app.address);
      await pickFiles(page, [{ name: 'leavers.csv', text: 'id,day\n1,03/04/2024\n2,05/06/2024\n' }]);
      await sheet(page)
        .getByRole('radio', { name: is(/day\/month\/year/, /日\/月\/年/) })
        .click();
      await expect(sheet(page)).toContainText('2024-04-03');
      await acceptImport(page);
      const rail = page.getByRole('complementary');
      await expect(page.locator('[data-kind="data"]')).toHaveAttribute('data-status', 'done');
      await rail.getByRole('button', { name: is(/^More for leavers/, /^“leavers”的更多/) }).click();
      await page.getByRole('menuitem', { name: is(/^Remove/, /^移除/) }).click();
      await pickFiles(page, [{ name: 'leavers.csv', text: 'id,day,why\n3,04/05/2024,price\n' }]);
      await expect(sheet(page)).toContainText(is(/New: why/, /新增：why/));
      await expect(sheet(page)).toContainText('2024-05-04');
      await page.keyboard.press('Enter');
      await expect(page.locator('[data-kind="data"]')).toHaveAttribute('data-status', 'done');
    });
  });
}

test('a user who wants fewer questions is asked only when something is unclear', async ({ page, app }) => {
  await startEmpty(page, app.address);
  await pickFiles(page, [{ name: 'a.csv', text: 'x\n1\n' }]);
  await page.getByLabel('Next time, only ask when something is unclear').check();
  await page.getByRole('button', { name: /^Load/ }).click();
  await pickFiles(page, [{ name: 'b.csv', text: 'x\n1\n' }]);
  await expect(page.locator('[data-kind="data"][data-status="done"]')).toHaveCount(2);
  await loadFiles(page, [{ name: 'c.csv', text: 'day\n03/04/2024\n' }]);
  await expect(page.locator('[data-kind="data"][data-status="done"]')).toHaveCount(3);
});
