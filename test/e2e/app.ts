import { test as base, expect, type Page } from '@playwright/test';
import { resolve } from 'node:path';
import { serveFolder } from '../../src/cli/serve.ts';

export const dist = resolve(import.meta.dirname, '../../dist');

interface App {
  readonly address: string;
  /** Every request of the page that left the app's own origin. Must stay empty. */
  readonly strayRequests: string[];
}

/**
 * A page with the built app's server. Requests to any other origin are refused and noted,
 * and each test fails if there was one or if the page reported an error.
 */
export const test = base.extend<{ app: App }, { server: { address: string } }>({
  server: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const server = await serveFolder(dist, 0);
      await use(server);
      server.close();
    },
    { scope: 'worker' },
  ],
  app: async ({ page, server }, use) => {
    const strayRequests: string[] = [];
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.context().route(
      (url) => !/^(data|blob):/.test(url.protocol) && !url.href.startsWith(server.address),
      (route) => {
        strayRequests.push(route.request().url());
        return route.abort();
      },
    );
    await use({ address: server.address, strayRequests });
    expect(strayRequests).toEqual([]);
    expect(errors).toEqual([]);
  },
});

export { expect };
export type { Page };
