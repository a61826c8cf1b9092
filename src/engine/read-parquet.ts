import {
  Field,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  type Data,
} from 'apache-arrow';
import {
  parquetMetadataAsync,
  parquetScan,
  parquetSchema,
  type AsyncBuffer,
  type FileMetaData,
  type SchemaElement,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { toColumn } from './parquet-column.ts';

export interface ParquetBatch {
  /** One Arrow IPC stream. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly rows: number;
  /** Rows of the whole file. */
  readonly total: number;
}

/** Rows in a batch, as in the first reader. */
const BATCH_ROWS = 122_880;

/** Whether a file holds what the first reader gets wrong: INT96 times (it counts them in 64 bits of nanoseconds) and half floats. */
export async function needsSecondReader(file: Blob): Promise<boolean> {
  try {
    const { schema } = await parquetMetadataAsync(toBuffer(file));
    return schema.some(({ type, logical_type: logical }) => type === 'INT96' || logical?.type === 'FLOAT16');
  } catch {
    return false;
  }
}

/**
 * The second reader, in JavaScript: slower than the first, a row group and in it a column at a time, but it reads what the first cannot.
 * Types are those that DuckDB's own reader gives.
 */
export async function* readParquet(file: Blob): AsyncGenerator<ParquetBatch> {
  const buffer = toBuffer(file);
  const metadata = await parquetMetadataAsync(buffer, { geoparquet: false });
  const columns = parquetSchema(metadata).children.map((node) => ({
    name: node.element.name,
    column: toColumn(node),
  }));
  const raw = toRawMetadata(metadata);
  const total = Number(metadata.num_rows);
  const schema = new Schema(columns.map(({ name, column }) => new Field(name, column.type, true)));
  const scan = await parquetScan({
    file: buffer,
    metadata: raw,
    compressors,
    utf8: false,
    geoparquet: false,
    useOffsetIndex: false,
  });
  if (total === 0)
    yield {
      bytes: toStream(
        schema,
        columns.map(({ column }) => column.build([])),
        0,
      ),
      rows: 0,
      total,
    };
  for (const { rowStart, rowEnd } of scan.ranges) {
    const rows = rowEnd - rowStart;
    const parts: Data[] = [];
    for (const { name, column } of columns) {
      const values = await scan.readColumn({ column: name, rowStart, rowEnd });
      if (values.length !== rows)
        throw new Error(`column ${name} has ${values.length} values in ${rows} rows`);
      parts.push(column.build(values));
    }
    for (let start = 0; start < rows; start += BATCH_ROWS) {
      const count = Math.min(BATCH_ROWS, rows - start);
      const bytes = toStream(
        schema,
        parts.map((part) => part.slice(start, count)),
        count,
      );
      yield { bytes, rows: count, total };
    }
  }
}

function toStream(schema: Schema, children: Data[], length: number): Uint8Array<ArrayBuffer> {
  const type = new Struct(schema.fields);
  const batch = new RecordBatch(schema, makeData({ type, length, nullCount: 0, children }));
  return RecordBatchStreamWriter.writeAll([batch]).toUint8Array(true) as Uint8Array<ArrayBuffer>;
}

/**
 * What a leaf means is ours to say, so that the reader does not bend decimals, texts and times; a map keeps its entries,
 * and INT96 its twelve bytes (the reader loses the upper ones of some).
 */
function toRawMetadata(metadata: FileMetaData): FileMetaData {
  return {
    ...metadata,
    schema: metadata.schema.map(toRawElement),
    row_groups: metadata.row_groups.map((group) => ({
      ...group,
      columns: group.columns.map((chunk) =>
        chunk.meta_data?.type === 'INT96'
          ? { ...chunk, meta_data: { ...chunk.meta_data, type: 'FIXED_LEN_BYTE_ARRAY' } }
          : chunk,
      ),
    })),
  };
}

function toRawElement(element: SchemaElement): SchemaElement {
  const { converted_type: old, logical_type: logical, ...rest } = element;
  if (element.type === 'INT96') return { ...rest, type: 'FIXED_LEN_BYTE_ARRAY', type_length: 12 };
  const isList = element.num_children !== undefined && (old === 'LIST' || logical?.type === 'LIST');
  return isList ? { ...rest, converted_type: 'LIST' } : rest;
}

function toBuffer(file: Blob): AsyncBuffer {
  return { byteLength: file.size, slice: (start, end) => file.slice(start, end).arrayBuffer() };
}
