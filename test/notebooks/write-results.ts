import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import { openSourceFile } from '../../src/engine/open-source-file.ts';
import { runShipped } from './run-shipped.ts';
import { shippedNames } from './shipped-names.ts';

/** Writes what every shipped notebook gives on native DuckDB to `results/`. Run after a notebook or a sample changed: `npx tsx test/notebooks/write-results.ts`, with the beginning of a name for that one only. */
const root = join(import.meta.dirname, '../..');
mkdirSync(join(import.meta.dirname, 'results'), { recursive: true });
const [only = ''] = process.argv.slice(2);
for (const name of shippedNames().filter((one) => one.startsWith(only))) {
  const engine = await createNodeEngine({ functions: macroStatements });
  const text = readFileSync(join(root, 'notebooks', name), 'utf8');
  const { results } = await runShipped(engine, text, (file) => openSourceFile(join(root, 'sample-data', file)));
  const lines = results.map((result) => JSON.stringify(result));
  writeFileSync(join(import.meta.dirname, 'results', name.replace(/md$/, 'json')), `[\n${lines.join(',\n')}\n]\n`);
  await engine.close();
}
