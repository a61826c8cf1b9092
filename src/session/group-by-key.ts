/** Items by key, in the order of the first of each. */
export function groupByKey<T>(keyed: readonly { readonly key: string; readonly item: T }[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const { key, item } of keyed) groups.set(key, [...(groups.get(key) ?? []), item]);
  return [...groups.values()];
}
