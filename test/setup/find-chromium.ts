import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Path of a Chromium on this machine (`CHROMIUM_PATH` wins, then `PATH`, then usual places), or null. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
  const onPath = (env['PATH'] ?? '').split(delimiter).flatMap((dir) => names.map((name) => join(dir, name)));
  const candidates = [env['CHROMIUM_PATH'] ?? '', ...onPath, ...elsewhere];
  return candidates.find((path) => path !== '' && existsSync(path)) ?? null;
}
