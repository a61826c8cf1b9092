import { ProblemError } from '../../problem.ts';
import { foldName } from '../../sql/fold-name.ts';
import { writeName } from '../../sql/write-name.ts';
import type { Role } from '../roles/role.ts';
import type { RuleName } from './definition.ts';

export interface SourceColumn {
  readonly name: string;
  /** DuckDB's type. */
  readonly type: string;
}

/** A relation that a definition reads. Its columns of roles have the roles' names. */
export interface Source {
  readonly name: string;
  /** As SQL writes it. */
  readonly sql: string;
  readonly columns: readonly SourceColumn[];
}

/** @throws ProblemError `churn-no-source`, `relation-missing` */
export function findSource(
  name: string,
  columnsOf: (name: string) => readonly SourceColumn[] | null,
): Source {
  if (name === '') throw new ProblemError({ code: 'churn-no-source' });
  const columns = columnsOf(name);
  if (!columns) throw new ProblemError({ code: 'relation-missing', values: { name } });
  return { name, sql: writeName(name), columns };
}

export function maybeColumn({ columns }: Source, name: string): SourceColumn | null {
  return columns.find((one) => foldName(one.name) === foldName(name)) ?? null;
}

/** @throws ProblemError `churn-role-missing` */
export function findRole(source: Source, role: Role, rule: RuleName): SourceColumn {
  const found = maybeColumn(source, role);
  if (found) return found;
  throw new ProblemError({ code: 'churn-role-missing', values: { role, rule, relation: source.name } });
}

/** @throws ProblemError `churn-column-missing` */
export function findColumn(source: Source, name: string): SourceColumn {
  const found = maybeColumn(source, name);
  if (found) return found;
  const candidates = source.columns.map((one) => one.name).join(', ');
  throw new ProblemError({
    code: 'churn-column-missing',
    values: { column: name, relation: source.name, candidates },
  });
}
