import { findParameters } from '../sql/find-parameters.ts';
import { findInlineValues } from './find-inline-values.ts';
import { memoByCell } from './memo-by-cell.ts';
import { parseDataSpec } from './parse-data-spec.ts';
import { parseInputSpec } from './parse-input-spec.ts';
import { findReferences } from './references.ts';

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
      return reads(findChoiceRelation(cell.body));
    default:
      return reads(cell.attributes['from'] ? [cell.attributes['from']] : []);
  }
});

function reads(relations: readonly string[], parameters: readonly string[] = []): Reads {
  return { relations: [...new Set(relations)], parameters: [...new Set(parameters)] };
}

function findExpressions(body: string): string[] {
  return orNone(() => parseDataSpec(body).columns.map((column) => column.from));
}

function findChoiceRelation(body: string): string[] {
  return orNone(() => {
    const spec = parseInputSpec(body);
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
