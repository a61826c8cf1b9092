import type { Edit } from '../notebook/apply-edit.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { foldName } from '../sql/fold-name.ts';
import { unquoteName } from '../sql/quote.ts';
import { isCode, tokenize } from '../sql/tokenize.ts';
import { findTable, wantedFile } from './bind-tables.ts';
import type { ShelfTable } from './data-shelf.svelte.ts';
import { setFile } from './set-data.ts';
import { toSqlName } from './to-sql-name.ts';

/**
 * The edits with which a notebook follows when a loaded table takes another name: a data cell named like the table is renamed with
 * all that reads it, one that asks for the table by its name asks for the new one, and SQL that reads `files.<table>` reads on.
 */
export function planTableRename(
  { cells }: Notebook,
  tables: readonly ShelfTable[],
  table: ShelfTable,
  name: string,
): Edit[] {
  const old = table.relation;
  const renamed = tables.map((one) => (one === table ? { ...one, relation: name } : one));
  const isFree = !cells.some((cell) => cell.name !== null && isSame(cell.name, name) && !isSame(old, name));
  const edits = cells.flatMap((cell): Edit[] => {
    const { id } = cell;
    if (cell.kind === 'query' || cell.kind === 'check') {
      const body = renameInSql(cell.body, old, name);
      return body === cell.body ? [] : [{ type: 'body', id, body }];
    }
    if (cell.kind !== 'data' || findTable(cell, tables) !== table) return [];
    const follows = isFree && cell.name !== null && isSame(cell.name, old);
    const after = follows ? { ...cell, name } : cell;
    const isLost = findTable(after, renamed)?.version !== table.version;
    return [
      ...(isLost && wantedFile(cell) !== ''
        ? [{ type: 'body' as const, id, body: setFile(cell.body, name) }]
        : []),
      ...(follows ? [{ type: 'rename' as const, id, name, references: true }] : []),
    ];
  });
  // A rename rewrites the bodies of others, so it comes after the bodies written here.
  return edits.toSorted((a, b) => Number(a.type === 'rename') - Number(b.type === 'rename'));
}

function renameInSql(sql: string, old: string, name: string): string {
  const tokens = tokenize(sql).filter(isCode);
  return tokens
    .filter(
      (token, i) =>
        (token.kind === 'word' || token.kind === 'quoted') &&
        isSame(unquoteName(token.text), old) &&
        tokens[i - 1]?.text === '.' &&
        isSame(unquoteName(tokens[i - 2]?.text ?? ''), 'files'),
    )
    .reduceRight((text, { start, end }) => text.slice(0, start) + toSqlName(name) + text.slice(end), sql);
}

function isSame(a: string, b: string): boolean {
  return foldName(a) === foldName(b);
}
