/** The lines of a text with their line ends (`\n`, `\r\n` or `\r`, as Markdown counts them); joined they are the text again. */
export function splitLines(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

/** Whether a line holds nothing but spaces and tabs. */
export function isBlank(line: string): boolean {
  return /^[ \t]*[\r\n]*$/.test(line);
}

/** The first line end of a text, or `\n` when it has none. */
export function findLineEnd(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}

/** The text with every line end as `\n`. */
export function toUnixLines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
