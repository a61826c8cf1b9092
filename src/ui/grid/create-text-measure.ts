import type { MeasureText } from './fit-columns.ts';

/** Measures text in the font that an element shows it in; Chinese and Latin letters by their own fonts. */
export function createTextMeasure(element: Element, pixels: number, weight = 400): MeasureText {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return (text) => 8 * text.length;
  context.font = `${weight} ${pixels}px ${getComputedStyle(element).fontFamily}`;
  return (text) => context.measureText(text).width;
}
