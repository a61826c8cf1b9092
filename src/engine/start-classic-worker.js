// Starts a classic script that is not ours, whose address is this worker's name, and tells of this worker's life as
// `worker-life.ts` does. It is a file beside the app, since a worker made from a blob would be under the page's policy, which
// forbids the `new Function` in DuckDB-Wasm's script.
const life = `ebb.life.${crypto.randomUUID()}`;
void navigator.locks
  ?.request(life, () => {
    postMessage({ life });
    return new Promise(() => undefined);
  })
  .catch(() => undefined);
importScripts(self.name);
