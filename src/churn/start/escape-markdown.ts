/** Text from a file as Markdown shows it, whatever signs are in it. */
export function escapeMarkdown(plain: string): string {
  return plain.replace(/[\\`*_[\]<>{}]/g, '\\$&');
}
