import type { Kind } from '../kind.ts';
import { normalizeSql } from '../../sql/normalize-sql.ts';
import { memoByCell } from '../../notebook/memo-by-cell.ts';
import { runSelect } from '../run-select.ts';

const content = memoByCell((cell) => normalizeSql(cell.body));

/** Rows returned are violations: they are kept, and `rowCount` counts them. */
export const checkKind: Kind = {
  lane: 'heavy',
  content: ({ cell }) => content(cell),
  run: (context, work) => runSelect(context, work, 'table'),
};
