const WORD = /[\p{L}\p{N}\p{M}_$]/u;

/** The word, quoted name or single character at an offset, a cast with its type; at the end of the text, the last character. */
export function findWordAt(text: string, position: number): { from: number; to: number } | null {
  if (text.length === 0) return null;
  const from = Math.max(0, Math.min(position, text.length - 1));
  const quote = text[from];
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, from + 1);
    if (close > 0) return { from, to: close + 1 };
  }
  let to = text.startsWith('::', from) ? from + 2 : from;
  for (const character of text.slice(to)) {
    if (!WORD.test(character)) break;
    to += character.length;
  }
  return { from, to: Math.max(to, from + 1) };
}
