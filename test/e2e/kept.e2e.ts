import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type * as Keep from '../../src/ui/platform/browser-file-keep.ts';
import { acceptImport, dist, expect, loadFiles, startEmpty, test, writeQuery, type Page } from './app.ts';

const semicolons = 'id;客户;费用;日期\n1;张三;12,5;03/04/2024\n2;李四;-;05/06/2024\n3;王五;7,5;06/06/2024\n';

for (const language of ['en', 'zh'] as const) {
  const is = (en: RegExp, zh: RegExp): RegExp => (language === 'en' ? en : zh);
  const sheet = (page: Page) => page.getByRole('dialog', { name: is(/^Import/, /^导入/) });

  const openStored = async (page: Page) => {
    await page.getByRole('button', { name: is(/^More$/, /^更多$/) }).click();
    await page
      .getByRole('menuitem', { name: is(/^Stored on this computer/, /^保存在这台电脑上的内容/) })
      .click();
    return page.getByRole('dialog');
  };

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

    test('two tabs keep their files beside each other; one is erased in the other tab, which then asks for it', async ({
      page,
      app,
      context,
    }) => {
      await startEmpty(page, app.address);
      await loadFiles(page, [{ name: 'one.csv', text: `id,x\n${'7,1\n'.repeat(5000)}` }]);
      const other = await context.newPage();
      await startEmpty(other, app.address);
      await loadFiles(other, [{ name: 'two.csv', text: 'id,x\n7,2\n' }]);
      for (const tab of [page, other]) {
        await expect(tab.locator('[data-kind="data"]')).toHaveAttribute('data-status', 'done');
        await settle(tab);
        tab.on('dialog', (dialog) => void dialog.accept());
      }
      await expect
        .poll(async () => (await readKept(page)).toSorted())
        .toEqual(['one.csv copy', 'two.csv copy']);
      await expect.poll(() => readCopies(page)).toEqual([20_005, 9]);

      // The engine's worker is ended from outside: it comes back with its tables.
      const [engine] = other.workers().filter((worker) => worker.url().includes('start-duckdb-worker'));
      await engine?.evaluate(() => self.close());
      await expect(other.getByText(is(/The engine had to restart/, /引擎已重新启动/))).toBeVisible();
      const query = await writeQuery(other, 'select x + 40 as answer from two');
      await expect(query.getByRole('grid')).toContainText('42');

      const stored = await openStored(other);
      await expect(stored).toContainText(is(/one\.csv copy of 20 kB/, /one\.csv 副本，20 kB/));
      await expect(stored).toContainText(is(/open in another tab/, /在另一个标签页中打开/));
      await stored.getByRole('button', { name: is(/^Erase everything$/, /^全部删除$/) }).click();
      await other
        .getByRole('dialog')
        .getByRole('button', { name: is(/^Erase everything$/, /^全部删除$/) })
        .click();
      await expect(other.getByText(is(/are erased\.$/, /已删除。$/))).toBeVisible();
      expect(await readKept(page)).toEqual([]);
      expect(await readCopies(page)).toEqual([]);

      const still = await writeQuery(page, 'select count(*) as n from one');
      await expect(still.getByRole('grid')).toContainText('5,000');
      await page.evaluate(() => window.dispatchEvent(new Event('focus')));
      await page.reload();
      await expect(page.getByText(is(/please choose one\.csv again/, /请再次选择：one\.csv/))).toBeVisible();
      await other.close();
    });
  });
}

test('a large dropped file is only remembered by its place; after a reload one click lets the browser read it, also after a second reload', async ({
  page,
  app,
}) => {
  // A handle of the origin's own file system is a real one; only its permission is made to be asked for, as on the disk.
  await page.addInitScript(() => {
    let isAllowed = sessionStorage.getItem('denied') === null;
    Object.assign(FileSystemFileHandle.prototype, {
      queryPermission: () => Promise.resolve(isAllowed ? 'granted' : 'prompt'),
      requestPermission: () => {
        if (!navigator.userActivation.isActive) throw new DOMException('no click', 'SecurityError');
        isAllowed = true;
        return Promise.resolve('granted');
      },
    });
  });
  await startEmpty(page, app.address);
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const handle = await root.getFileHandle('big.csv', { create: true });
    const stream = await handle.createWritable();
    await stream.write(`id,note\n${`1,${'流失'.repeat(1700)}\n`.repeat(5000)}`);
    await stream.close();
    const file = await handle.getFile();
    const item = {
      kind: 'file',
      getAsFile: () => file,
      webkitGetAsEntry: () => ({ isDirectory: false }),
      getAsFileSystemHandle: () => Promise.resolve(handle),
    };
    const event = new DragEvent('drop', { bubbles: true, cancelable: true });
    const data = { types: ['Files'], files: [file], items: [item] };
    Object.defineProperty(event, 'dataTransfer', { value: data });
    document.body.dispatchEvent(event);
  });
  await acceptImport(page);
  await expect(page.locator('[data-kind="data"]')).toHaveAttribute('data-status', 'done');
  await expect.poll(() => readKept(page)).toEqual(['big.csv place']);
  await settle(page);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.evaluate(() => sessionStorage.setItem('denied', 'yes'));
  for (let reload = 0; reload < 2; reload++) {
    await page.reload();
    await expect(page.getByText(/wants your yes before it reads big\.csv/)).toBeVisible();
  }
  await page.getByRole('button', { name: 'Read them' }).click();
  await expect(page.locator('[data-kind="data"]')).toHaveAttribute('data-status', 'done');
});

test('a load that is stopped leaves nothing: no table, no copy, no record, and nothing comes with a reload', async ({
  page,
  app,
}) => {
  const home = await mkdtemp(join(tmpdir(), 'ebb-e2e-'));
  const path = join(home, 'long.csv');
  // Bytes that are no UTF-8, so that a whole copy is made on the way.
  const line = Buffer.concat([
    Buffer.from('1234567,2024-01-05,12.5,'),
    Buffer.from([0xb1, 0xb1, 0xbe, 0xa9, 10]),
  ]);
  await writeFile(
    path,
    Buffer.concat([Buffer.from('id,at,fee,city\n'), Buffer.alloc(line.length * 1_200_000, line)]),
  );
  await startEmpty(page, app.address);
  const before = await readOwnFiles(page);
  await pickPath(page, path);
  await acceptImport(page);
  const stop = page.getByRole('button', { name: 'Stop loading long.csv' });
  await stop.click();
  await expect(stop).toHaveCount(0);
  await expect(page.locator('[data-kind="data"]')).toHaveCount(0);
  await loadFiles(page, [{ name: 'next.csv', text: 'a,b\n1,2\n' }]);
  await expect(page.locator('[data-kind="data"]')).toHaveAttribute('data-status', 'done');
  const query = await writeQuery(
    page,
    "select 'only ' || string_agg(table_name, ',') || ';' as names from duckdb_tables() where schema_name = 'files'",
  );
  await expect(query.getByRole('grid')).toContainText('only next;');
  await expect.poll(() => readKept(page)).toEqual(['next.csv copy']);
  await expect.poll(() => readCopies(page)).toEqual([8]);
  expect((await readOwnFiles(page)).filter((name) => !name.startsWith('/files/'))).toEqual(before);
  await settle(page);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.locator('section[data-kind="query"]').getByRole('grid')).toContainText('only next;');
  await expect(page.getByText('long.csv')).toHaveCount(0);
  await rm(home, { recursive: true });
});

test.describe('above 200 MB', () => {
  test.use({ locale: 'zh-CN' });
  test('a chosen file is copied only after a question', async ({ page, app }) => {
    const home = await mkdtemp(join(tmpdir(), 'ebb-e2e-'));
    const path = join(home, 'huge.csv');
    await writeFile(path, `id,note\n${`1,${'x'.repeat(99_996)}\n`.repeat(2050)}`);
    await startEmpty(page, app.address);
    await pickPath(page, path);
    await acceptImport(page);
    const question = page.getByRole('dialog', { name: /要在这台电脑上保留副本吗/ });
    await expect(question).toContainText('205 MB', { timeout: 60_000 });
    expect(await readKept(page)).toEqual([]);
    await question.getByRole('button', { name: '保留副本' }).click();
    await expect.poll(() => readKept(page)).toEqual(['huge.csv copy']);
    await expect.poll(() => readCopies(page)).toEqual([204_997_958]);
    await rm(home, { recursive: true });
  });
});

test('a page opened from the disk keeps copies in IndexedDB, and the built app says there how to start it', async ({
  page,
}) => {
  const home = await mkdtemp(join(tmpdir(), 'ebb-e2e-'));
  const entry = new URL('../../src/ui/platform/browser-file-keep.ts', import.meta.url).pathname;
  await build({
    configFile: false,
    logLevel: 'silent',
    build: { outDir: home, lib: { entry, formats: ['iife'], name: 'keep', fileName: () => 'keep.js' } },
  });
  await writeFile(join(home, 'page.html'), '<!doctype html><script src="keep.js"></script>');
  await page.goto(`file://${home}/page.html`);
  const id = await page.evaluate(async () => {
    const { createBrowserFileKeep } = Reflect.get(window, 'keep') as typeof Keep;
    const file = new File(['客户\n1\n'], '客户.csv', { lastModified: 5 });
    const kept = await createBrowserFileKeep(window, () => 'one').keep(file, () => Promise.resolve(false));
    return kept === null || kept === 'no-room' ? kept : kept.id;
  });
  expect(id).toBe('one');
  await page.reload();
  const found = await page.evaluate(async () => {
    const { createBrowserFileKeep } = Reflect.get(window, 'keep') as typeof Keep;
    const keep = createBrowserFileKeep(window, () => 'two');
    const open = await keep.open('one');
    const text = typeof open === 'string' ? open : await open.file.slice().text();
    await keep.erase('one');
    return { text, hasDisk: (await keep.room()).hasDisk, after: await keep.open('one') };
  });
  expect(found).toEqual({ text: '客户\n1\n', hasDisk: false, after: 'gone' });
  await page.goto(`file://${dist}/index.html`);
  await expect(page.getByText('Ebb has not started')).toBeVisible();
  await rm(home, { recursive: true });
});

/** Chooses a file of the disk as a person does. */
async function pickPath(page: Page, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page
    .getByRole('button', { name: /^(Add files|添加文件)/ })
    .first()
    .click();
  await (await chooser).setFiles(path);
}

/** Sizes of the copies in the origin's own file system, largest first. */
async function readCopies(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('files', { create: true });
    const sizes: number[] = [];
    for await (const handle of folder.values())
      if (handle instanceof FileSystemFileHandle) sizes.push((await handle.getFile()).size);
    return sizes.toSorted((a, b) => b - a);
  });
}

/** Paths of all files in the origin's own file system. */
async function readOwnFiles(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const paths: string[] = [];
    const walk = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const handle of folder.values())
        if (handle instanceof FileSystemDirectoryHandle) await walk(handle, `${path}${handle.name}/`);
        else paths.push(path + handle.name);
    };
    await walk(await navigator.storage.getDirectory(), '/');
    return paths.toSorted();
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
