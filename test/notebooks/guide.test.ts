import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { checkSpec } from '../../src/chart/check-spec.ts';
import { compileChurn } from '../../src/churn/definition/compile-churn.ts';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import { models } from '../../src/churn/statistics/models.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import { openSourceFile } from '../../src/engine/open-source-file.ts';
import { createKinds } from '../../src/runtime/create-kinds.ts';
import { runShipped } from './run-shipped.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (language: string): string =>
  readFileSync(resolve(root, `src/locale/guide/guide.${language}.md`), 'utf8');

test.each(['en', 'zh'])('the notebook in the guide (%s) runs on the sample as it stands there', async (language) => {
  const notebook = /^````markdown\n(.*?)^````$/ms.exec(read(language))?.[1] ?? '';
  const engine = await createNodeEngine({ functions: macroStatements });
  try {
    const { cells } = await runShipped(engine, notebook, (file) =>
      openSourceFile(resolve(root, 'sample-data', file)),
    );
    expect(cells.map(({ state }) => [state.problem, state.status])).toEqual(cells.map(() => [null, 'done']));
    expect(cells.find(({ cell }) => cell.name === 'by_plan')?.state.rowCount).toBeGreaterThan(1);
  } finally {
    await engine.close();
  }
});

test.each(['en', 'zh'])('the guide (%s) tells of every kind of cell that runs', (language) => {
  const kinds = [...createKinds({ checkChart: checkSpec, compileChurn, models }).keys()];
  for (const kind of kinds.filter((one) => one !== 'text'))
    expect(read(language), kind).toMatch(new RegExp(`^\\| \`(?:yaml|sql|json) ${kind}\` \\|`, 'm'));
});
