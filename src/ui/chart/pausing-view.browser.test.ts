import { compile } from 'vega-lite';
import { parse, View } from 'vega';
import { expect, test } from 'vitest';
import { toPausingView } from './pausing-view.ts';

const cells = Array.from({ length: 6_000 }, (_, i) => ({
  row: i % 100,
  at: Math.floor(i / 100),
  side: i % 2,
}));
const spec = {
  data: { values: cells },
  facet: { column: { field: 'side', type: 'nominal' } },
  spec: {
    width: 300,
    height: 300,
    encoding: { x: { field: 'at', type: 'ordinal' }, y: { field: 'row', type: 'ordinal' } },
    layer: [{ mark: 'rect' }, { mark: 'text', encoding: { text: { field: 'at' } } }],
  },
};

async function draw(kind: typeof View) {
  const compiled = compile(structuredClone(spec) as never).spec;
  const view = new kind(parse(compiled), { renderer: 'none' });
  let turns = 0;
  const counter = setInterval(() => (turns += 1), 1);
  await view.runAsync();
  clearInterval(counter);
  return { view, svg: await view.toSVG(), turns };
}

test('a drawing that lets the page answer between its parts is the same drawing', async () => {
  const plain = await draw(View);
  const pausing = await draw(toPausingView(View));
  expect(plain.turns).toBe(0);
  expect(pausing.turns).toBeGreaterThan(3);
  const withoutIds = (svg: string) => svg.replaceAll(/(?:clip|gradient_)\d+/g, 'id');
  expect(withoutIds(pausing.svg)).toBe(withoutIds(plain.svg));
  pausing.view.width(200);
  await pausing.view.runAsync();
  plain.view.width(200);
  await plain.view.runAsync();
  expect(withoutIds(await pausing.view.toSVG())).toBe(withoutIds(await plain.view.toSVG()));
}, 60_000);
