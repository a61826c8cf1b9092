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

async function draw(kind: typeof View, drawn: object = spec) {
  const compiled = compile(structuredClone(drawn) as never).spec;
  const view = new kind(parse(compiled), { renderer: 'none' });
  await view.runAsync();
  return { view, svg: await view.toSVG() };
}

const withoutIds = (svg: string) => svg.replaceAll(/(?:clip|gradient_)\d+/g, 'id');

/** By this clock each operator takes a second: the drawing gives way before every one. */
function pauseEverywhere() {
  let time = 0;
  const counted = { pauses: 0 };
  const view = toPausingView(View, {
    piece: 10,
    now: () => (time += 1_000),
    pause: () => {
      counted.pauses += 1;
      return breathe();
    },
  });
  return { view, counted };
}

test('a drawing that lets the page answer between its parts is the same drawing', async () => {
  const plain = await draw(View);
  const { view: everywhere, counted } = pauseEverywhere();
  const pausing = await draw(everywhere);
  expect(counted.pauses).toBeGreaterThan(50);
  expect(withoutIds(pausing.svg)).toBe(withoutIds(plain.svg));
  pausing.view.width(200);
  await pausing.view.runAsync();
  plain.view.width(200);
  await plain.view.runAsync();
  expect(withoutIds(await pausing.view.toSVG())).toBe(withoutIds(await plain.view.toSVG()));
}, 60_000);

test('fitting the size of a drawing, which takes a second run, gives way as well', async () => {
  const bars = {
    data: { values: cells.slice(0, 100) },
    width: 300,
    height: 200,
    mark: 'bar',
    encoding: { x: { field: 'row', type: 'ordinal' }, y: { field: 'at', type: 'quantitative' } },
  };
  const [once, twice] = [pauseEverywhere(), pauseEverywhere()];
  await draw(once.view, { ...bars, autosize: 'pad' });
  const fitted = await draw(twice.view, { ...bars, autosize: 'fit' });
  expect(twice.counted.pauses).toBeGreaterThan(1.5 * once.counted.pauses);
  const plain = await draw(View, { ...bars, autosize: 'fit' });
  expect(withoutIds(fitted.svg)).toBe(withoutIds(plain.svg));
}, 60_000);
