import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acceptImport, expect, startEmpty, test, writeQuery, type Page } from './app.ts';

const semicolons = 'id;客户;费用;日期\n1;张三;12,5;03/04/2024\n2;李四;-;05/06/2024\n3;王五;7,5;06/06/2024\n';

for (const language of ['en', 'zh'] as const) {
  const is = (en: RegExp, zh: RegExp): RegExp => (language === 'en' ? en : zh);
  const sheet = (page: Page) => page.getByRole('dialog', { name: is(/^Import/, /^导入/) });

  test.describe(language, () => {
    test.use({ locale: language === 'en' ? 'en-US' : 'zh-CN' });

    test('a dropped file comes back after a reload as it was read, its change on the disk is told, and one click loads it again', async ({
      page,
      app,
    }) => {
      const home = await mkdtemp(join(tmpdir(), 'ebb-e2e-'));
      const path = join(home, 'leavers.csv');
      await writeFile(path, semicolons);
      await startEmpty(page, app.address);
      await dropFile(page, path);
      await sheet(page)
        .getByRole('radio', { name: is(/day\/month\/year/, /日\/月\/年/) })
        .click();
      await expect(sheet(page)).toContainText('2024-04-03');
      await acceptImport(page);
      await expect(page.locator('[data-kind="data"]')).toHaveAttribute('data-status', 'done');
      const query = await writeQuery(
        page,
        'select sum(费用) as fees, min(日期)::varchar as first from leavers',
      );
      await expect(query.getByRole('grid')).toContainText('2024-04-03');
      await expect.poll(() => readKept(page)).toEqual(['leavers.csv copy']);
      await settle(page);

      page.on('dialog', (dialog) => void dialog.accept());
      await page.reload();
      const again = page.locator('section[data-kind="query"]');
      await expect(again.getByRole('grid')).toContainText('2024-04-03');
      await expect(again.getByRole('grid')).toContainText('20');

      await appendFile(path, '4;赵六;100,0;07/06/2024\n');
      await page.evaluate(() => window.dispatchEvent(new Event('focus')));
      const told = page.getByText(is(/has changed on the disk/, /磁盘上/));
      await expect(told).toBeVisible();
      await page.getByRole('button', { name: is(/^Load it again$/, /^重新载入$/) }).click();
      await expect(again.getByRole('grid')).toContainText('120');
      await expect.poll(() => readKept(page)).toEqual(['leavers.csv copy']);
      await rm(home, { recursive: true });
    });
  });
}

/** Drops a file of the disk as a person does: the page gets a handle on it. */
async function dropFile(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 700, y: 500, data });
}

/** Names of the kept files and how each is kept, as IndexedDB holds them. */
async function readKept(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const opened = indexedDB.open('ebb', 1);
    await new Promise((done) => (opened.onsuccess = done));
    const all = opened.result.transaction('files').objectStore('files').getAll();
    await new Promise((done) => (all.onsuccess = done));
    opened.result.close();
    return all.result.map(({ name, how }: { name: string; how: string }) => `${name} ${how}`);
  });
}

/** Waits until the draft names every kept file. */
async function settle(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          Object.keys(localStorage)
            .filter((key) => key.startsWith('ebb.draft.'))
            .map((key) => JSON.parse(localStorage.getItem(key) ?? '{}').kept?.length ?? 0)[0],
      ),
    )
    .toBeGreaterThan(0);
}
