import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, loadFiles, test, type Page } from './app.ts';

const reference = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../reference/telecom.json'), 'utf8'),
) as { kpi: { customers_at_start: number; leavers: number; churn_rate: number } };

/** Drops the telecom customers under another name, and accepts what is proposed with two presses of Enter. */
async function startWithTelecom(page: Page, address: string, language: string): Promise<void> {
  const file = resolve(import.meta.dirname, `../../sample-data/telecom-customers.${language}.csv`);
  await page.goto(address);
  await loadFiles(page, [{ name: 'export-2024.csv', bytes: readFileSync(file) }]);
  await expect(page.getByRole('button', { name: /^(That is right|没错)/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^(Write the notebook|写出笔记本)/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-kind="churn"]')).toHaveCount(1);
  await expect(page.locator('section[data-status]:not([data-status="done"])')).toHaveCount(0, {
    timeout: 60_000,
  });
}

for (const locale of ['en-US', 'zh-CN']) {
  test.describe(locale, () => {
    test.use({ locale });
    const { kpi } = reference;
    const leavers = kpi.leavers.toLocaleString('en-US');

    test('two presses of Enter make a notebook of an export, with the numbers that R gives and the customers behind them', async ({
      page,
      app,
    }) => {
      await startWithTelecom(page, app.address, locale.slice(0, 2));
      await expect(page.locator('[data-kind="churn"]')).toContainText('20,439');
      const number = page.locator('.inline-value[data-tip="kpi.leavers"]').first();
      await expect(number).toHaveText(leavers);
      await expect(page.locator('.inline-value[data-tip="kpi.churn_rate"]').first()).toHaveText(
        `${(kpi.churn_rate * 100).toFixed(1)}%`,
      );
      const card = page.getByRole('dialog');
      // Results above may still take their places when the pointer comes down.
      await expect(async () => {
        await number.click();
        await expect(card).toContainText(leavers, { timeout: 3000 });
      }).toPass();
      await card.getByRole('button', { name: /List them here|在这里列出/ }).click();
      const list = page.locator('[data-name="who"], [data-name="名单"]');
      await expect(list.getByRole('grid')).toHaveAttribute('aria-rowcount', String(kpi.leavers + 1));
    });
  });
}
