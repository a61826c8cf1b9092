import { readFile } from 'node:fs/promises';
import { expect, openNotebook, startEmpty, test, writeQuery } from './app.ts';

const text = `---\nebb: 1\ntitle: 三个数\nmine: kept\n---\n\n总数是 {{ total.n | , }}。\n\n\`\`\`sql query name=base\nselect range as i from range(1234)\n\`\`\`\n\n\`\`\`yaml model name=risk kind=logistic from=base\nx: 1\n\`\`\`\n\n\`\`\`sql query name=total\nselect count(*) as n from base\n\`\`\`\n\n\`\`\`sql query name=other\nselect 7 as seven\n\`\`\`\n`;

test('a notebook saved untouched is the same bytes, with what this version does not know', async ({
  page,
  app,
}) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await page.goto(app.address);
  await openNotebook(page, 'three.md', text);
  await page.getByRole('button', { name: 'Run all' }).click();
  await expect(page.locator('[data-kind="text"]').first()).toContainText('1,234');
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  expect(await readFile(await (await download).path(), 'utf8')).toBe(text);
});

test('work that was not saved is back after a reload', async ({ page, app }) => {
  await startEmpty(page, app.address);
  const cell = await writeQuery(page, 'select 4711 as kept');
  await expect(cell).toHaveAttribute('data-status', 'done');
  await page.waitForTimeout(1500);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByText('4711').first()).toBeVisible();
});

test('delete, undo and redo work from the keyboard', async ({ page, app }) => {
  await page.goto(app.address);
  await openNotebook(page, 'three.md', text);
  const cells = page.locator('section[data-kind]');
  await expect(cells).toHaveCount(5);
  await page.locator('[data-name="other"]').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('Escape');
  await page.keyboard.press('d');
  await page.keyboard.press('d');
  await expect(cells).toHaveCount(4);
  await page.keyboard.press('z');
  await expect(cells).toHaveCount(5);
});

test('a running query shows that it runs, and Stop ends it at once', async ({ page, app }) => {
  await startEmpty(page, app.address);
  const cell = await writeQuery(
    page,
    'select count(*) from range(200000000) a, range(1000) b where a.range % 7 = b.range',
  );
  await expect(cell).toHaveAttribute('data-status', 'running');
  const start = Date.now();
  await page.getByRole('button', { name: 'Stop', exact: true }).first().click();
  await expect(cell).toHaveAttribute('data-status', 'stale');
  expect(Date.now() - start).toBeLessThan(5_000);
  const next = await writeQuery(page, 'select 5 as five');
  await expect(next).toHaveAttribute('data-status', 'done');
});

test('a result of a million rows scrolls to its last row', async ({ page, app }) => {
  await startEmpty(page, app.address);
  const cell = await writeQuery(page, 'select range as i, range * 2 as twice from range(1000000)');
  await expect(cell).toContainText('1,000,000 rows');
  const grid = cell.getByRole('grid');
  await grid.getByRole('gridcell').first().click();
  await page.keyboard.press('Control+End');
  await expect(grid).toContainText('1,999,998');
});
