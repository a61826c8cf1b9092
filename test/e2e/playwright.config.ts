import { defineConfig } from '@playwright/test';
import { findChromium } from '../setup/find-chromium.ts';

export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: '../../test-results',
  fullyParallel: false,
  // Also on two cores both work.
  workers: '100%',
  forbidOnly: Boolean(process.env['CI']),
  timeout: 180_000,
  expect: { timeout: 40_000 },
  reporter: [['dot'], ['json']],
  use: {
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium() ?? '',
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        // The network is blocked: no name but this machine's resolves.
        '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
      ],
    },
  },
});
