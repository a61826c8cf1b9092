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
  // The page itself clicks and looks: from outside, both are tried every half second only.
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      window.longTasks = [...(window.longTasks ?? []), ...list.getEntries().map((entry) => entry.duration)];
    }).observe({ type: 'longtask', buffered: true });
    let isClicked = false;
    const watch = new MutationObserver(() => {
      if (!isClicked) {
        const buttons = [...document.querySelectorAll('button')];
        const button = buttons.find(({ textContent }) => /telecom sample/i.test(textContent));
        isClicked = button !== undefined;
        button?.click();
      } else if ((document.querySelector('figure canvas')?.clientWidth ?? 0) > 0) {
        window.firstChart = performance.now();
        watch.disconnect();
      }
    });
    watch.observe(document, { childList: true, subtree: true });
  });
  // The page's own events tell of its workers' requests too; a network session of the page does not.
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    const size = request.sizes().then(({ responseBodySize, responseHeadersSize }) => {
      return responseBodySize + responseHeadersSize;
    });
    sizes.push(size.catch(() => 0));
  });
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.firstChart !== undefined);
  const ms = await page.evaluate(() => window.firstChart ?? NaN);
  const longestTask = await page.evaluate(() => Math.max(0, ...(window.longTasks ?? [])));
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await context.close();
  return { ms, bytes, longestTask };
}

declare global {
  interface Window {
    longTasks?: number[];
    /** When the first chart was on the page, in ms from the start of navigation. */
    firstChart?: number;
  }
}
