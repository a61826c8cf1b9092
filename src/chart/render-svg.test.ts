import { expect, test } from 'vitest';
import { sampleTables } from '../../test/charts/sample-tables.ts';
import { completeSpec } from './complete-spec.ts';
import { renderSvg } from './render-svg.ts';
import { toRows } from './to-rows.ts';

const cases = (['en', 'zh'] as const).flatMap((language) =>
  Object.entries(sampleTables[language]).map(([name, table]) => ({ language, name, table })),
);

test.each(cases)(
  'the default $name chart in $language draws marks and no broken path',
  async ({ language, table }) => {
    const done = completeSpec({ spec: {}, ...toRows(table), theme: 'light', language });
    expect(done.problem).toBeNull();
    const svg = await renderSvg(done.spec, 900);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(svg.match(/class="mark-\w+ role-mark/g)?.length ?? 0).toBeGreaterThan(0);
  },
);
