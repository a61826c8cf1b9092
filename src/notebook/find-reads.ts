import { findParameters } from '../sql/find-parameters.ts';
import { findInlineValues } from './find-inline-values.ts';
import { memoByCell } from './memo-by-cell.ts';
import type { Cell } from './notebook.ts';
import { parseDataSpec } from './parse-data-spec.ts';
import { readInputSpec } from './parse-input-spec.ts';
import { parseYamlBody } from './parse-yaml-body.ts';
import { findReferences } from './references.ts';

/** Keys of a churn cell's body that name a relation, beside `from=` of its fence. */
export const churnRelationKeys: readonly string[] = ['activity', 'periods'];

/** The names that a cell reads, as it writes them, without repeats: relations, and parameters without `$`. */
export interface Reads {
  readonly relations: readonly string[];
  readonly parameters: readonly string[];
}

/** What a cell reads by its kind. A cell whose body cannot be read reads nothing. */
export const findReads = memoByCell((cell): Reads => {
  switch (cell.kind) {
    case 'text':
      return reads(findInlineValues(cell.body).map((value) => value.relation));
    case 'query':
    case 'check':
      return reads(
        findReferences(cell.body).map((one) => one.name),
        findParameters(cell.body).map((one) => one.name),
      );
    case 'data':
      return reads(
        [],
        findExpressions(cell.body).flatMap((sql) => findParameters(sql).map((one) => one.name)),
      );
    case 'input':
      return reads(findChoiceRelation(cell));
    case 'churn':
      return readChurn(cell);
    default:
      return reads(cell.attributes['from'] ? [cell.attributes['from']] : []);
  }
});

function reads(relations: readonly string[], parameters: readonly string[] = []): Reads {
  return { relations: [...new Set(relations)], parameters: [...new Set(parameters)] };
}

/**
 * A churn cell reads `from`, the relations that its keys name and those in its SQL; parameters wherever it writes `$name`,
 * and `$as_of` when it has no `as_of` of its own.
 */
function readChurn({ attributes, body }: Cell): Reads {
  const from = attributes['from'] ? [attributes['from']] : [];
  let map: Record<string, unknown>;
  try {
    map = parseYamlBody(body);
  } catch {
    return reads(from);
  }
  const named = churnRelationKeys.flatMap((key) => {
    const value = map[key];
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
  const sql = typeof map['sql'] === 'string' ? map['sql'] : '';
  const conditions = Array.isArray(map['exclude'])
    ? map['exclude'].map((one: unknown) =>
        isMap(one) && typeof one['where'] === 'string' ? one['where'] : '',
      )
    : [];
  const inSqlTexts = [sql, ...conditions];
  const inSql = inSqlTexts.flatMap((text) => findReferences(text).map((one) => one.name));
  const asOf = map['as_of'] === undefined || map['as_of'] === null ? ['as_of'] : [];
  const parameters = [...inSqlTexts, ...findPlaceholders(map)].flatMap((text) =>
    findParameters(text).map((one) => one.name),
  );
  return reads([...from, ...named, ...inSql], [...asOf, ...parameters]);
}

/** Values that are a parameter's name and nothing else: `days: $days`. */
function findPlaceholders(value: unknown): string[] {
  if (typeof value === 'string') return /^\$[^\s$]+$/u.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(findPlaceholders);
  return isMap(value)
    ? Object.entries(value).flatMap(([key, one]) => (key === 'label' ? [] : findPlaceholders(one)))
    : [];
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function findExpressions(body: string): string[] {
  return orNone(() => parseDataSpec(body).columns.map((column) => column.from));
}

function findChoiceRelation(cell: Cell): string[] {
  return orNone(() => {
    const spec = readInputSpec(cell);
    return 'from' in spec && spec.from ? [spec.from.relation] : [];
  });
}

function orNone(find: () => string[]): string[] {
  try {
    return find();
  } catch {
    return [];
  }
}
