import { ProblemError } from '../problem.ts';
import type { ConvertRequest, Converted } from './convert.ts';
import { readBytes } from './read-head.ts';
import type { TaskWork } from './intake-tasks.ts';
import { toRow } from './write-clean-copy.ts';

const PIECE = 64 * 1024;

/** An Arrow file (Feather version 2) or stream as text; its text columns stay text. */
export async function convertArrow(
  { file, rows = Infinity }: ConvertRequest,
  work: TaskWork,
): Promise<Converted> {
  const { DataType, RecordBatchReader } = await import('apache-arrow');
  const bytes = await readBytes(file, 0, file.size);
  const texts: string[] = [];
  let isWhole = true;
  async function* write(): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder();
    const reader = RecordBatchReader.from(bytes).open();
    const fields = reader.schema.fields;
    for (const { name, type } of fields) {
      const inner = DataType.isDictionary(type) ? type.dictionary : type;
      if (DataType.isUtf8(inner) || DataType.isLargeUtf8(inner)) texts.push(name);
    }
    let out = toRow(fields.map(({ name }) => name));
    let count = 0;
    for (const batch of reader) {
      const columns = fields.map((_, index) => batch.getChildAt(index));
      for (let row = 0; row < batch.numRows; row++) {
        if (count++ >= rows) {
          isWhole = false;
          break;
        }
        out += toRow(
          columns.map((column, index) => {
            const value: unknown = column?.get(row);
            const { type } = fields[index] ?? {};
            if (value === null || value === undefined) return '';
            if (DataType.isDate(type)) return new Date(Number(value)).toISOString().slice(0, 10);
            if (DataType.isTimestamp(type))
              return new Date(Number(value)).toISOString().replace('T', ' ').replace('Z', '');
            if (DataType.isDecimal(type)) return toDecimal(value, type.scale);
            return typeof value === 'object' ? JSON.stringify(value, bigToText) : String(value);
          }),
        );
        if (out.length < PIECE) continue;
        if (work.signal?.aborted) throw new ProblemError({ code: 'cancelled' });
        yield encoder.encode(out);
        out = '';
      }
    }
    yield encoder.encode(out);
  }
  try {
    const copy = await work.scratch.create(file.name, write());
    return {
      file: copy,
      shifts: [],
      hasNames: true,
      texts,
      setAside: [],
      sheets: [],
      sheet: null,
      range: null,
      isWhole,
    };
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new ProblemError({ code: 'arrow-damaged', values: { file: file.name }, detail }, { cause });
  }
}

function bigToText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

/** Arrow gives decimals as four 32-bit words of an unscaled integer. */
function toDecimal(value: unknown, scale: number): string {
  const words = value as Uint32Array;
  let unscaled = 0n;
  for (let i = words.length - 1; i >= 0; i--) unscaled = (unscaled << 32n) | BigInt((words[i] ?? 0) >>> 0);
  const bits = BigInt(32 * words.length);
  if (unscaled >= 1n << (bits - 1n)) unscaled -= 1n << bits;
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const whole = scale > 0 ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits;
  return unscaled < 0n ? `-${whole}` : whole;
}
