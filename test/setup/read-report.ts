import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** What a runner's own report says. */
export interface Report {
  readonly passed: number;
  readonly skipped: number;
  /** One line for each test that failed, and for each file that broke before or between its tests. */
  readonly failures: readonly string[];
}

interface VitestFile {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly { status: string; fullName: string; failureMessages: string[] }[];
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly { ok: boolean; file: string; title: string }[];
}

/** Reads Vitest's or Playwright's JSON report; one that is missing or without tests counts as one failure. */
export function readReport(file: string, root: string): Report {
  try {
    const json = JSON.parse(readFileSync(file, 'utf8'));
    const report = json.stats ? readPlaywright(json) : readVitest(json, root);
    const isEmpty = report.passed + report.failures.length === 0;
    return isEmpty ? { ...report, failures: ['the report has no tests'] } : report;
  } catch {
    return { passed: 0, skipped: 0, failures: ['there is no report'] };
  }
}

function readVitest(
  json: {
    numPassedTests: number;
    numPendingTests: number;
    numTodoTests: number;
    testResults: readonly VitestFile[];
  },
  root: string,
): Report {
  const failures = json.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((one) => one.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [`${file}: ${toLine(message)}`] : [];
    return failed.map((one) => `${file} > ${one.fullName}: ${toLine(one.failureMessages.join(' '))}`);
  });
  return { passed: json.numPassedTests, skipped: json.numPendingTests + json.numTodoTests, failures };
}

function readPlaywright(json: {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  suites: readonly PlaywrightSuite[];
  errors: readonly { message?: string }[];
}): Report {
  const list = ({ suites = [], specs = [] }: PlaywrightSuite): string[] => [
    ...specs.filter((one) => !one.ok).map(({ file, title }) => `${file} > ${title}`),
    ...suites.flatMap(list),
  ];
  const { expected, flaky, skipped } = json.stats;
  return {
    passed: expected,
    skipped,
    failures: [
      ...json.suites.flatMap(list),
      ...json.errors.map(({ message = '' }) => toLine(message)),
      ...(flaky > 0 ? [`${flaky} passed only when repeated`] : []),
    ],
  };
}

function toLine(message: string): string {
  return message.split('\n', 1)[0]?.slice(0, 300) ?? '';
}
