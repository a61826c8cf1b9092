import { expect, openNotebook, test } from './app.ts';

const hostile = `---
ebb: 1
title: <img src=x onerror="window.hacked=1">
---

<script>window.hacked = 1</script>

<img src="x" onerror="window.hacked=1"> [click](javascript:window.hacked=1) ![pixel](https://example.com/pixel.png)

\`\`\`sql query name=stolen
select * from read_csv('https://example.com/x.csv')
\`\`\`

\`\`\`sql query name=attached
select * from read_text('/etc/passwd')
\`\`\`

\`\`\`sql query name=numbers
select 1 as a, 2 as b
\`\`\`

\`\`\`json chart from=numbers
{
  "data": { "url": "https://example.com/data.json" },
  "mark": { "type": "point", "href": "javascript:window.hacked=1" },
  "params": [{ "name": "p", "expr": "window.hacked = 1" }],
  "encoding": { "x": { "field": "a", "type": "quantitative" }, "href": { "value": "javascript:window.hacked=1" } },
  "usermeta": { "embedOptions": { "actions": true } }
}
\`\`\`

\`\`\`json chart from=numbers
{ "mark": { "type": "image", "url": "https://example.com/a.png" }, "encoding": { "x": { "field": "a", "type": "quantitative" } } }
\`\`\`
`;

test("a stranger's notebook runs nothing of its own, reaches nothing, and reads no file", async ({
  page,
  app,
}) => {
  await page.goto(app.address);
  await openNotebook(page, 'hostile.md', hostile);
  await page.getByRole('button', { name: 'Run all' }).click();
  for (const name of ['stolen', 'attached']) {
    const cell = page.locator(`[data-name="${name}"]`);
    await expect(cell).toHaveAttribute('data-status', 'failed');
    await expect(cell.getByRole('alert')).toContainText('may not read or write files');
  }
  await expect(page.locator('[data-name="numbers"]')).toHaveAttribute('data-status', 'done');
  await page.getByText('click').first().click();
  for (const chart of await page.locator('[data-kind="chart"]').all()) await chart.scrollIntoViewIfNeeded();
  await page.waitForTimeout(1000);
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  expect(await page.locator('article script, article img[src^="http"], a[href^="javascript"]').count()).toBe(
    0,
  );
  expect(app.strayRequests).toEqual([]);
});
