import { ProblemError } from '../problem.ts';
import { parseYamlBody } from './parse-yaml-body.ts';

/** A role of the data and what it is taken from: a column's name, or a SQL expression over the columns. */
export interface RoleColumn {
  readonly role: string;
  readonly from: string;
}

/** What a data cell asks for, filled in. `file` is `''` when the cell names none. */
export interface DataSpec {
  readonly file: string;
  readonly columns: readonly RoleColumn[];
  /** How the file is read, as YAML holds it; `intake/parse-recipe.ts` knows what it means. Absent when the cell says nothing. */
  readonly import?: Readonly<Record<string, unknown>>;
}

/**
 * Reads a data cell's YAML.
 * @throws ProblemError `yaml-syntax`, `yaml-not-a-map`, `data-key` with the key that is wrong
 */
export function parseDataSpec(body: string): DataSpec {
  const { file = '', columns, import: how } = parseYamlBody(body);
  if (typeof file !== 'string') throw new ProblemError({ code: 'data-key', values: { key: 'file' } });
  const spec = { file, columns: readColumns(columns ?? {}) };
  if (how === undefined || how === null) return spec;
  if (typeof how !== 'object' || Array.isArray(how))
    throw new ProblemError({ code: 'data-key', values: { key: 'import' } });
  return { ...spec, import: how as Record<string, unknown> };
}

function readColumns(columns: unknown): RoleColumn[] {
  if (typeof columns !== 'object' || columns === null || Array.isArray(columns))
    throw new ProblemError({ code: 'data-key', values: { key: 'columns' } });
  return Object.entries(columns).flatMap(([role, from]: [string, unknown]) => {
    if (from === null || from === '') return [];
    if (typeof from !== 'string' && typeof from !== 'number')
      throw new ProblemError({ code: 'data-key', values: { key: `columns.${role}` } });
    return [{ role, from: String(from) }];
  });
}
