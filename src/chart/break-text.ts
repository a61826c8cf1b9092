import { estimateTextWidth } from './text-width.ts';

/** Lines of at most `width` pixels, where words and Chinese characters end. */
export function breakText(text: string, fontSize: number, width: number): string[] {
  const lines = [''];
  for (const word of text.match(
    /\(n = [\d,]+\)\s*|[\u2e80-\uffef][，。、；：）]?|[^\s\u2e80-\uffef]+\s*|\s+/gu,
  ) ?? []) {
    const line = (lines.at(-1) ?? '') + word;
    if (lines.at(-1) !== '' && estimateTextWidth(line.trimEnd(), fontSize) > width)
      lines.push(word.trimStart());
    else lines[lines.length - 1] = line;
  }
  return lines;
}
