import { maybeUtf16 } from './detect-encoding.ts';
import { isMarkup } from './read-markup.ts';
import { isTarHeader } from './read-tar.ts';

/** What a file is by its first bytes. */
export type FileKind =
  | 'text'
  | 'parquet'
  | 'xlsx'
  | 'xls'
  | 'zip'
  | 'tar'
  | 'gzip'
  | 'arrow'
  | 'json'
  | 'pdf'
  | 'image'
  | 'database'
  | 'binary';

const MAGIC: readonly (readonly [FileKind, readonly number[]])[] = [
  ['parquet', [0x50, 0x41, 0x52, 0x31]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['gzip', [0x1f, 0x8b]],
  ['arrow', [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31]],
  ['arrow', [0x46, 0x45, 0x41, 0x31]],
  // An Arrow stream begins with this mark and the length of its schema.
  ['arrow', [0xff, 0xff, 0xff, 0xff]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
  ['database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
];

/** Not U+0001, which Hive puts between cells. */
const STRANGE = /[\x02-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]/g;
const STRANGE_WIDE = /[\0-\x08\x0b\x0e-\x19\x1b-\x1f\x7f\ufffd\ue000-\uf8ff\ufff0-\uffff]/g;
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument.spreadsheet';
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/** The kind of a file from its first bytes; its name decides only between kinds that share a container. */
export function detectKind(name: string, head: Uint8Array): FileKind {
  for (const [kind, magic] of MAGIC) if (startsWith(head, magic)) return kind;
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (startsWith(head, ZIP)) {
    return extension.startsWith('xls') ||
      includesText(head, 'xl/') ||
      includesText(head, '[Content_Types]') ||
      includesText(head, OPEN_DOCUMENT)
      ? 'xlsx'
      : 'zip';
  }
  if (isTarHeader(head)) return 'tar';
  if (isBinary(head)) return 'binary';
  if (isMarkup(head)) return 'xls';
  return isJson(extension, head) ? 'json' : 'text';
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function includesText(bytes: Uint8Array, text: string): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 4096)).includes(text);
}

/** Control characters that no text has: one in fifty is too many, of NUL in lines of text one in four. */
function isBinary(head: Uint8Array): boolean {
  const wide = maybeUtf16(head);
  const text = new TextDecoder(wide?.encoding ?? 'latin1').decode(head, { stream: true });
  const strange = text.match(wide ? STRANGE_WIDE : STRANGE)?.length ?? 0;
  // Mainframes fill their fields with NUL.
  const nuls = wide ? 0 : (text.match(/\0/g)?.length ?? 0);
  const mayFill = /[\r\n]/.test(text) && nuls <= text.length / 4;
  return strange + (mayFill ? 0 : nuls) > Math.max(2, text.length / 50);
}

function isJson(extension: string, head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head.subarray(0, 65_536)).trimStart();
  if (!/^[[{]/.test(text)) return false;
  if (/^(json|jsonl|ndjson|geojson)$/.test(extension)) return true;
  const line = text.split('\n', 1)[0] ?? '';
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return /^[[{]\s*["{[]/.test(text) && !text.includes('}{') && /"\s*:/.test(text.slice(0, 2000));
  }
}
