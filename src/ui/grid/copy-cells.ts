import { breathe } from '../../breathe.ts';
import { formatCount } from '../../locale/format-count.ts';
import { ProblemError } from '../../problem.ts';
import type { Column, Table } from '../../engine/table.ts';
import { countCells, type Range } from './selection.ts';
import { serializeHtmlRows, serializeTsv, toCellRows, toNameRow } from './serialize-cells.ts';

const mostCells = 1_000_000;

/**
 * Puts a range on the clipboard as tab-separated text and as an HTML table.
 * Must be called while the browser still handles the user's key or click: the content may come later.
 * @throws ProblemError `copy-too-large`, `copy-refused`, and what reading rows throws
 */
export async function copyCells(
  range: Range,
  columns: readonly Column[],
  tables: () => AsyncIterable<Table>,
  withNames: boolean,
  clipboard: Pick<Clipboard, 'write'> | undefined,
): Promise<void> {
  const cells = countCells(range);
  if (cells > mostCells)
    throw new ProblemError({ code: 'copy-too-large', values: { cells: formatCount(cells) } });
  if (!clipboard) throw new ProblemError({ code: 'copy-refused' });
  const content = serialize(range, columns, tables, withNames);
  const part = (type: 'text' | 'html', mime: string): Promise<Blob> =>
    content.then((texts) => new Blob([texts[type]], { type: mime }));
  const item = new ClipboardItem({
    'text/plain': part('text', 'text/plain'),
    'text/html': part('html', 'text/html'),
  });
  try {
    await clipboard.write([item]);
  } catch (cause) {
    await content;
    throw new ProblemError({ code: 'copy-refused' }, { cause });
  }
}

async function serialize(
  { left, right }: Range,
  columns: readonly Column[],
  tables: () => AsyncIterable<Table>,
  withNames: boolean,
): Promise<{ text: string; html: string }> {
  const names = withNames ? toNameRow(columns, left, right) : [];
  const text = withNames ? [serializeTsv(names)] : [];
  const html = [serializeHtmlRows(names)];
  for await (const table of tables()) {
    const rows = toCellRows(columns, left, right, table);
    text.push(serializeTsv(rows));
    html.push(serializeHtmlRows(rows));
    await breathe();
  }
  return { text: text.join('\r\n'), html: `<meta charset="utf-8"><table>${html.join('')}</table>` };
}
