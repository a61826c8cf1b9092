import initParquet, { ParquetFile, Table, writeParquet, type RecordBatch } from 'parquet-wasm/esm';
import type { ParquetBatch } from './read-parquet.ts';
import { tellLife } from './worker-life.ts';
import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';

export type ParquetRequest =
  | {
      readonly kind: 'read';
      readonly file: Blob;
      readonly with: 'first' | 'second';
      readonly rows?: number | undefined;
    }
  | { readonly kind: 'next' }
  | { readonly kind: 'write'; readonly parts: readonly Uint8Array<ArrayBuffer>[] };

export type ParquetAnswer =
  | {
      readonly kind: 'batch';
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly rows: number;
      readonly total: number;
    }
  | { readonly kind: 'end' }
  | { readonly kind: 'file'; readonly file: Blob }
  | { readonly kind: 'failed'; readonly code: string; readonly detail: string };

/** Rows in a batch: large enough to insert fast, small enough to keep two in memory. */
const BATCH_ROWS = 122_880;

let batches: AsyncIterator<ParquetBatch> | undefined;

const scope = globalThis as unknown as {
  addEventListener(type: 'message' | 'unhandledrejection', listener: (event: Event) => void): void;
  postMessage(answer: ParquetAnswer, transfer?: Transferable[]): void;
};

tellLife();
scope.addEventListener('message', (event) => {
  void answer((event as MessageEvent<ParquetRequest>).data).catch(fail);
});
// A trap inside the reader's own promises reaches nobody else, and the answer would never come.
scope.addEventListener('unhandledrejection', (event) => fail((event as PromiseRejectionEvent).reason));

function fail(error: unknown): void {
  const detail = error instanceof Error ? error.message : String(error);
  const isTrap = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
  scope.postMessage({ kind: 'failed', code: isTrap ? 'parquet-reader-crashed' : findCode(detail), detail });
}

async function answer(request: ParquetRequest): Promise<void> {
  if (request.kind === 'write') {
    await initParquet({ module_or_path: wasmUrl });
    const bytes = new Uint8Array(await new Blob([...request.parts]).arrayBuffer());
    const file = writeParquet(Table.fromIPCStream(bytes));
    scope.postMessage({ kind: 'file', file: new Blob([file as BlobPart]) });
    return;
  }
  if (request.kind === 'read') {
    const { readParquet, needsSecondReader } = await import('./read-parquet.ts');
    const isSecond = request.with === 'second' || (await needsSecondReader(request.file));
    batches = isSecond ? readParquet(request.file) : readFast(request.file, request.rows);
  }
  const next = await batches?.next();
  if (!next || next.done) {
    scope.postMessage({ kind: 'end' });
    return;
  }
  const { bytes, rows, total } = next.value;
  scope.postMessage({ kind: 'batch', bytes, rows, total }, [bytes.buffer]);
}

/** The first reader: compiled, a batch at a time, whatever the size of a row group. */
async function* readFast(source: Blob, rowsWanted = BATCH_ROWS): AsyncGenerator<ParquetBatch> {
  await initParquet({ module_or_path: wasmUrl });
  const file = await ParquetFile.fromFile(source);
  const total = file.metadata().fileMetadata().numRows();
  if (total === 0) {
    yield { bytes: file.schema().intoIPCStream() as Uint8Array<ArrayBuffer>, rows: 0, total };
    return;
  }
  const stream = (await file.stream({
    batchSize: Math.min(BATCH_ROWS, rowsWanted),
    concurrency: 1,
  })) as ReadableStream<RecordBatch>;
  const reader = stream.getReader();
  for (;;) {
    const next = await reader.read();
    if (next.done) return;
    const rows = next.value.numRows;
    yield { bytes: next.value.intoIPCStream() as Uint8Array<ArrayBuffer>, rows, total };
  }
}

function findCode(detail: string): string {
  return /NotReadable|could not be read|NotFoundError/i.test(detail) ? 'file-gone' : 'parquet-damaged';
}
