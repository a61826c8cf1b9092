import type { SourceFile } from '../engine/source.ts';
import { TAR_BLOCK, sumTarHeader } from './read-tar.ts';

const LARGEST_OCTAL = 8 ** 11 - 1;
const LONGEST_NAME = 100;
const encoder = new TextEncoder();

/**
 * Files as one: a tar archive that points at their bytes and copies none, so that what is done with a file (keep it, hand
 * it to a worker, read it in slices) can be done with several.
 * @param name of the archive
 */
export function writeTar(name: string, files: readonly SourceFile[]): SourceFile {
  const names = uniqueNames(files.map((file) => file.name));
  const parts = files.flatMap((file, index): BlobPart[] => [
    ...writeHeaders(names[index] ?? file.name, file.size),
    file.slice(),
    new Uint8Array(padding(file.size)),
  ]);
  return new File([...parts, new Uint8Array(2 * TAR_BLOCK)], name);
}

/** Files of one name, from two folders, stay apart. */
export function uniqueNames(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let n = 2; seen.has(unique); n++) unique = name.replace(/(?=\.[^.]*$)|$/, ` (${n})`);
    seen.add(unique);
    return unique;
  });
}

/** A name too long for the header, and a size beyond 8 GB, stand in an extended header before it. */
function writeHeaders(name: string, size: number): BlobPart[] {
  const isLong = encoder.encode(name).length > LONGEST_NAME;
  const records = [
    ...(isLong ? [toRecord('path', name)] : []),
    ...(size > LARGEST_OCTAL ? [toRecord('size', String(size))] : []),
  ];
  const own = writeHeader(isLong ? 'long-name' : name, Math.min(size, LARGEST_OCTAL), '0');
  if (records.length === 0) return [own];
  const bytes = encoder.encode(records.join(''));
  return [writeHeader('extended', bytes.length, 'x'), bytes, new Uint8Array(padding(bytes.length)), own];
}

/** `<length> key=value\n`, where the length counts itself. */
function toRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const bytes = encoder.encode(rest).length;
  let length = bytes + String(bytes).length;
  if (String(length).length > String(bytes).length) length = bytes + String(length).length;
  return `${length}${rest}`;
}

function writeHeader(name: string, size: number, kind: '0' | 'x'): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(TAR_BLOCK);
  const put = (at: number, text: string): void => header.set(encoder.encode(text), at);
  put(0, name);
  put(100, '0000644\0');
  put(124, `${size.toString(8).padStart(11, '0')}\0`);
  put(136, '00000000000\0');
  put(156, kind);
  put(257, 'ustar\u000000');
  put(148, `${sumTarHeader(header).toString(8).padStart(6, '0')}\0 `);
  return header;
}

function padding(size: number): number {
  return (TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK;
}
