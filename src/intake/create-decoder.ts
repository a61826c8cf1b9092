/** What windows-1252 has where Latin-1 has control characters; the five that it leaves open stay control characters. */
const C1 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const EURO = new Uint8Array([0x80]);

/** A decoder as the Encoding standard has it. Node 20 reads windows-1252 as Latin-1, without € and curly quotes. */
export function createDecoder(
  encoding: string,
  options: { readonly fatal?: boolean } = {},
): Pick<TextDecoder, 'decode'> {
  const decoder = new TextDecoder(encoding, options);
  if (decoder.encoding !== 'windows-1252' || new TextDecoder(encoding).decode(EURO) === '€') return decoder;
  return {
    decode: (bytes, how) =>
      decoder.decode(bytes, how).replace(/[\x80-\x9f]/g, (sign) => C1[sign.charCodeAt(0) - 0x80] ?? sign),
  };
}
