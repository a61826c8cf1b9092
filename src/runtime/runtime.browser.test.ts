import { expect, test } from 'vitest';
import { createBrowserEngine } from '../engine/create-browser-engine.ts';
import { parseNotebook } from '../notebook/parse-notebook.ts';
import { createKinds } from './create-kinds.ts';
import { createRuntime } from './create-runtime.ts';

const text = `---
ebb: 1
as_of: 2024-03-31
---

{{ total.n }} 位客户，{{ 汇总.合计 }}

\`\`\`sql query name=total
select count(*) as n from 客户 where 加入 <= $as_of
\`\`\`

\`\`\`sql query name=汇总
select sum(费用)::decimal(18, 2) as 合计 from "客户" where 费用 >= $下限_from and 地区 in (select unnest($地区))
\`\`\`

\`\`\`yaml input name=下限
type: range
default: [15, null]
\`\`\`

\`\`\`yaml input name=地区
type: multiselect
default: [东, 西]
from: 客户
column: 地区
\`\`\`

\`\`\`yaml data name=客户
file: 客户.csv
columns:
  费用: fee / 100
  加入: joined
  地区: region
\`\`\`

\`\`\`sql query name=slow
select count(*) as n from range(100000000) a, range(1000) b where a.range % 7 = b.range % 5
\`\`\`

\`\`\`sql query name=wrong
select 客户号 from 客户
\`\`\`
`;

test('a notebook runs, stops and runs again in the tab', async () => {
  const engine = await createBrowserEngine();
  try {
    await engine.query(
      `CREATE TABLE files.c AS SELECT i * 1000 AS fee, DATE '2024-01-01' + i::INT * 30 AS joined, ['东', '西', '南'][i % 3 + 1] AS region FROM range(5) t(i)`,
    );
    let id = 0;
    const notebook = parseNotebook(text, { createId: () => `c${++id}` });
    const runtime = createRuntime({
      engine,
      kinds: createKinds({ checkChart: () => null }),
      clock: () => performance.now(),
    });
    runtime.setNotebook(notebook);
    runtime.setTables({ 客户: { relation: 'c', version: '1' } });
    const done = runtime.run();
    const slow = notebook.cells.find((cell) => cell.name === 'slow')?.id ?? '';
    await expect.poll(() => runtime.state(slow).status, { timeout: 60_000 }).toBe('running');
    await runtime.stop();
    await done;
    expect(runtime.state(slow).status).toBe('stale');
    await runtime.run(notebook.cells.filter((cell) => cell.id !== slow).map((cell) => cell.id));
    const states = runtime.states().map((state) => state.status);
    expect(states).toEqual(['done', 'done', 'done', 'done', 'done', 'done', 'stale', 'failed']);
    expect(runtime.state('c2').rowCount).toBe(1);
    expect(runtime.state('c6').rowCount).toBe(5);
    expect(runtime.state('c1').values).toEqual({ 'total.n': 4, '汇总.合计': '70.00' });
    expect(runtime.state('c8').problem).toMatchObject({ code: 'unknown-column', position: 7 });
    expect((await engine.query('select "合计" from main."汇总"')).at(0, 0)).toBe('70.00');
  } finally {
    await engine.close();
  }
});
