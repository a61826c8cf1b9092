import type { ImportReport } from '../intake/import-report.ts';
import { toReasonKey } from '../intake/reason-key.ts';
import type { Language } from '../locale/language.ts';
import { say } from '../locale/messages.ts';

const MOST_LINES = 20;
const LONGEST_TEXT = 100;

/** The account as the command line prints it: the contract of `--format json`. */
export function toAccount(report: ImportReport): object {
  const { file, kind, encoding, delimiter, records, loaded, setAside } = report;
  const columns = report.columns.map(({ name, type, nulls, misfits }) => ({ name, type, nulls, misfits }));
  return { file, kind, encoding, delimiter, records, loaded, setAside, columns };
}

/** The account for people. */
export function toAccountText(report: ImportReport, language: Language): string {
  const { file, records, loaded, setAside, columns } = report;
  const form = [report.kind, report.encoding, JSON.stringify(report.delimiter ?? undefined)];
  const lines = [
    say(language, 'importSummary', { file, records, loaded, setAside: setAside.length }),
    form.filter((part) => part !== null && part !== undefined).join(', '),
    ...report.notices.map(({ code, values }) => say(language, code, values)),
    '',
  ];
  const width = Math.max(0, ...columns.map(({ name }) => name.length));
  for (const { name, type, nulls, misfits, examples, nearly } of columns) {
    const about = [
      ...(nulls > 0 ? [say(language, 'importNulls', { nulls })] : []),
      ...(misfits > 0
        ? [say(language, 'importMisfits', { misfits, type: nearly ?? '', examples: examples.join(' | ') })]
        : []),
    ];
    lines.push(`  ${name.padEnd(width)}  ${[type, ...about].join('  ')}`.trimEnd());
  }
  if (setAside.length > 0) lines.push('', say(language, 'importSetAside', { count: setAside.length }));
  for (const { line, reason, text } of setAside.slice(0, MOST_LINES)) {
    const key = toReasonKey(reason);
    const short = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
    lines.push(`  ${line}: ${key ? say(language, key) : reason}: ${short.replace(/\s+/g, ' ')}`);
  }
  if (setAside.length > MOST_LINES) lines.push('  …');
  return `${lines.join('\n')}\n`;
}
