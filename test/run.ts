/**
 * `npm test`: lint, types, unit, browser and end-to-end tests, in that order, all of them even when one fails.
 * Ends with what failed and one line, `N passed, M failed`, counted from the runners' own reports;
 * a step without tests (lint, types, build) that fails counts as one failure.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installChromium } from './setup/install-chromium.ts';
import { readReport, type Report } from './setup/read-report.ts';

const root = resolve(import.meta.dirname, '..');
const cache = join(root, 'node_modules/.cache');
const summaryFile = join(cache, 'ebb-test-summary.txt');

interface Step extends Report {
  readonly title: string;
  readonly seconds: number;
}

function runStep(title: string, command: string, args: readonly string[], reportFile?: string): Step {
  console.log(`\n── ${title}`);
  if (reportFile) rmSync(reportFile, { force: true });
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile };
  const begun = performance.now();
  const { status } = spawnSync('npx', ['--no-install', command, ...args], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  const seconds = Math.round((performance.now() - begun) / 1000);
  const report = reportFile ? readReport(reportFile, root) : { passed: 0, skipped: 0, failures: [] };
  const isBroken = status !== 0 && report.failures.length === 0;
  return { title, seconds, ...report, failures: isBroken ? [`ended with ${status}`] : report.failures };
}

function runVitest(project: string): Step {
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

const plan: (() => Step)[] = [
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
const steps = plan.map((run) => run());
console.log('\n── done');
for (const { title, seconds } of steps) console.log(`${String(seconds).padStart(5)} s  ${title}`);
const failures = steps.flatMap(({ title, failures }) => failures.map((one) => `${title}: ${one}`));
for (const failure of failures) console.log(`failed  ${failure}`);
const count = (of: (step: Step) => number): number => steps.reduce((sum, step) => sum + of(step), 0);
const skipped = count((step) => step.skipped);
const summary = `${count((step) => step.passed)} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
writeFileSync(summaryFile, `${summary}\n`);
console.log(`\n${summary}`);
process.exitCode = failures.length === 0 ? 0 : 1;
