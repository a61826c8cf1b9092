import { expect, test } from 'vitest';
import reference from '../../../test/reference/distributions.json';
import { createBrowserEngine } from '../../engine/create-browser-engine.ts';
import { planMacroCases, writeMacroCase } from './macro-cases.ts';
import { macroStatements } from './macros.ts';

test('the functions agree with R in the tab too', async () => {
  const engine = await createBrowserEngine({ functions: macroStatements });
  for (const one of planMacroCases(reference)) {
    const found = await engine.query(writeMacroCase(one));
    expect(found.at(0, 0), one.expression).toBeLessThan(1e-9);
    expect(found.at(0, 1), one.expression).toBeLessThan(1e-15);
  }
  await engine.close();
});
