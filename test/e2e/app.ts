import { test as base, expect, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { serveFolder } from '../../src/cli/serve.ts';

export const dist = resolve(import.meta.dirname, '../../dist');

interface App {
  readonly address: string;
  /** Every request of the page that left the app's own origin. Must stay empty. */
  readonly strayRequests: string[];
  /** Every error on the page's console. Must be empty in the end: a test takes out those that it expects. */
  readonly errors: string[];
}

/**
 * A page with the built app's server, and no other network. Requests to any other origin are noted,
 * and each test fails if there was one or if the page reported an error.
 */
export const test = base.extend<{ app: App }, { server: { address: string } }>({
  server: [
    async ({}, use) => {
      const server = await serveFolder(dist, 0, '/some/where/');
      await use(server);
      server.close();
    },
    { scope: 'worker' },
  ],
  app: async ({ page, server }, use, info) => {
    const strayRequests: string[] = [];
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.context().on('request', (request) => {
      const url = request.url();
      if (!/^(data|blob):/.test(url) && !url.startsWith(server.address)) strayRequests.push(url);
    });
    await use({ address: server.address, strayRequests, errors });
    // Where there is nothing but the log to go by, it has what a user would have seen.
    if (info.status !== info.expectedStatus)
      console.log(`What the page said in “${info.title}”:\n${await page.locator('body').innerText()}`);
    expect(strayRequests).toEqual([]);
    expect(errors).toEqual([]);
  },
});

export { expect };
export type { Page };

/** A file to give to the page: a path, or a name with its content. */
export type TestFile = string | { readonly name: string; readonly text?: string; readonly bytes?: Buffer };

/** Opens the app and runs the telecom sample in the page's language with the one click that it takes. */
export async function runSample(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: /Run the telecom sample|运行电信/ }).click();
}

/** Opens the app with an empty notebook. */
export async function startEmpty(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page
    .getByRole('button', { name: /^(New notebook|新建笔记本)$/ })
    .first()
    .click();
}

/** Chooses files and accepts what the import sheet shows. */
export async function loadFiles(page: Page, files: readonly TestFile[]): Promise<void> {
  await pickFiles(page, files);
  await acceptImport(page);
}

/** Accepts the file on the import sheet with the one key that it takes. */
export async function acceptImport(page: Page): Promise<void> {
  await expect(page.getByRole('dialog', { name: /^(Import|导入)/ })).toBeVisible();
  await page.keyboard.press('Enter');
}

/** Chooses files as the rail's button does. */
export async function pickFiles(page: Page, files: readonly TestFile[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page
    .getByRole('button', { name: /^(Add files|添加文件|Choose files…|选择文件…)/ })
    .first()
    .click();
  await (await chooser).setFiles(files.map(toPayload));
}

/** Opens a notebook from a file, from the first screen. */
export async function openNotebook(page: Page, name: string, text: string): Promise<void> {
  // The browser's own picker cannot be driven from a test; without it the page falls back to a file input.
  await page.evaluate(() => Reflect.deleteProperty(window, 'showOpenFilePicker'));
  const chooser = page.waitForEvent('filechooser');
  await page
    .getByRole('button', { name: /^(Open notebook|打开笔记本)/ })
    .first()
    .click();
  await (await chooser).setFiles({ name, mimeType: 'text/markdown', buffer: Buffer.from(text) });
}

/** Adds a query at the end of the notebook, types SQL into its editor and runs it; gives the cell. */
export async function writeQuery(page: Page, sql: string): Promise<ReturnType<Page['locator']>> {
  const queries = page.locator('section[data-kind="query"]');
  const before = await queries.count();
  await page
    .getByRole('button', { name: /^(Add query|添加查询)$/ })
    .last()
    .click();
  await expect(queries).toHaveCount(before + 1);
  const cell = queries.nth(before);
  const editor = cell.locator('.cm-content');
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(sql);
  await page.keyboard.press('Control+Enter');
  return cell;
}

function toPayload(file: TestFile): { name: string; mimeType: string; buffer: Buffer } {
  if (typeof file === 'string') return toPayload({ name: basename(file), bytes: readFileSync(file) });
  const buffer = file.bytes ?? Buffer.from(file.text ?? '');
  return { name: file.name, mimeType: 'application/octet-stream', buffer };
}
