import { tokenize } from './tokenize.ts';

/** SQL without comments and with one space where there was white space: equal for texts that mean the same to the engine. */
export function normalizeSql(sql: string): string {
  let normal = '';
  let gap = '';
  for (const { kind, text } of tokenize(sql)) {
    if (kind === 'space' || kind === 'comment') {
      // A line end joins two texts ('a' newline 'b'), so it is not the same as a space.
      gap = gap === '\n' || /[\r\n]/.test(text) ? '\n' : ' ';
    } else {
      const joins = gap === '\n' && text.startsWith("'") && normal.endsWith("'");
      normal += (normal === '' ? '' : joins ? '\n' : gap && ' ') + text;
      gap = '';
    }
  }
  return normal;
}
