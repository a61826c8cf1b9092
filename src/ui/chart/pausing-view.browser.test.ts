import { compile } from 'vega-lite';
import { parse, View } from 'vega';
import { expect, test } from 'vitest';
import { breathe } from '../../breathe.ts';
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
  await view.runAsync();
  return { view, svg: await view.toSVG() };
}

test('a drawing that lets the page answer between its parts is the same drawing', async () => {
  let time = 0;
  let pauses = 0;
  const plain = await draw(View);
  // By this clock each operator takes a second: the drawing gives way before every one.
  const everywhere = toPausingView(View, {
    piece: 10,
    now: () => (time += 1_000),
    pause: () => {
      pauses += 1;
      return breathe();
    },
  });
  const pausing = await draw(everywhere);
  expect(pauses).toBeGreaterThan(50);
  const withoutIds = (svg: string) => svg.replaceAll(/(?:clip|gradient_)\d+/g, 'id');
  expect(withoutIds(pausing.svg)).toBe(withoutIds(plain.svg));
  pausing.view.width(200);
  await pausing.view.runAsync();
  plain.view.width(200);
  await plain.view.runAsync();
  expect(withoutIds(await pausing.view.toSVG())).toBe(withoutIds(await plain.view.toSVG()));
}, 60_000);
