/** The columns of a file as a notebook knows it: name → DuckDB's type, in the file's order. */
export type FileShape = Readonly<Record<string, string>>;

/** What is different in a file from the one that the notebook was made with. */
export type ShapeChange =
  | { readonly kind: 'new' | 'missing'; readonly name: string }
  | { readonly kind: 'renamed'; readonly name: string; readonly to: string }
  | { readonly kind: 'retyped'; readonly name: string; readonly from: string; readonly to: string };

interface NamedColumn {
  readonly name: string;
  readonly type: string;
}

export function toShape(columns: readonly NamedColumn[]): FileShape {
  return Object.fromEntries(columns.map(({ name, type }) => [name, type]));
}

/**
 * How the columns of a file differ from those known; names are compared as SQL does, ignoring case. A column counts as renamed
 * when one is gone and there is a new one whose name has the same letters and digits, or one of the same type between the
 * same neighbours.
 */
export function findShapeChanges(known: FileShape, columns: readonly NamedColumn[]): ShapeChange[] {
  const before = Object.entries(known).map(([name, type]) => ({ name, type }));
  const missing = before.filter(({ name }) => indexOf(columns, name) < 0);
  const added = columns.filter(({ name }) => indexOf(before, name) < 0);
  const taken: NamedColumn[] = [];
  const pairs = missing.flatMap((old) => {
    const open = added.filter((one) => !taken.includes(one));
    const now =
      open.find(({ name }) => toBare(name) !== '' && toBare(name) === toBare(old.name)) ??
      open.find((one) => one.type === old.type && hasSameNeighbours(before, old, columns, one));
    if (now) taken.push(now);
    return now ? [{ old, now }] : [];
  });
  const isPaired = (one: NamedColumn): boolean => pairs.some(({ old, now }) => old === one || now === one);
  const kept = before.flatMap((old) => {
    const now = columns[indexOf(columns, old.name)];
    return now ? [{ old, now }] : [];
  });
  return [
    ...pairs.map(({ old, now }) => ({ kind: 'renamed' as const, name: old.name, to: now.name })),
    ...missing.filter((one) => !isPaired(one)).map(({ name }) => ({ kind: 'missing' as const, name })),
    ...added.filter((one) => !isPaired(one)).map(({ name }) => ({ kind: 'new' as const, name })),
    ...[...kept, ...pairs]
      .filter(({ old, now }) => old.type !== now.type)
      .map(({ old, now }) => ({ kind: 'retyped' as const, name: now.name, from: old.type, to: now.type })),
  ];
}

function indexOf(columns: readonly NamedColumn[], name: string): number {
  return columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase());
}

function hasSameNeighbours(
  before: readonly NamedColumn[],
  old: NamedColumn,
  columns: readonly NamedColumn[],
  now: NamedColumn,
): boolean {
  const [was, is] = [before.indexOf(old), columns.indexOf(now)];
  return [-1, 1].every(
    (step) => before[was + step]?.name.toLowerCase() === columns[is + step]?.name.toLowerCase(),
  );
}

/** A name without case, spaces and signs: `Customer ID` and `customer_id` are one. */
function toBare(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
