import { ProblemError } from '../problem.ts';
import type { FileKind } from './detect-kind.ts';

const LOADABLE: readonly FileKind[] = ['text', 'parquet'];
const KNOWN: readonly FileKind[] = ['xlsx', 'xls', 'zip', 'gzip', 'arrow', 'json'];

/** @throws ProblemError `kind-not-supported-yet`, `not-a-table` */
export function checkTable(kind: FileKind, file: string): void {
  if (LOADABLE.includes(kind)) return;
  throw new ProblemError({
    code: KNOWN.includes(kind) ? 'kind-not-supported-yet' : 'not-a-table',
    values: { file, kind },
  });
}
