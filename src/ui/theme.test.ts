import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split("[data-theme='dark']");
const inks = ['text', 'text-soft', 'text-faint', 'accent', 'accent-strong', 'alarm', 'warn', 'good'];
const surfaces = ['page', 'surface', 'sunken', 'accent-soft', 'alarm-soft', 'warn-soft'];

function readColor(theme: string, name: string): string {
  return new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(theme)?.[1] ?? expect.fail(`no --${name}`);
}

/** WCAG 2.2, relative luminance. */
function toLuminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test.each([
  ['light', light],
  ['dark', dark],
])('every ink of the %s theme is readable on every surface: at least 4.5 to 1', (_name, theme) => {
  for (const ink of inks)
    for (const surface of surfaces) {
      const [low = 0, high = 0] = [ink, surface]
        .map((name) => toLuminance(readColor(theme, name)))
        .sort((a, b) => a - b);
      expect((high + 0.05) / (low + 0.05), `${ink} on ${surface}`).toBeGreaterThanOrEqual(4.5);
    }
});
