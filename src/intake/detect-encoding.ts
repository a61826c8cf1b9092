import { createDecoder } from './create-decoder.ts';
import { HALF_KATAKANA, USUAL_CHARACTERS } from './encoding-usual.ts';

/** An encoding as the Encoding standard spells it; `bom` is the length in bytes of a byte order mark. */
export interface FoundEncoding {
  readonly encoding: string;
  readonly bom: number;
}

/**
 * The encoding of a text from its first bytes: byte order mark, then UTF-16 by its NULs, then valid UTF-8,
 * then the legacy encoding in which the bytes read as the most usual characters.
 * @param isWhole whether `head` is the whole file (else its last character may be cut)
 */
export function detectEncoding(head: Uint8Array, isWhole: boolean): FoundEncoding {
  if (isUtf8Marked(head)) return { encoding: 'utf-8', bom: 3 };
  const wide = maybeUtf16(head);
  if (wide) return wide;
  if (isMostlyUtf8(head)) return { encoding: 'utf-8', bom: 0 };
  return { encoding: chooseLegacy(head, isWhole), bom: 0 };
}

/** UTF-16, by its byte order mark or its NULs: the one encoding whose bytes do not look like text. */
export function maybeUtf16(head: Uint8Array): FoundEncoding | undefined {
  if (isUtf8Marked(head)) return undefined;
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bom: 2 };
  const encoding = maybeWide(head);
  return encoding && { encoding, bom: 0 };
}

function isUtf8Marked(head: Uint8Array): boolean {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
}

function maybeWide(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd < head.length / 5) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** Valid, or far more sound characters of several bytes than damage: a few bad lines do not change the encoding. */
function isMostlyUtf8(head: Uint8Array): boolean {
  if (isDecodable(head, 'utf-8', false)) return true;
  const text = new TextDecoder('utf-8').decode(head);
  const damaged = text.match(/\ufffd+/g)?.length ?? 0;
  const sound = text.match(/[^\0-\x7f\ufffd\p{M}]/gu)?.length ?? 0;
  return sound >= 8 * damaged;
}

function isDecodable(bytes: Uint8Array, encoding: string, isWhole: boolean): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !isWhole });
    return true;
  } catch {
    return false;
  }
}

/** The shape of the bytes, which tells apart what few characters cannot: the share of pairs in the range of daily text. */
const USUAL_PAIRS: Readonly<Record<string, (bytes: Uint8Array) => number>> = {
  gb18030: (bytes) => shareOfPairs(bytes, 0xb0, 0xd7, 0xa1, 0xfe),
  big5: (bytes) => shareOfPairs(bytes, 0xa4, 0xc6, 0x40, 0xfe),
  shift_jis: (bytes) => shareOfPairs(bytes, 0x82, 0x83, 0x40, 0xf1),
  'euc-jp': (bytes) => shareOfPairs(bytes, 0xa4, 0xa5, 0xa1, 0xf6),
  'euc-kr': (bytes) => shareOfPairs(bytes, 0xb0, 0xc8, 0xa1, 0xfe),
};
const PAIRS_WEIGHT = 0.5;
/** In Latin script most letters are ASCII, so that others hardly stand three in a row. */
const LATIN = new Set(['windows-1250', 'windows-1252', 'windows-1254', 'windows-1257']);
const FOREIGN_RUN = /[^\0-\x7f]{3,}/g;
/** One character in so many may be damaged. */
const DAMAGED = 0.02;
const LEAST = 0.15;

/** The encoding in which most characters beside ASCII are usual ones; Western European when none is likely. */
function chooseLegacy(bytes: Uint8Array, isWhole: boolean): string {
  let best = { encoding: 'windows-1252', score: LEAST };
  for (const [encoding, usual] of USUAL_CHARACTERS) {
    const text = createDecoder(encoding).decode(bytes, { stream: !isWhole });
    const others = text.match(/[^\0-\x7f]/gu)?.length ?? 0;
    const damaged = text.match(/[\ufffd\x80-\x9f\ue000-\uf8ff]/g)?.length ?? 0;
    if (others === 0 || damaged > others * DAMAGED) continue;
    const pairs = USUAL_PAIRS[encoding]?.(bytes) ?? 0;
    const half = encoding === 'shift_jis' ? countMatched(text, HALF_KATAKANA) / 2 : 0;
    const words = LATIN.has(encoding) ? text.replace(FOREIGN_RUN, '') : text;
    const score = (countMatched(words, usual) + half) / others + PAIRS_WEIGHT * pairs;
    if (score > best.score) best = { encoding, score };
  }
  return best.encoding;
}

function countMatched(text: string, pattern: RegExp): number {
  return (text.match(pattern) ?? []).reduce((count, { length }) => count + length, 0);
}

function shareOfPairs(bytes: Uint8Array, fromLead: number, toLead: number, from: number, to: number): number {
  let pairs = 0;
  let usual = 0;
  for (let i = 0; i + 1 < bytes.length; i++) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x81) continue;
    const trail = bytes[i + 1] ?? 0;
    pairs++;
    if (lead >= fromLead && lead <= toLead && trail >= from && trail <= to) usual++;
    i++;
  }
  return pairs === 0 ? 0 : usual / pairs;
}
