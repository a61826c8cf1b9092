import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { compressFolder } from './src/cli/compress.ts';
import { findChromium } from './test/setup/find-chromium.ts';

function createCompress(): Plugin {
  let folder = '';
  return {
    name: 'compress',
    apply: 'build',
    configResolved: ({ root, build }) => void (folder = resolve(root, build.outDir)),
    closeBundle: () => compressFolder(folder),
  };
}

const plugins = () => [svelte({ compilerOptions: { runes: true } }), createCompress()];
const exclude = ['**/node_modules/**', '**/dist/**'];

export default defineConfig(() => ({
  root: process.env['VITEST'] ? '.' : 'src',
  base: './',
  publicDir: process.env['VITEST'] ? 'public' : '../public',
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 4000,
    // Svelte makes an Error as it is evaluated, for whose stack V8 parses the whole chunk again (60 ms in one of 1 MB).
    rolldownOptions: {
      // How long each plugin takes is nothing for someone who starts the app.
      checks: { pluginTimings: false },
      output: { codeSplitting: { groups: [{ name: 'svelte', test: /node_modules\/svelte\// }] } },
    },
  },
  server: { fs: { allow: ['..'] } },
  worker: { format: 'es' as const, rolldownOptions: { checks: { pluginTimings: false } } },
  optimizeDeps: {
    include: ['apache-arrow', 'hyparquet', 'hyparquet-compressors'],
    exclude: ['@duckdb/duckdb-wasm', 'parquet-wasm'],
  },
  plugins: plugins(),
  test: {
    expect: { requireAssertions: true },
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Also on two cores both work.
    maxWorkers: '100%',
    projects: [
      {
        extends: true as const,
        test: {
          name: 'node',
          environment: 'node',
          // No module has a state of its own: files can share a process, and it starts once.
          isolate: false,
          include: ['{src,test,sample-data}/**/*.test.ts'],
          exclude: [...exclude, '**/*.svelte.test.ts', '**/*.browser.test.ts'],
        },
      },
      {
        extends: true as const,
        resolve: { conditions: ['browser'] },
        test: { name: 'jsdom', environment: 'jsdom', include: ['src/**/*.svelte.test.ts'], exclude },
      },
      {
        extends: true as const,
        test: {
          name: 'chromium',
          include: ['{src,test}/**/*.browser.test.ts'],
          exclude,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: findChromium() ?? '',
                args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
              },
            }),
            instances: [{ browser: 'chromium' as const }],
          },
        },
      },
    ],
  },
}));
