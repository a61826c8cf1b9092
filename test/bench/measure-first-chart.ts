import type { Browser } from 'playwright-core';

/**
 * Opens the built app in a browser context that has never seen it, runs the sample with one click, and waits
 * until the first chart is drawn. `ms` counts from the start of navigation; `bytes` is all that came over the wire.
 */
export async function measureFirstChart(
  browser: Browser,
  address: string,
): Promise<{ ms: number; bytes: number; longestTask: number }> {
  const context = await browser.newContext({ locale: 'en' });
  const page = await context.newPage();
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      window.longTasks = [...(window.longTasks ?? []), ...list.getEntries().map((entry) => entry.duration)];
    }).observe({ type: 'longtask', buffered: true });
  });
  // The page's own events tell of its workers' requests too; a network session of the page does not.
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    const size = request.sizes().then(({ responseBodySize, responseHeadersSize }) => {
      return responseBodySize + responseHeadersSize;
    });
    sizes.push(size.catch(() => 0));
  });
  const start = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await page.getByRole('button', { name: /telecom sample/i }).click();
  await page.locator('figure canvas').first().waitFor();
  const ms = performance.now() - start;
  const longestTask = await page.evaluate(() => Math.max(0, ...(window.longTasks ?? [])));
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await context.close();
  return { ms, bytes, longestTask };
}

declare global {
  interface Window {
    longTasks?: number[];
  }
}
