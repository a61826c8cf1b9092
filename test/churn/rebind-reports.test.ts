import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ColumnFacts } from '../../src/churn/roles/column-facts.ts';
import { answerRoles, writeNothing } from '../../src/churn/roles/answer-roles.ts';
import { models } from '../../src/churn/statistics/models.ts';
import { macroStatements } from '../../src/churn/statistics/macros.ts';
import { checkSpec } from '../../src/chart/check-spec.ts';
import { compileChurn } from '../../src/churn/definition/compile-churn.ts';
import { createFileScratch } from '../../src/cli/create-file-scratch.ts';
import { createNodeEngine } from '../../src/engine/create-node-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { openSourceFile } from '../../src/engine/open-source-file.ts';
import { importFile } from '../../src/intake/import-file.ts';
import { applyEdit } from '../../src/notebook/apply-edit.ts';
import type { Notebook } from '../../src/notebook/notebook.ts';
import { parseNotebook } from '../../src/notebook/parse-notebook.ts';
import { createKinds } from '../../src/runtime/create-kinds.ts';
import { createRuntime } from '../../src/runtime/create-runtime.ts';
import { quoteName } from '../../src/sql/quote.ts';
import { findFits } from '../../src/session/find-fits.ts';
import { findLost } from '../../src/session/lost-roles.ts';
import { setColumn } from '../../src/session/set-data.ts';
import { queryFacts } from './read-facts.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await createNodeEngine({ functions: macroStatements });
});
afterAll(() => engine.close());

const root = join(import.meta.dirname, '../..');

interface Other {
  readonly relation: string;
  readonly report: { readonly columns: readonly { readonly name: string; readonly type: string }[] };
  readonly facts: readonly ColumnFacts[];
}

/** A sample as another company has it: its columns in the file's order under other names, those without one dropped. */
async function openOther(file: string, names: Readonly<Record<string, string>>): Promise<Other> {
  const relation = file.replaceAll(/\W/g, '_');
  const columns = Object.entries(names).map(([from, name]) => `${quoteName(from)} as ${quoteName(name)}`);
  const scratch = await createFileScratch();
  const given = await openSourceFile(join(root, 'sample-data', file));
  const report = await importFile({ engine, file: given, relation: `given_${relation}`, scratch });
  await scratch.remove();
  await engine.query(
    `create table files.${relation} as select ${columns.join(', ')} from files.given_${relation}`,
  );
  const all = Object.entries(names).map(([from, name]) => ({
    name,
    type: report.columns.find((one) => one.name === from)?.type ?? expect.fail(`no ${from} in ${file}`),
  }));
  return { relation, report: { columns: all }, facts: await queryFacts(engine, `files.${relation}`, all) };
}

/** A report's data cells on other files, answered as the screen does when a user accepts what it proposes. */
async function rebind(report: string, others: readonly Other[]) {
  let ids = 0;
  const text = readFileSync(join(root, 'notebooks', `${report}.md`), 'utf8');
  let notebook: Notebook = parseNotebook(text, { createId: () => String(++ids) });
  const answer = (cell: Notebook['cells'][number], other: Other) =>
    answerRoles(findLost(cell, other.report.columns, notebook), other.facts);
  const waiting = notebook.cells.filter(({ kind }) => kind === 'data');
  const fits = await findFits(waiting, others, (cell, table) =>
    Promise.resolve(answer(cell, table).missing.length),
  );
  const asked: string[] = [];
  const tables: Record<string, { relation: string; version: string }> = {};
  for (const [id, other] of fits) {
    const cell = notebook.cells.find((one) => one.id === id);
    if (!cell?.name) continue;
    tables[cell.name] = { relation: other.relation, version: '1' };
    const { found, missing } = answer(cell, other);
    asked.push(...missing.map(({ role }) => role));
    const columns = [...found, ...missing.map(({ role }) => ({ role, column: writeNothing(role) }))];
    const body = columns.reduce((before, { role, column }) => setColumn(before, role, column), cell.body);
    notebook = applyEdit(notebook, { type: 'body', id, body });
  }
  const runtime = createRuntime({
    engine,
    kinds: createKinds({ checkChart: checkSpec, compileChurn, models }),
    clock: () => 0,
  });
  runtime.setNotebook(notebook);
  runtime.setTables(tables);
  await runtime.run();
  const states = notebook.cells.map((cell) => ({ cell, state: runtime.state(cell.id) }));
  const failed = states
    .filter(({ state }) => state.status !== 'done')
    .map(({ cell }) => cell.name ?? cell.body);
  const values = Object.fromEntries(
    states.flatMap(({ state }) =>
      Object.entries(state.values).map(([name, value]) => [name.split(' | ')[0] ?? '', value] as const),
    ),
  );
  return { asked, tables, failed, values };
}

test('operations on a file without the revenue of marketing: that is asked, and is no indicator', async () => {
  const other = await openOther('operations-monthly.zh.csv', {
    月份: '统计月',
    期初客户数: '月初会员',
    新增客户数: '新会员',
    期末客户数: '月末会员',
    营业收入: '销售额',
    订单数: '交易笔数',
    营销费用: '广告花费',
  });
  const { asked, failed, values } = await rebind('operations-tracking.zh', [other]);
  expect([asked, failed]).toEqual([['marketing_revenue'], []]);
  expect(values['facts.kpis']).toBe(4);
  expect(values['facts.missed']).not.toContain('营销');
});

test('a dealership on a file without stations: no station is named', async () => {
  const other = await openOther('dealership-calls.en.csv', {
    customer_id: 'vin',
    model: 'model',
    bought: 'bought',
    last_visit: 'last_service',
    warranty: 'cover',
    call_date: 'contact_day',
    not_reached_because: 'call_result',
    went_to: 'destination',
    reason: 'why_left',
  });
  const { asked, failed, values } = await rebind('dealership-churn.en', [other]);
  expect([asked, failed]).toEqual([['station'], []]);
  expect(values['facts.top_station']).toBeNull();
  expect(['facts.lost', 'facts.failed'].map((name) => Number(values[name]))).toEqual([620, 186]);
});

test('reviews and channels: each file goes to its cell, and a shop is a channel, not a platform', async () => {
  const read = await openOther('reviews-read.en.csv', {
    review_id: 'id',
    channel: 'store',
    date: 'posted_on',
    stars: 'score',
    review: 'comment',
  });
  const channels = await openOther('reviews-channels.en.csv', {
    channel: 'store',
    platform: 'platform',
    downloads: 'installs',
    reviews: 'review_count',
  });
  const { asked, failed, tables } = await rebind('app-reviews.en', [channels, read]);
  expect([asked, failed]).toEqual([['platform'], []]);
  expect([tables['reviews']?.relation, tables['channels']?.relation]).toEqual(
    [read, channels].map(({ relation }) => relation),
  );
});

test('forms of leaving: who, when, why and what was tried are found under other names', async () => {
  const other = await openOther('leaving-forms.zh.csv', {
    客户名称: '单位名称',
    经营状况: '经营情况',
    年销售级别: '销售等级',
    开始日期: '合作日期',
    流失日期: '终止日期',
    月销售额: '月均销售',
    流失原因: '退出原因',
    采取措施: '挽留动作',
    评估: '结论',
  });
  const { asked, failed } = await rebind('leaving-form.zh', [other]);
  expect([asked, failed]).toEqual([['relationship'], []]);
});

test('of two tables that fit two cells alike none is placed; the last of each belong together', async () => {
  const cell = (name: string, roles: readonly string[]) =>
    `\`\`\`yaml data name=${name}\nfile: gone.csv\ncolumns:\n${roles.map((one) => `  ${one}: ${one}`).join('\n')}\n\`\`\`\n`;
  let ids = 0;
  const waiting = (text: string) =>
    parseNotebook(text, { createId: () => String(++ids) }).cells.filter(({ kind }) => kind === 'data');
  const table = (relation: string, ...names: string[]) => ({
    relation,
    report: { columns: names.map((name) => ({ name, type: 'VARCHAR' })) },
    facts: [],
  });
  const fit = async (text: string, ...tables: Other[]) =>
    (
      await findFits(waiting(text), tables, ({ body }, { report }) => {
        const roles = [...body.matchAll(/^ {2}(\w+):/gm)].map(([, role]) => role);
        return Promise.resolve(
          roles.filter((role) => !report.columns.some(({ name }) => name === role)).length,
        );
      })
    ).map(([, { relation }]) => relation);
  const alike = cell('one', ['a', 'b']) + cell('two', ['a', 'b']);
  expect(await fit(alike, table('x', 'a', 'b'))).toEqual([]);
  expect(await fit(cell('one', ['a', 'b']), table('x', 'q'))).toEqual(['x']);
  // The wide cell answers as many of the narrow table's columns as the narrow cell does.
  const wide = cell('wide', ['a', 'b', 'c', 'd']) + cell('narrow', ['a', 'b']);
  expect(await fit(wide, table('x', 'a', 'b'))).toHaveLength(1);
  expect(await fit(wide, table('y', 'q'), table('x', 'a', 'b'))).toEqual(['x', 'y']);
});
