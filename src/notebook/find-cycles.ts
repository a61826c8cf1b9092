/**
 * For each key that lies on a cycle of `needs`, the shortest cycle through it, starting at it, in reading order.
 * Keys on no cycle are left out.
 */
export function findCycles<K>(needs: ReadonlyMap<K, readonly K[]>): Map<K, K[]> {
  const cycles = new Map<K, K[]>();
  for (const key of needs.keys()) {
    const cycle = findCycle(needs, key);
    if (cycle) cycles.set(key, cycle);
  }
  return cycles;
}

function findCycle<K>(needs: ReadonlyMap<K, readonly K[]>, start: K): K[] | null {
  const cameFrom = new Map<K, K>();
  const queue: K[] = [start];
  for (const key of queue) {
    for (const next of needs.get(key) ?? []) {
      if (next === start) return pathTo(key, start, cameFrom);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, key);
      queue.push(next);
    }
  }
  return null;
}

function pathTo<K>(end: K, start: K, cameFrom: ReadonlyMap<K, K>): K[] {
  const path = [end];
  for (let key = end; key !== start;) {
    const before = cameFrom.get(key);
    if (before === undefined) break;
    path.unshift(before);
    key = before;
  }
  return path;
}
