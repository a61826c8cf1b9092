import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import sirv from 'sirv';

/**
 * Serves a folder of static files on loopback, under `base` (`/` or `/some/where/`), and gives its address.
 * A port that is taken gives way to the next free one; port 0 takes any.
 */
export function serveFolder(
  folder: string,
  port: number,
  base = '/',
): Promise<{ address: string; close: () => void }> {
  const serve = sirv(folder, { brotli: true, gzip: true, etag: true });
  const server = createServer((request, response) => {
    const refuse = (): void => {
      response.statusCode = 404;
      response.end('Not found');
    };
    if (!request.url?.startsWith(base)) return refuse();
    request.url = request.url.slice(base.length - 1);
    serve(request, response, refuse);
  });
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && port !== 0) serveFolder(folder, port + 1, base).then(done, fail);
      else fail(error);
    });
    server.listen(port, '127.0.0.1', () => {
      const { port: taken } = server.address() as AddressInfo;
      done({ address: `http://127.0.0.1:${taken}${base}`, close: () => server.close() });
    });
  });
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) {
  const folder = resolve(import.meta.dirname, '../../dist');
  const { address } = await serveFolder(folder, Number(process.env['PORT'] ?? 4173));
  console.log(`Ebb is at ${address} (Ctrl+C stops it)`);
}
