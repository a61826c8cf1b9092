import type { Language } from '../locale/language.ts';
import { sayProblem } from '../locale/messages.ts';
import type { Problem } from '../problem.ts';
import type { CellReport } from './cell-report.ts';
import { type JsonValue, toJsonValue } from './json-value.ts';

/** The run as one JSON text: `{notebook, engine, cells: [{kind, name, status, error?, columns, rowCount, rows, ms}]}`. */
export function toJsonReport(
  notebook: string,
  engine: string,
  reports: readonly CellReport[],
  language: Language,
): string {
  return JSON.stringify({ notebook, engine, cells: reports.map((report) => toJsonCell(report, language)) });
}

function toJsonCell({ cell, state, columns, rows }: CellReport, language: Language): JsonValue {
  return {
    kind: cell.kind,
    name: cell.name,
    status: state.status,
    ...(state.problem ? { error: toJsonError(state.problem, language) } : {}),
    ...(state.blockedBy.length > 0 ? { blockedBy: state.blockedBy } : {}),
    columns: columns.map(({ name, type }) => ({ name, type })),
    rowCount: state.rowCount,
    rows: rows.map((row) => row.map(toJsonValue)),
    ms: state.ms,
  };
}

function toJsonError(problem: Problem, language: Language): JsonValue {
  const { code, detail, sql, position } = problem;
  return {
    code,
    ...sayProblem(language, problem),
    ...(detail === undefined ? {} : { detail }),
    ...(sql === undefined ? {} : { sql }),
    ...(position === undefined ? {} : { position }),
  };
}
