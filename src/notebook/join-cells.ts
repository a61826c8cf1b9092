import type { Cell, Head } from './notebook.ts';
import { parseCells } from './parse-notebook.ts';
import { findLineEnd, isBlank, splitLines } from './split-lines.ts';
import { withBody } from './write-cell.ts';

/**
 * The cells with enough room between those that were not neighbours before, so that each reads back as one cell:
 * a blank line, two between texts. Seams that were there already stay as they are.
 */
export function joinCells(
  before: readonly Cell[],
  head: Head,
  cells: readonly Cell[],
): { head: Head; cells: Cell[] } {
  const old = before.filter((cell) => cell.source !== '');
  const follower = new Map(old.map((cell, i) => [cell, old[i + 1]]));
  const written = cells.filter((cell) => cell.source !== '');
  const next = new Map(written.map((cell, i) => [cell, written[i + 1]]));
  const joined = cells.map((cell) => {
    const following = next.get(cell);
    return !following || isOldSeam(follower.get(cell), following) ? cell : join(cell, following);
  });
  const isNewStart = written[0] !== undefined && written[0] !== old[0];
  return { head: isNewStart ? joinHead(head, written[0]) : head, cells: joined };
}

/** A fence begins anew wherever it stands; a text that changed may run into the text before it. */
function isOldSeam(old: Cell | undefined, next: Cell): boolean {
  return old === next || (old?.id === next.id && next.kind !== 'text');
}

function join(cell: Cell, next: Cell): Cell {
  const closed = cell.kind === 'text' ? cell : closeFence(cell);
  const spaced = addLines(closed, cell.kind === 'text' && next.kind === 'text' ? 3 : 2);
  if (cell.kind !== 'text' || next.kind !== 'text' || areTwo(spaced, next)) return spaced;
  const end = findLineEnd(spaced.source);
  const parted = { ...spaced, source: `${spaced.source.trimEnd()}${end}${end}<!-- -->${end}${end}${end}` };
  return areTwo(parted, next) ? parted : spaced;
}

/** An unclosed fence ends at the end of the file only; before another cell it must be closed. */
function closeFence(cell: Cell): Cell {
  const { cells } = parseCells(`${addLines(cell, 2).source}end`, () => '');
  return cells.length > 1 ? cell : withBody(withBody(cell, `${cell.body} `), cell.body);
}

function areTwo(cell: Cell, next: Cell): boolean {
  return parseCells(cell.source + next.source, () => '').cells[0]?.source === cell.source;
}

/** At least so many line ends after the last line. */
function addLines(cell: Cell, count: number): Cell {
  const lines = splitLines(cell.source);
  let ends = 0;
  while (ends < lines.length && isBlank(lines[lines.length - 1 - ends] ?? '')) ends++;
  if (/[\r\n]$/.test(lines.at(-1 - ends) ?? '')) ends++;
  if (ends >= count) return cell;
  return { ...cell, source: cell.source + findLineEnd(cell.source).repeat(count - ends) };
}

function joinHead(head: Head, first: Cell | undefined): Head {
  if (head.source === '' || head.source === '\uFEFF') return head;
  const end = findLineEnd(head.source);
  if (/(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)$/.test(head.source)) return head;
  const source = head.source + (/[\r\n]$/.test(head.source) ? '' : end) + (first ? end : '');
  return { ...head, source };
}
