import { formatValue } from '../chart/format-value.ts';
import type { Language } from '../locale/language.ts';
import { say, sayProblem } from '../locale/messages.ts';
import { findInlineValues } from '../notebook/find-inline-values.ts';
import { findLeftOut, keepsParagraph } from '../notebook/keeps-paragraph.ts';
import { type CellReport, isGood } from './cell-report.ts';
import { toTextTable } from './text-table.ts';

/** The run as text for a terminal: prose with its values filled in, tables, checks with ✓ or ✗, problems in words. */
export function toTextReport(reports: readonly CellReport[], language: Language): string {
  return reports.map((report) => `${toText(report, language)}\n`).join('\n');
}

function toText(report: CellReport, language: Language): string {
  const { cell, state } = report;
  if (cell.kind === 'text' && state.status === 'done') return fillProse(report, language);
  const problem = describeFailure(report, language);
  const table = report.rows.length > 0 ? describeRows(report, language) : '';
  return [describeHead(report, language), problem, table].filter((part) => part !== '').join('\n');
}

function describeHead(report: CellReport, language: Language): string {
  const { cell, state } = report;
  const isCheck = cell.kind === 'check';
  const mark = isGood(report) ? (isCheck ? '✓' : '■') : '✗';
  const name = cell.name ?? cell.attributes['from'] ?? '';
  const count = state.rowCount ?? 0;
  const said = !isCheck
    ? say(language, 'cliRows', { count: formatValue(count, 'integer', { language }) })
    : count === 0
      ? say(language, 'cliNoViolations')
      : say(language, 'cliViolations', { count });
  const took = state.ms === null ? '' : `${Math.round(state.ms)} ms`;
  const facts = state.status === 'done' && state.rowCount !== null ? [said, took] : [];
  const values = Object.entries(report.parameters).map(
    ([key, { value }]) => `$${key} = ${JSON.stringify(value)}`,
  );
  return [`${mark} ${cell.kind} ${name}`.trimEnd(), ...values, ...facts]
    .filter((part) => part !== '')
    .join(' · ');
}

function describeFailure({ cell, state }: CellReport, language: Language): string {
  if (state.problem) {
    const { message, next } = sayProblem(language, state.problem);
    const place = cell.kind === 'text' ? [] : [state.problem.detail ?? ''];
    return [`${message} ${next}`, ...place].filter((line) => line !== '').join('\n');
  }
  if (state.blockedBy.length > 0) return say(language, 'cliBlockedBy', { names: state.blockedBy.join(', ') });
  return state.status === 'done' ? '' : say(language, 'cliNotRun');
}

function describeRows({ state, columns, rows }: CellReport, language: Language): string {
  const table = toTextTable(
    columns,
    rows.map((row) => row.map((value, at) => formatValue(value, columns[at] ?? 'other', { language }))),
  );
  const left = (state.rowCount ?? rows.length) - rows.length;
  return left > 0 ? `${table}\n${say(language, 'cliMoreRows', { count: left })}` : table;
}

function fillProse({ cell, state }: CellReport, language: Language): string {
  let text = '';
  let at = 0;
  const inlines = findInlineValues(cell.body);
  const left = findLeftOut(inlines, state.values);
  for (const inline of inlines) {
    const isLeft = left.has(inline.block[0]);
    if (isLeft && at >= inline.block[1]) continue;
    text += cell.body.slice(at, isLeft ? inline.block[0] : inline.start);
    at = isLeft ? inline.block[1] : inline.end;
    if (isLeft || keepsParagraph(inline, null) !== null) continue;
    const value = state.values[inline.expression] ?? null;
    const kind = typeof value === 'number' || typeof value === 'bigint' ? 'number' : 'text';
    text += formatValue(value, kind, { language, format: inline.format ?? undefined });
  }
  return (text + cell.body.slice(at)).replace(/\n{3,}/g, '\n\n').trim();
}
