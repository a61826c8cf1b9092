import initParquet, { ParquetFile, Table, writeParquet, type RecordBatch } from 'parquet-wasm/esm';
import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';

export type ParquetRequest =
  | { readonly kind: 'read'; readonly file: Blob }
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

let reader: ReadableStreamDefaultReader<RecordBatch> | undefined;
let total = 0;

const scope = globalThis as unknown as {
  addEventListener(type: 'message', listener: (event: MessageEvent<ParquetRequest>) => void): void;
  postMessage(answer: ParquetAnswer, transfer?: Transferable[]): void;
};

scope.addEventListener('message', (event) => {
  void answer(event.data).catch((error: unknown) => {
    const detail = error instanceof Error ? error.message : String(error);
    const isTrap = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    scope.postMessage({ kind: 'failed', code: isTrap ? 'parquet-reader-crashed' : findCode(detail), detail });
  });
});

async function answer(request: ParquetRequest): Promise<void> {
  await initParquet({ module_or_path: wasmUrl });
  if (request.kind === 'write') {
    const bytes = new Uint8Array(await new Blob([...request.parts]).arrayBuffer());
    const file = writeParquet(Table.fromIPCStream(bytes));
    scope.postMessage({ kind: 'file', file: new Blob([file as BlobPart]) });
    return;
  }
  if (request.kind === 'read') {
    const file = await ParquetFile.fromFile(request.file);
    total = file.metadata().fileMetadata().numRows();
    reader = (await file.stream({ batchSize: BATCH_ROWS, concurrency: 1 })).getReader() as typeof reader;
    if (total === 0) {
      const bytes = file.schema().intoIPCStream() as Uint8Array<ArrayBuffer>;
      scope.postMessage({ kind: 'batch', bytes, rows: 0, total }, [bytes.buffer]);
      return;
    }
  }
  const next = await reader?.read();
  if (!next || next.done) {
    scope.postMessage({ kind: 'end' });
    return;
  }
  const rows = next.value.numRows;
  const bytes = next.value.intoIPCStream() as Uint8Array<ArrayBuffer>;
  scope.postMessage({ kind: 'batch', bytes, rows, total }, [bytes.buffer]);
}

function findCode(detail: string): string {
  return /NotReadable|could not be read|NotFoundError/i.test(detail) ? 'file-gone' : 'parquet-damaged';
}
