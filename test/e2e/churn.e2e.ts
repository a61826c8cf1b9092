import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { acceptImport, expect, loadFiles, test, type Page } from './app.ts';

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
  await expect(page.getByRole('button', { name: /^(Write the notebook|生成笔记本)/ })).toBeFocused();
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

test.describe('a file with Chinese headers', () => {
  test.use({ locale: 'zh-CN' });

  /** 400 customers under headers that no sample has; every fourth has left. */
  function toCsv(header: string): string {
    const day = (month: number, date: number): string =>
      new Date(Date.UTC(2023, month, date)).toISOString().slice(0, 10);
    const rows = Array.from({ length: 400 }, (_, i) => {
      const ended = i % 4 === 0 ? day(12 + (i % 12), 1 + (i % 28)) : '';
      return `K${1000 + i},${day(i % 11, 1 + (i % 27))},${ended},${20 + (i % 50)},${'甲乙丙'[i % 3] ?? ''}`;
    });
    return `${header}\n${rows.join('\n')}\n`;
  }

  const isDone = (page: Page): Promise<void> =>
    expect(page.locator('section[data-status]:not([data-status="done"])')).toHaveCount(0, {
      timeout: 40_000,
    });

  test('a changed role can be taken back, an analysis of the rail too, and another file is asked for what it lacks alone', async ({
    page,
    app,
  }) => {
    await page.goto(app.address);
    await loadFiles(page, [
      { name: '会员.csv', text: toCsv('会员卡号,开卡日期,退卡日期,月消费额,会员等级') },
    ]);
    const roles = page.getByRole('form', { name: '这是一张什么表？' });
    const use = roles.getByRole('combobox', { name: '“会员等级”的含义' });
    await expect(use).toHaveValue('segment');
    await use.selectOption('');
    await use.selectOption('segment');
    await expect(roles.getByRole('combobox', { name: '“退卡日期”的含义' })).toHaveValue('ended');
    await roles.getByRole('button', { name: /^没错/ }).click();
    const start = page.getByRole('form', { name: '从这里开始' });
    for (const name of [
      '流失趋势',
      '定义对比',
      '同期群留存',
      '影响因素排序',
      '价值分层',
      '生存分析',
      '前后对比',
    ])
      await start.getByRole('checkbox', { name }).uncheck();
    await start.getByRole('button', { name: /^生成笔记本/ }).click();
    const churn = page.locator('[data-kind="churn"]');
    await expect(churn).toContainText('400');
    await isDone(page);
    await expect(churn).toContainText('25.0%');

    const cells = page.locator('section[data-cell]');
    const before = await cells.count();
    await page
      .getByRole('complementary')
      .getByRole('button', { name: /^价值分层/ })
      .click();
    await expect(page.locator('[data-name="value_tiers"]')).toHaveCount(1);
    await isDone(page);
    await page.locator('body').press('Escape');
    await page.getByRole('button', { name: /^撤销/ }).click();
    await expect(cells).toHaveCount(before);

    const data = page.locator('[data-kind="data"]');
    await data.getByRole('button', { name: '换一张表' }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('menuitem', { name: /^选择/ }).click();
    const text = toCsv('客户号,开户日期,销户日期,月消费,产品');
    await (await chooser).setFiles({ name: '别家.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await acceptImport(page);
    const form = page.getByRole('form', { name: '这个文件的列不一样' });
    await expect(form.locator('> label')).toHaveCount(1);
    await expect(form).toContainText('已认出：开始日期、结束日期、客户、每期价值');
    await form.getByRole('combobox', { name: '会员等级' }).selectOption('产品');
    await form.getByRole('button', { name: /^使用这些列/ }).click();
    await expect(form).toHaveCount(0);
    await isDone(page);
    await expect(churn).toContainText('25.0%');
  });
});
