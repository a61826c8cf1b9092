import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, runSample, test } from './app.ts';

const reference = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../reference/telecom.json'), 'utf8'),
) as { kpi: { customers_at_start: number; leavers: number; churn_rate: number } };

for (const locale of ['en-US', 'zh-CN']) {
  test.describe(locale, () => {
    test.use({ locale });

    test('one click on the first screen runs the telecom sample, from a sub-path, with the numbers that R gives', async ({
      page,
      app,
    }) => {
      await runSample(page, app.address);
      const { kpi } = reference;
      const lead = page.locator('[data-kind="text"]').first();
      await expect(lead).toContainText(`${(kpi.churn_rate * 100).toFixed(1)}%`);
      await expect(lead).toContainText(kpi.leavers.toLocaleString('en-US'));
      await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${locale.slice(0, 2)}`));
      const charts = page.locator('[data-kind="chart"]');
      for (const chart of await charts.all()) {
        await chart.scrollIntoViewIfNeeded();
        await expect(chart.locator('canvas')).toBeVisible();
      }
      expect(await charts.count()).toBeGreaterThanOrEqual(6);
      await expect(page.locator('section[data-status]:not([data-status="done"])')).toHaveCount(0);
    });

    test('a step of the calculation is one line until it is opened', async ({ page, app }) => {
      await runSample(page, app.address);
      const step = page.locator('[data-name="flows"]');
      await expect(step.locator('summary')).toContainText(/1,780/);
      await expect(step.getByRole('grid')).toHaveCount(0);
      await step.locator('summary').click();
      await expect(step.getByRole('grid')).toBeVisible();
      await expect(step.getByRole('gridcell').first()).toContainText(/^20\d\d-/);
    });
  });
}
