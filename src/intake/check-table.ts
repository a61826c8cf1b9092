import { ProblemError } from '../problem.ts';
import type { FileKind } from './detect-kind.ts';

const NO_TABLE: readonly FileKind[] = ['pdf', 'image', 'database', 'binary'];

/** @throws ProblemError `not-a-table` */
export function checkTable(kind: FileKind, file: string): void {
  if (NO_TABLE.includes(kind)) throw new ProblemError({ code: 'not-a-table', values: { file, kind } });
}
