// Starts DuckDB-Wasm's own worker script, and tells of this worker's life as `worker-life.ts` does. It is a file beside the app, since a
// worker made from a blob would be under the page's policy, which forbids the `new Function` in that script.
const { script, wasm } = JSON.parse(self.name);

const life = `ebb.life.${crypto.randomUUID()}`;
void navigator.locks
  ?.request(life, () => {
    postMessage({ life });
    return new Promise(() => undefined);
  })
  .catch(() => undefined);

// Compiling the wasm takes longest of all, so it begins while the script is still on its way. DuckDB would begin after that, and draw each
// piece through a stream of its own, which costs time and keeps the browser from storing the compiled code for the next visit.
const load = self.fetch;
const compiled = WebAssembly.compileStreaming(load(wasm)).catch(async () => {
  // Some servers give it another type than `application/wasm`.
  const response = await load(wasm);
  return WebAssembly.compile(await response.arrayBuffer());
});
// DuckDB waits for its wasm and hears of no failure: it becomes an error of this worker, which ends the start.
compiled.catch((error) =>
  setTimeout(() => {
    throw error;
  }),
);
// 72,000 of its 75,000 exports are C++ symbols for extensions to link with, of which Ebb lets none in. DuckDB's script would go through
// them all several times, longer than everything else that it does to start.
WebAssembly.instantiateStreaming = async (_response, imports) => {
  const module = await compiled;
  const { exports } = await WebAssembly.instantiate(module, imports);
  const used = Object.keys(exports).filter((name) => !/^(orig\$)?_Z/.test(name));
  return { module, instance: { exports: Object.fromEntries(used.map((name) => [name, exports[name]])) } };
};
// There is nothing else to fetch.
self.fetch = async () => new Response();

importScripts(script);
