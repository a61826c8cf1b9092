import { describe, expect, test } from 'vitest';
import { contrast, distance, see, visions } from '../../test/charts/color-vision.ts';
import { palette, ramp } from './palette.ts';
import { inks } from './theme.ts';

const themes = ['light', 'dark'] as const;

describe.each(themes)('the %s palette', (theme) => {
  const colors = palette[theme];
  test.each(visions)('keeps every pair of series apart with %s', (vision) => {
    const pairs = colors.flatMap((a, i) =>
      colors
        .slice(i + 1)
        .map((b) => ({ pair: `${a} ${b}`, apart: distance(see(a, vision), see(b, vision)) })),
    );
    const closest = pairs.reduce((x, y) => (x.apart < y.apart ? x : y));
    expect(closest.apart, closest.pair).toBeGreaterThan(14);
  });

  test('starts with tide blue and coral, which stand out from the surface', () => {
    for (const color of colors.slice(0, 2)) expect(contrast(color, inks[theme].surface)).toBeGreaterThan(4.4);
    for (const color of colors) expect(contrast(color, inks[theme].surface), color).toBeGreaterThan(1.9);
  });

  test('has a ramp that goes one way in lightness, and texts that can be read', () => {
    const steps = ramp[theme].map((color) => contrast(color, '#000000'));
    const sorted = [...steps].sort((a, b) => (theme === 'light' ? b - a : a - b));
    expect(steps).toEqual(sorted);
    for (const ink of ['text', 'soft'] as const)
      expect(contrast(inks[theme][ink], inks[theme].surface), ink).toBeGreaterThan(4.5);
    for (const color of ramp[theme])
      expect(Math.max(contrast(color, '#17222b'), contrast(color, '#ffffff')), color).toBeGreaterThan(3.9);
  });
});
