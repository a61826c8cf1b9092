import { normalizeSql } from '../../sql/normalize-sql.ts';
import type { Kind } from '../kind.ts';
import { memoByCell } from '../../notebook/memo-by-cell.ts';
import { runSelect } from '../run-select.ts';

const content = memoByCell((cell) => `${'view' in cell.attributes} ${normalizeSql(cell.body)}`);

/** One SELECT, kept as a table, or as a view where the cell says so. */
export const queryKind: Kind = {
  lane: 'heavy',
  content: ({ cell }) => content(cell),
  run: (context, work) => runSelect(context, work, 'view' in context.cell.attributes ? 'view' : 'table'),
};
