/**
 * `npm test`: lint, types, unit, browser and end-to-end tests, in that order, all of them even when one fails.
 * Ends with one line, `N passed, M failed`, counted from the runners' own reports;
 * a step without tests (lint, types, build) that fails counts as one failure.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installChromium } from './setup/install-chromium.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const root = resolve(import.meta.dirname, '..');
const cache = join(root, 'node_modules/.cache');
const summaryFile = join(cache, 'ebb-test-summary.txt');
const noTests: Counts = { passed: 0, failed: 0, skipped: 0 };

function runStep(title: string, command: string, args: readonly string[], report?: string): Counts {
  console.log(`\n── ${title}`);
  if (report) rmSync(report, { force: true });
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const { status } = spawnSync('npx', ['--no-install', command, ...args], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  const counts = report ? readReport(report) : noTests;
  return status === 0 || counts.failed > 0 ? counts : { ...counts, failed: counts.failed + 1 };
}

/** Vitest's and Playwright's JSON reports; one that is missing or empty counts as one failure. */
function readReport(file: string): Counts {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const { stats } = report;
    const counts: Counts = stats
      ? { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
      : {
          passed: report.numPassedTests,
          failed: report.numFailedTests + report.testResults.filter(failedOutsideTests).length,
          skipped: report.numPendingTests + report.numTodoTests,
        };
    return counts.passed + counts.failed > 0 ? counts : { ...counts, failed: 1 };
  } catch {
    return { ...noTests, failed: 1 };
  }
}

/** A test file that broke before or between its tests. */
function failedOutsideTests(result: { status: string; assertionResults: { status: string }[] }): boolean {
  return result.status === 'failed' && !result.assertionResults.some((one) => one.status === 'failed');
}

function runVitest(project: string): Counts {
  const report = join(cache, `ebb-${project}.json`);
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  return runStep(`tests: ${project}`, 'vitest', ['run', '--project', project, ...reporters], report);
}

mkdirSync(cache, { recursive: true });
rmSync(summaryFile, { force: true });
try {
  console.log(`Chromium: ${installChromium()}`);
} catch (error) {
  // Nothing broke: there is one command to run first.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

const steps: (() => Counts)[] = [
  () => runStep('lint', 'eslint', ['-c', '.eslint.config.js', '.']),
  () => runStep('format', 'prettier', ['--check', '--log-level', 'warn', '.']),
  () => runStep('types', 'svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings']),
  () => runStep('types without a DOM', 'tsc', ['-p', 'src/tsconfig.pure.json']),
  () => runVitest('node'),
  () => runVitest('jsdom'),
  () => runVitest('chromium'),
  () => runStep('build', 'vite', ['build', '--logLevel', 'warn']),
  () =>
    runStep(
      'end to end, on the built app',
      'playwright',
      ['test', '-c', 'test/e2e/playwright.config.ts'],
      join(cache, 'ebb-e2e.json'),
    ),
];
const total = steps
  .map((step) => step())
  .reduce((sum, one) => ({
    passed: sum.passed + one.passed,
    failed: sum.failed + one.failed,
    skipped: sum.skipped + one.skipped,
  }));
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
const summary = `${total.passed} passed, ${total.failed} failed${skipped}`;
writeFileSync(summaryFile, `${summary}\n`);
console.log(`\n${summary}`);
process.exitCode = total.failed === 0 ? 0 : 1;
