import { RecordBatchReader, type Data, type RecordBatch, type Schema } from 'apache-arrow';
import { toArrowDuckType } from './arrow-type.ts';
import { decodeCell } from './arrow-cell.ts';
import type { Rows } from './driver.ts';

/**
 * Rows in Arrow buffers as the worker sent them: a schema message, then messages of one batch each.
 * Nothing is decoded until a cell is asked for, and no buffer is copied.
 */
export class ArrowRows {
  readonly #header: Uint8Array;
  readonly #batches: RecordBatch[] = [];
  readonly #starts: number[] = [];
  #rowCount = 0;
  #last = 0;

  constructor(header: Uint8Array) {
    this.#header = header;
  }

  /** All rows at once: an Arrow file, or a stream to its end. */
  static whole(bytes: Uint8Array): ArrowRows {
    const rows = new ArrowRows(bytes);
    rows.#take([bytes]);
    return rows;
  }

  /** Adds what one fetch gave; cheap, so that a long result is read in many short steps. */
  add(bytes: Uint8Array): void {
    this.#take([this.#header, bytes]);
  }

  #take(bytes: readonly Uint8Array[]): void {
    for (const batch of RecordBatchReader.from(bytes)) {
      if (batch.numRows === 0) continue;
      this.#starts.push(this.#rowCount);
      this.#batches.push(batch);
      this.#rowCount += batch.numRows;
    }
  }

  toRows(): Rows {
    const schema: Schema = RecordBatchReader.from([this.#header]).open().schema;
    return {
      names: schema.fields.map((field) => field.name),
      types: schema.fields.map((field) => toArrowDuckType(field.type)),
      rowCount: this.#rowCount,
      at: (types, row, column) => {
        const type = types[column];
        const found = this.#find(row);
        const data = found?.batch.data.children[column];
        if (!type || !found || !data) return null;
        return decodeCell(type, data as Data, found.index);
      },
    };
  }

  #find(row: number): { batch: RecordBatch; index: number } | undefined {
    if (row < 0 || row >= this.#rowCount) return undefined;
    let low = this.#last;
    const start = this.#starts[low] ?? 0;
    const batch = this.#batches[low];
    if (!batch || row < start || row >= start + batch.numRows) {
      low = 0;
      let high = this.#starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((this.#starts[middle] ?? 0) <= row) low = middle;
        else high = middle - 1;
      }
      this.#last = low;
    }
    const found = this.#batches[low];
    return found && { batch: found, index: row - (this.#starts[low] ?? 0) };
  }
}
