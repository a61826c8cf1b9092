import type { CellObject } from '@e965/xlsx';

export type SheetCells = readonly (CellObject | undefined)[];

/** Cells of a sheet; rows and columns count from 0, ends are inside. */
export interface Box {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** A cell far from the table. */
export interface StrayCell {
  readonly row: number;
  readonly column: number;
  readonly value: CellObject['v'];
}

const MOST_STRAY = 3;
const MOST_GROUPS = 10;
const LEAST_CELLS = 4;

export function isFilled(cell: CellObject | undefined): boolean {
  return cell !== undefined && cell !== null && cell.t !== 'z' && cell.v !== undefined && cell.v !== '';
}

/**
 * The smallest box around all cells that hold something. Without a range that was asked for, columns set apart from the
 * table by empty ones that hold a cell or two are none of its columns, nor are those with a title only: those cells are `stray`.
 */
export function findUsedCells(
  data: readonly (SheetCells | undefined)[],
  range: Box | undefined,
): { readonly used: Box; readonly stray: readonly StrayCell[] } {
  const columns = new Map<number, { count: number; top: number; bottom: number; some: StrayCell[] }>();
  let firstWide = Infinity;
  const last = Math.min(data.length - 1, range?.bottom ?? Infinity);
  for (let row = range?.top ?? 0; row <= last; row++) {
    let filled = 0;
    data[row]?.forEach((cell, column) => {
      if (!isFilled(cell) || (range && (column < range.left || column > range.right))) return;
      const found = columns.get(column) ?? { count: 0, top: row, bottom: row, some: [] };
      columns.set(column, found);
      if (++filled === 2) firstWide = Math.min(firstWide, row);
      found.count++;
      found.bottom = row;
      if (found.some.length < MOST_STRAY) found.some.push({ row, column, value: cell?.v });
    });
  }
  const titles = range ? [] : findTitles(columns, firstWide);
  const titled = titles.flatMap((column) => columns.get(column)?.some ?? []);
  for (const column of titles) columns.delete(column);
  const groups = toGroups([...columns.keys()]);
  const countOf = (group: readonly number[]): number =>
    group.reduce((count, column) => count + (columns.get(column)?.count ?? 0), 0);
  const most = Math.max(0, ...groups.map(countOf));
  const isStray = (group: readonly number[]): boolean =>
    range === undefined && most >= LEAST_CELLS && countOf(group) <= MOST_STRAY;
  const strays = groups.filter(isStray);
  const kept = strays.length > MOST_GROUPS ? groups : groups.filter((group) => !isStray(group));
  const own = kept.flat().map((column) => columns.get(column));
  const left = kept[0]?.[0] ?? 0;
  return {
    used: {
      top: own.reduce((top, one) => Math.min(top, one?.top ?? top), Infinity),
      bottom: own.reduce((bottom, one) => Math.max(bottom, one?.bottom ?? bottom), -1),
      left,
      right: kept.at(-1)?.at(-1) ?? left - 1,
    },
    stray: [
      ...titled,
      ...(kept === groups
        ? []
        : strays.flatMap((group) => group.flatMap((column) => columns.get(column)?.some ?? []))),
    ],
  };
}

/** The columns at the left that hold nothing but a title above the table, which begins where a row has two cells. */
function findTitles(
  columns: ReadonlyMap<number, { readonly count: number; readonly bottom: number }>,
  firstWide: number,
): number[] {
  const left = [...columns].sort(([a], [b]) => a - b);
  const end = left.findIndex(([, { count, bottom }]) => bottom >= firstWide || count > MOST_STRAY);
  return left.slice(0, Math.max(0, end)).map(([column]) => column);
}

/** Columns that stand side by side. */
function toGroups(columns: readonly number[]): number[][] {
  const groups: number[][] = [];
  for (const column of [...columns].sort((a, b) => a - b)) {
    const group = groups.at(-1);
    if (group?.at(-1) === column - 1) group.push(column);
    else groups.push([column]);
  }
  return groups;
}
