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
 * How the columns of a file differ from those known. A column counts as renamed when one is gone and a new one of the same
 * type stands between the same neighbours.
 */
export function findShapeChanges(known: FileShape, columns: readonly NamedColumn[]): ShapeChange[] {
  const before = Object.keys(known);
  const now = columns.map(({ name }) => name);
  const types = toShape(columns);
  const missing = before.filter((name) => !Object.hasOwn(types, name));
  const added = now.filter((name) => !Object.hasOwn(known, name));
  const heir = (name: string): string | undefined =>
    added.find(
      (one) =>
        types[one] === known[name] &&
        before[before.indexOf(name) - 1] === now[now.indexOf(one) - 1] &&
        before[before.indexOf(name) + 1] === now[now.indexOf(one) + 1],
    );
  const renamed = missing.flatMap((name) => {
    const to = heir(name);
    return to === undefined ? [] : [{ kind: 'renamed' as const, name, to }];
  });
  const isRenamed = (name: string): boolean => renamed.some((one) => one.name === name || one.to === name);
  return [
    ...renamed,
    ...missing.filter((name) => !isRenamed(name)).map((name) => ({ kind: 'missing' as const, name })),
    ...added.filter((name) => !isRenamed(name)).map((name) => ({ kind: 'new' as const, name })),
    ...columns.flatMap(({ name, type }) => {
      const from = Object.hasOwn(known, name) ? known[name] : undefined;
      return from !== undefined && from !== type ? [{ kind: 'retyped' as const, name, from, to: type }] : [];
    }),
  ];
}
