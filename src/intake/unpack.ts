import type { SourceFile } from '../engine/source.ts';
import { createDecoder } from './create-decoder.ts';
import { ProblemError } from '../problem.ts';
import { detectEncoding } from './detect-encoding.ts';
import { readSlices } from './read-slices.ts';
import { readTar } from './read-tar.ts';
import type { TaskWork } from './intake-tasks.ts';

export type ArchiveKind = 'zip' | 'tar';

export interface UnpackRequest {
  readonly file: SourceFile;
  readonly kind: 'gzip' | ArchiveKind;
  /** Which file of an archive; the largest table, when left out. */
  readonly member?: string | undefined;
  /** Stop after so many bytes: the first part is enough to show. */
  readonly limit?: number;
}

export interface Unpacked {
  readonly file: SourceFile;
  readonly member: string | null;
  /** The files of an archive that may be tables. */
  readonly members: readonly string[];
  readonly isWhole: boolean;
}

/** Real tables shrink a hundredfold at most; what grows more than this, and is larger than 256 MB, is a bomb. */
const BOMB_RATIO = 200;
const BOMB_BYTES = 256 * 1024 ** 2;

export function isBomb(packed: number, unpacked: number): boolean {
  return unpacked > BOMB_BYTES && unpacked > packed * BOMB_RATIO;
}
const TABLE = /\.(?:csv|tsv|tab|txt|dat|psv|xlsx|xlsm|xls|jsonl?|ndjson|parquet|pq|arrow|feather|gz)$/i;

/**
 * A file out of its wrapping, streamed into the scratch.
 * @throws ProblemError `archive-damaged`, `archive-empty`, `archive-locked`, `archive-member`, `archive-too-large`, `cancelled`
 */
export async function unpack(request: UnpackRequest, work: TaskWork): Promise<Unpacked> {
  if (request.kind === 'gzip') return unpackGzip(request, work);
  return request.kind === 'tar' ? unpackTar(request) : unpackZip(request, work);
}

async function unpackGzip({ file, limit = Infinity }: UnpackRequest, work: TaskWork): Promise<Unpacked> {
  const slices = readSlices(file, 0, work);
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { value, done } = await slices.next();
      if (done) controller.close();
      else controller.enqueue(value as Uint8Array<ArrayBuffer>);
    },
  });
  const bytes = packed.pipeThrough(new DecompressionStream('gzip'));
  const name = file.name.replace(/\.gz(?:ip)?$/i, '');
  const { copy, isWhole } = await keep(file, name, bytes, limit, work);
  return { file: copy, member: null, members: [], isWhole };
}

async function unpackZip(
  { file, member, limit = Infinity }: UnpackRequest,
  work: TaskWork,
): Promise<Unpacked> {
  const { BlobReader, ZipReader, configure } = await import('@zip.js/zip.js');
  configure({ useWebWorkers: false });
  const reader = new ZipReader(new BlobReader(file.slice()));
  try {
    const entries = (
      await reader.getEntries().catch((cause: unknown) => fail(file, 'archive-damaged', cause))
    )
      .filter((entry) => !entry.directory)
      .map((entry) => ({ entry, name: nameOf(entry) }));
    const { chosen, members } = chooseMember(
      file,
      entries.map((one) => ({ ...one, size: one.entry.uncompressedSize })),
      member,
    );
    const { entry, name } = chosen;
    if (entry.encrypted || entry.directory) return fail(file, 'archive-locked');
    const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
    const writing = entry.getData(writable).catch((cause: unknown) => cause);
    const { copy, isWhole } = await keep(file, name.split('/').at(-1) ?? name, readable, limit, work);
    if (isWhole) {
      const failed: unknown = await writing;
      if (failed instanceof Error) fail(file, 'archive-damaged', failed);
    }
    return { file: copy, member: name, members, isWhole };
  } finally {
    void reader.close().catch(() => undefined);
  }
}

/** A file of a tar archive is a part of it: nothing is copied. */
async function unpackTar({ file, member }: UnpackRequest): Promise<Unpacked> {
  const { chosen, members } = chooseMember(file, await readTar(file), member);
  const { name, start, size } = chosen;
  const part = new File([file.slice(start, start + size)], name.split('/').at(-1) ?? name);
  return { file: part, member: name, members, isWhole: true };
}

/** The file that is asked for, else the largest that looks like a table. */
function chooseMember<T extends { readonly name: string; readonly size: number }>(
  file: SourceFile,
  entries: readonly T[],
  member: string | undefined,
): { chosen: T; members: readonly string[] } {
  const own = entries.filter(({ name }) => !/(?:^|\/)(?:__MACOSX\/|\.)/.test(name));
  const tables = own.filter(({ name }) => TABLE.test(name));
  const offered = tables.length > 0 ? tables : own;
  const [largest] = [...offered].sort((a, b) => b.size - a.size);
  const chosen = member === undefined ? largest : entries.find(({ name }) => name === member);
  if (!chosen)
    return fail(file, member === undefined ? 'archive-empty' : 'archive-member', undefined, member);
  return { chosen, members: offered.map(({ name }) => name) };
}

/** The name as its maker wrote it: without the UTF-8 mark it is in the encoding of the machine. */
function nameOf(entry: {
  readonly filename: string;
  readonly rawFilename: Uint8Array;
  readonly filenameUTF8: boolean;
}): string {
  const isPlain = entry.rawFilename.every((byte) => byte < 0x80);
  if (entry.filenameUTF8 || isPlain) return entry.filename;
  return createDecoder(detectEncoding(entry.rawFilename, true).encoding).decode(entry.rawFilename);
}

async function keep(
  file: SourceFile,
  name: string,
  stream: ReadableStream<Uint8Array>,
  limit: number,
  work: TaskWork,
): Promise<{ copy: SourceFile; isWhole: boolean }> {
  let size = 0;
  let isWhole = true;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    const reader = stream.getReader();
    try {
      for (;;) {
        if (work.signal?.aborted) throw new ProblemError({ code: 'cancelled' });
        const { value, done } = await reader.read();
        if (done) return;
        size += value.length;
        if (isBomb(file.size, size)) fail(file, 'archive-too-large');
        yield value;
        if (size < limit) continue;
        isWhole = false;
        return;
      }
    } catch (thrown) {
      if (thrown instanceof ProblemError) throw thrown;
      fail(file, 'archive-damaged', thrown);
    } finally {
      void reader.cancel().catch(() => undefined);
    }
  }
  const copy = await work.scratch.create(name, pieces());
  return { copy: named(copy, name), isWhole };
}

/** A file under the name of the one that it was made from. */
export function named(file: SourceFile, name: string): SourceFile {
  if (file.name === name) return file;
  if (file instanceof Blob) return new File([file], name);
  return { ...file, name, slice: (start, end) => file.slice(start, end) };
}

function fail(file: SourceFile, code: string, cause?: unknown, member = ''): never {
  throw new ProblemError({ code, values: { file: file.name, member } }, { cause });
}
