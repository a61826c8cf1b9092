import { expect, openNotebook, loadFiles, runSample, startEmpty, test, writeQuery } from './app.ts';

const words = {
  en: {
    more: 'More for people',
    rename: 'Rename…',
    field: 'New name of people',
    undo: 'Undo',
    cellMenu: 'More actions for this cell',
    below: 'Add a cell below',
    terms: 'Terms',
    find: 'Find a term',
    term: 'cohort',
    meaning: 'The customers who started in the same period.',
  },
  zh: {
    more: '“people”的更多操作',
    rename: '重命名…',
    field: '“people”的新名称',
    undo: '撤销',
    cellMenu: '此单元格的更多操作',
    below: '在下方新建单元格',
    terms: '术语',
    find: '查找术语',
    term: '同期群',
    meaning: '同一时期开始的一批客户。',
  },
};
const blocked = `---\nebb: 1\ntitle: t\n---\n\nThe value is {{ bad.x }}.\n\n\`\`\`sql query name=bad\nselect fromm\n\`\`\`\n\n\`\`\`sql query name=after\nselect * from bad\n\`\`\`\n`;

for (const language of ['en', 'zh'] as const) {
  test.describe(language, () => {
    test.use({ locale: language === 'en' ? 'en-US' : 'zh-CN' });
    const word = words[language];

    test('a table is renamed in the rail: the notebook follows, and undo goes back', async ({
      page,
      app,
    }) => {
      await startEmpty(page, app.address);
      await loadFiles(page, [{ name: 'people.csv', text: 'city,age\nUlm,4\n' }]);
      const data = page.locator('[data-kind="data"]');
      await expect(data).toHaveAttribute('data-status', 'done');
      const query = await writeQuery(page, 'select city from people');
      await expect(query).toContainText('Ulm');
      await page.getByRole('button', { name: word.more }).click();
      await page.getByRole('menuitem', { name: word.rename }).click();
      const field = page.getByRole('textbox', { name: word.field });
      await field.fill('客户');
      await field.press('Enter');
      const rail = page.getByRole('complementary');
      await expect(rail.getByRole('button', { name: '客户', exact: true })).toBeVisible();
      await expect(data).toHaveAttribute('data-name', '客户');
      await expect(query.locator('.cm-content')).toContainText('from 客户');
      await expect(query).toHaveAttribute('data-status', 'done');
      await page.getByRole('button', { name: word.undo, exact: true }).first().click();
      await expect(data).toHaveAttribute('data-name', 'people');
      await expect(rail.getByRole('button', { name: 'people', exact: true })).toBeVisible();
      await expect(query.locator('.cm-content')).toContainText('from people');
      await expect(query).toHaveAttribute('data-status', 'done');
    });

    test('a blocked cell names its cause and leads to it', async ({ page, app }) => {
      await page.goto(app.address);
      await openNotebook(page, 'blocked.md', blocked);
      await page.getByRole('button', { name: /^(Run all|全部运行)$/ }).click();
      const bad = page.locator('[data-name="bad"]');
      await expect(bad).toHaveAttribute('data-status', 'failed');
      for (const cell of [page.locator('[data-kind="text"]'), page.locator('[data-name="after"]')]) {
        await cell.getByRole('button', { name: 'bad', exact: true }).click();
        await expect(bad).toBeFocused();
      }
    });

    test.describe('on a phone', () => {
      test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

      test('the sample fits the page, and a cell’s menu opens by touch', async ({ page, app }) => {
        await runSample(page, app.address);
        const kpi = page.locator('[data-name="kpi"]');
        await expect(kpi).toHaveAttribute('data-status', 'done');
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
        await kpi.tap({ position: { x: 60, y: 30 } });
        await kpi.getByRole('button', { name: word.cellMenu }).tap();
        await expect(page.getByRole('menuitem', { name: word.below })).toBeVisible();

        // On paper: the document, and nothing that is pressed.
        await page.keyboard.press('Escape');
        await page.emulateMedia({ media: 'print' });
        await expect(page.getByRole('banner')).toBeHidden();
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(
          page.locator('main :is(button:not(dd *, .link-button), [role="toolbar"], summary):visible'),
        ).toHaveCount(0);
      });
    });

    test('a notebook is walked, opened and left by keys alone, and so is the guide', async ({
      page,
      app,
    }) => {
      await page.goto(app.address);
      await openNotebook(page, 'blocked.md', blocked);
      const cells = page.locator('section[data-kind]');
      await expect(cells).toHaveCount(3);
      await cells.first().focus();
      await page.keyboard.press('j');
      await expect(cells.nth(1)).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(cells.nth(1).locator('.cm-content')).toBeFocused();
      await page.keyboard.press('Escape');
      await expect(cells.nth(1)).toBeFocused();
      await page.keyboard.press('ArrowDown');
      await expect(cells.nth(2)).toBeFocused();
      await page.keyboard.press('k');
      await page.keyboard.press('d');
      await page.keyboard.press('d');
      await expect(cells).toHaveCount(2);
      await page.keyboard.press('z');
      await expect(cells).toHaveCount(3);

      await page.keyboard.press('F1');
      await expect(page.getByRole('tab').first()).toBeFocused();
      await page.keyboard.press('ArrowRight');
      await expect(page.getByRole('tab', { name: word.terms })).toHaveAttribute('aria-selected', 'true');
      await page.getByRole('searchbox', { name: word.find }).fill(word.term);
      await expect(page.getByRole('definition')).toHaveText(word.meaning);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    });
  });
}
