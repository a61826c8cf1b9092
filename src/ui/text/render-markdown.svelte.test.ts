import { expect, test } from 'vitest';
import { renderMarkdown, type InlineMark } from './render-markdown.ts';

function render(text: string, marks: readonly InlineMark[] = []): HTMLElement {
  const element = document.createElement('div');
  element.append(renderMarkdown(text, marks));
  return element;
}

function mark(text: string, hole: string, shown: string): InlineMark {
  const start = text.indexOf(hole);
  return { start, end: start + hole.length, text: shown, state: 'filled', title: 'kpi.rate' };
}

test('nothing in a text can run or reach the network', () => {
  const hostile = [
    '<script>alert(1)</script> <img src=x onerror=alert(1)> <b onclick=alert(1)>b</b>',
    '[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](data:text/html,x) [d](file:///etc/passwd)',
    '![p](https://example.com/p.png) ![q](data:image/svg+xml;base64,PHN2Zz4=)',
    '<iframe src="https://example.com"></iframe><style>*{display:none}</style>',
  ].join('\n\n');
  const element = render(hostile);
  expect(element.querySelectorAll('script, img, iframe, style, [onclick], [onerror], b')).toHaveLength(0);
  for (const link of element.querySelectorAll('a'))
    expect(link.getAttribute('href')).toMatch(/^(https?:|mailto:|#)/);
});

test('links open apart and tell nothing; pictures in the text are shown', () => {
  const element = render('[x](https://example.com/a) ![dot](data:image/png;base64,iVBORw0KGgo=)');
  const link = element.querySelector('a');
  expect([link?.rel, link?.target]).toEqual(['noopener noreferrer', '_blank']);
  expect(element.querySelector('img')?.alt).toBe('dot');
});

test('an inline value stands in its place, also in a table and in bold, and is text, never HTML', () => {
  const text = '| a | b |\n|---|--:|\n| **{{ kpi.rate | .1% }}** | 2 |';
  const element = render(text, [mark(text, '{{ kpi.rate | .1% }}', '<i>20.8%</i>')]);
  expect([...element.querySelectorAll('td')].map((cell) => cell.textContent)).toEqual(['<i>20.8%</i>', '2']);
  expect(element.querySelector('strong .inline-value.filled')?.getAttribute('data-tip')).toBe('kpi.rate');
  expect(element.querySelectorAll('td')[1]?.dataset['align']).toBe('right');
});

test('characters that stand for marks inside are not taken from the text', () => {
  const text = 'x \uE0000\uE001 {{ a.b }}';
  const element = render(text, [mark(text, '{{ a.b }}', '1')]);
  expect(element.querySelectorAll('.inline-value')).toHaveLength(1);
});

test('a paragraph that is left out leaves no empty one behind', () => {
  const text = 'a\n\n{{ f.x | if }}gone\n\n- {{ f.x | if }}gone\n- b';
  const gap = (line: string): InlineMark => ({
    ...mark(text, line, ''),
    end: text.indexOf(line) + line.length,
  });
  const element = render(text, [gap('{{ f.x | if }}gone\n'), gap('- {{ f.x | if }}gone\n')]);
  expect([...element.querySelectorAll('p, li')].map((one) => one.textContent)).toEqual(['a', 'b']);
});
