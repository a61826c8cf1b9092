import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { serveFolder } from '../../src/cli/serve.ts';
import { installChromium } from '../setup/install-chromium.ts';

export const root = resolve(import.meta.dirname, '../..');

/** The built app, the bench page and a browser. */
export interface Stage {
  readonly browser: Browser;
  readonly app: string;
  /** A new tab with nothing in it, so that one measurement leaves nothing for the next. */
  inFreshTab<T>(files: readonly string[], work: (page: Page) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Builds both pages and starts a browser. */
export async function openStage(): Promise<Stage> {
  build([]);
  build(['--config', 'test/bench/page/vite.config.ts']);
  const app = await serveFolder(join(root, 'dist'), 0);
  const bench = await serveFolder(join(root, 'node_modules/.cache/ebb-bench'), 0);
  const browser = await chromium.launch({
    executablePath: installChromium(),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  });
  return {
    browser,
    app: app.address,
    async inFreshTab(files, work) {
      const context = await browser.newContext();
      const page = await context.newPage();
      page.setDefaultTimeout(600_000);
      page.on('console', (message) => message.type() === 'info' && console.info(`  ${message.text()}`));
      await page.goto(bench.address);
      await page.setInputFiles('#files', [...files]);
      await page.waitForFunction(() => 'bench' in window);
      const result = await work(page);
      await context.close();
      return result;
    },
    async close() {
      await browser.close();
      app.close();
      bench.close();
    },
  };
}

function build(args: readonly string[]): void {
  const { status } = spawnSync('npx', ['--no-install', 'vite', 'build', '--logLevel', 'warn', ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}
