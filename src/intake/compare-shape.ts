import type { ImportReport } from './import-report.ts';

/** A table's columns as they were, kept to see what next month's export changed. */
export interface TableShape {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

export interface ShapeChanges {
  readonly added: readonly string[];
  readonly missing: readonly string[];
  /** Missing under the old name, there under a new one that is alike. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  readonly retyped: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  /** The columns stand in another order. */
  readonly isReordered: boolean;
}

export function toShape({ columns }: Pick<ImportReport, 'columns'>): TableShape {
  return { columns: columns.map(({ name, type }) => ({ name, type })) };
}

/** What changed from one export to the next. Names are compared as SQL compares them, ignoring case. */
export function compareShape(before: TableShape, after: TableShape): ShapeChanges {
  const fold = (name: string): string => name.toLowerCase();
  const find = ({ columns }: TableShape, name: string) =>
    columns.find((column) => fold(column.name) === fold(name));
  const gone = before.columns.filter(({ name }) => !find(after, name));
  const come = after.columns.filter(({ name }) => !find(before, name));
  const renamed: { from: string; to: string }[] = [];
  for (const old of gone) {
    const place = before.columns.indexOf(old);
    const alike = come.find((one) => {
      const isTaken = renamed.some(({ to }) => to === one.name);
      const isThere = after.columns.indexOf(one) === place && before.columns.length === after.columns.length;
      return !isTaken && one.type === old.type && (bare(one.name) === bare(old.name) || isThere);
    });
    if (alike) renamed.push({ from: old.name, to: alike.name });
  }
  const kept = before.columns.filter(({ name }) => find(after, name)).map(({ name }) => fold(name));
  const order = after.columns.map(({ name }) => fold(name)).filter((name) => kept.includes(name));
  return {
    added: come.map(({ name }) => name).filter((name) => !renamed.some(({ to }) => to === name)),
    missing: gone.map(({ name }) => name).filter((name) => !renamed.some(({ from }) => from === name)),
    renamed,
    retyped: before.columns.flatMap(({ name, type }) => {
      const now = find(after, name);
      return now && now.type !== type ? [{ name: now.name, from: type, to: now.type }] : [];
    }),
    isReordered: kept.some((name, index) => order[index] !== name),
  };
}

/** A name without case, spaces and signs: `Customer ID` and `customer_id` are one. */
function bare(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
