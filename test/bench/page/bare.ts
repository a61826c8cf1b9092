import { AsyncDuckDB, DuckDBDataProtocol, VoidLogger, type AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';

/**
 * DuckDB-Wasm with nothing of ours around it: what every figure is compared with. It has the one setting that Ebb's engine needs for right
 * numbers: without it DuckDB takes the nulls of `date_trunc` for garbage, and the telecom notebook does not end.
 */
export async function bootBare(): Promise<AsyncDuckDB> {
  const db = new AsyncDuckDB(new VoidLogger(), new Worker(workerUrl));
  await db.instantiate(new URL(wasmUrl, location.href).href);
  await db.open({});
  const connection = await db.connect();
  await connection.query(`SET disabled_optimizers = 'statistics_propagation'`);
  await connection.close();
  return db;
}

export async function runBare(connection: AsyncDuckDBConnection, sql: string): Promise<void> {
  const reader = await connection.send(sql, true);
  for await (const batch of reader) void batch.numRows;
}

/** `CREATE TABLE AS SELECT * FROM read_csv` with the engine's own defaults. */
export async function importBareCsv(db: AsyncDuckDB, file: File, table: string): Promise<number> {
  await db.registerFileHandle(file.name, file, DuckDBDataProtocol.BROWSER_FILEREADER, true);
  const connection = await db.connect();
  const start = performance.now();
  await runBare(connection, `CREATE TABLE ${table} AS SELECT * FROM read_csv('${file.name}')`);
  const ms = performance.now() - start;
  await connection.close();
  await db.dropFile(file.name);
  return ms;
}

/** parquet-wasm's row groups put into a table as they come, as plainly as it can be written. */
export async function importBareParquet(db: AsyncDuckDB, file: File, table: string): Promise<number> {
  const start = performance.now();
  const parquet = await import('parquet-wasm/esm');
  await parquet.default();
  const connection = await db.connect();
  const source = await parquet.ParquetFile.fromFile(file);
  const stream = (await source.stream({ batchSize: 122_880 })) as unknown as ReadableStream<{
    intoIPCStream(): Uint8Array;
  }>;
  let create = true;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    await connection.insertArrowFromIPCStream(next.value.intoIPCStream(), { name: table, create });
    create = false;
  }
  const ms = performance.now() - start;
  await connection.close();
  return ms;
}
