import type { SourceFile } from '../engine/source.ts';
import { ProblemError } from '../problem.ts';
import { readBytes } from './read-head.ts';

export interface TarEntry {
  readonly name: string;
  readonly size: number;
  /** Where its bytes begin in the archive. */
  readonly start: number;
}

export const TAR_BLOCK = 512;
const MOST_ENTRIES = 100_000;
const MOST_EXTENDED = 1024 * 1024;
const decoder = new TextDecoder();

/**
 * The files of a tar archive, in order; folders and links are left out.
 * @throws ProblemError `archive-damaged`
 */
export async function readTar(file: SourceFile): Promise<TarEntry[]> {
  const damaged = (): never => {
    throw new ProblemError({ code: 'archive-damaged', values: { file: file.name } });
  };
  const entries: TarEntry[] = [];
  let long: { readonly path?: string | undefined; readonly size?: number | undefined } = {};
  for (let at = 0; at + TAR_BLOCK <= file.size;) {
    const header = await readBytes(file, at, at + TAR_BLOCK);
    if (header.every((byte) => byte === 0)) break;
    if (!isTarHeader(header) || entries.length >= MOST_ENTRIES) damaged();
    const kind = String.fromCharCode(header[156] ?? 0);
    const size = long.size ?? readNumber(header.subarray(124, 136));
    const start = at + TAR_BLOCK;
    if (!(size >= 0) || start + size > file.size) damaged();
    at = start + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
    if (kind === 'x' || kind === 'L') {
      if (size > MOST_EXTENDED) damaged();
      const text = decoder.decode(await readBytes(file, start, start + size));
      long = { ...long, ...(kind === 'L' ? { path: text.replace(/\0+$/, '') } : readRecords(text)) };
      continue;
    }
    if (kind === '0' || kind === '\0') entries.push({ name: long.path ?? readName(header), size, start });
    if (kind !== 'g') long = {};
  }
  return entries;
}

/** Whether 512 bytes are a header: the sum of its bytes stands in it. */
export function isTarHeader(header: Uint8Array): boolean {
  const isMarked = readText(header.subarray(257, 262)) === 'ustar';
  return isMarked && readNumber(header.subarray(148, 156)) === sumTarHeader(header);
}

/** The sum of a header's bytes, those of the sum itself taken for blanks. */
export function sumTarHeader(header: Uint8Array): number {
  return header
    .subarray(0, TAR_BLOCK)
    .reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 0x20 : byte), 0);
}

function readName(header: Uint8Array): string {
  const prefix = readText(header.subarray(345, 500));
  const name = readText(header.subarray(0, 100));
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Octal digits, or with the first bit set the number itself, as GNU tar writes what is larger than 8 GB. */
function readNumber(bytes: Uint8Array): number {
  if (((bytes[0] ?? 0) & 0x80) === 0) return Number.parseInt(readText(bytes).trim() || '0', 8);
  return bytes.reduce((value, byte, index) => value * 256 + (index === 0 ? byte & 0x7f : byte), 0);
}

function readText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
}

function readRecords(text: string): { path?: string; size?: number } {
  const find = (key: string): string | undefined => new RegExp(`\\d+ ${key}=([^\\n]*)\\n`).exec(text)?.[1];
  const path = find('path');
  const size = find('size');
  return { ...(path !== undefined && { path }), ...(size !== undefined && { size: Number(size) }) };
}
