import { createDecoder } from './create-decoder.ts';
import { detectEncoding } from './detect-encoding.ts';

const MARKUP =
  /^\s*(?:<\?xml[^>]*>\s*|<\?mso-application[^>]*>\s*|<!--(?:(?!-->)[^])*-->\s*|<!doctype html[^>]*>\s*)*<(?:html|head|meta|style|body|div|table|(?:\w+:)?workbook)\b/i;
const TABLE = /<table\b|urn:schemas-microsoft-com:office:spreadsheet/i;
const HEAD = 64 * 1024;
const LESS_THAN = 0x3c;
/** Bytes of white space, of a BOM, and the zeros of UTF-16. */
const BEFORE = new Set([0x00, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0xa0, 0xc2, 0xef, 0xbb, 0xbf, 0xfe, 0xff]);

/** Whether the first bytes are a web page or an XML workbook with a table: what many systems export as `.xls`. */
export function isMarkup(head: Uint8Array): boolean {
  // Most files are no markup: seen before anything is decoded.
  if (head.find((byte) => !BEFORE.has(byte)) !== LESS_THAN) return false;
  const text = toText(head.subarray(0, HEAD), false);
  return MARKUP.test(text) && TABLE.test(text);
}

/** The text of a table in HTML or of an XML workbook; nothing for other workbooks. */
export function readMarkup(bytes: Uint8Array): string | undefined {
  return isMarkup(bytes) ? decodeNames(toText(bytes, true)) : undefined;
}

/** The characters that HTML has names for, from U+00A0 on, and some others; SheetJS knows only those of XML. */
const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'.split(
    ' ',
  );
const NAMED = new Map([
  ...LATIN.map((name, at): [string, string] => [name, String.fromCharCode(0xa0 + at)]),
  ...Object.entries({ euro: '€', ndash: '–', mdash: '—', hellip: '…', bull: '•', trade: '™' }),
  ...Object.entries({ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', sbquo: '‚', bdquo: '„' }),
]);

function decodeNames(text: string): string {
  return text.replace(/&([A-Za-z]{2,8}\d{0,2});/g, (whole, name: string) => NAMED.get(name) ?? whole);
}

/** In the encoding that the text names, else the one that is found. */
function toText(bytes: Uint8Array, isWhole: boolean): string {
  const { encoding, bom } = detectEncoding(bytes.subarray(0, HEAD), bytes.length <= HEAD && isWhole);
  const named = /(?:charset|encoding)\s*=\s*["']?([\w-]+)/i.exec(
    new TextDecoder('latin1').decode(bytes.subarray(0, 2048)),
  )?.[1];
  const own = bom > 0 || encoding.startsWith('utf') ? encoding : (maybeEncoding(named) ?? encoding);
  return createDecoder(own).decode(bytes, { stream: !isWhole });
}

function maybeEncoding(name: string | undefined): string | undefined {
  try {
    return name === undefined ? undefined : new TextDecoder(name).encoding;
  } catch {
    return undefined;
  }
}
