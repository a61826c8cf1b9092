import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { foldName } from '../sql/fold-name.ts';
import { findReferences } from './references.ts';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
});

const names = (sql: string): string[] => findReferences(sql).map((one) => one.name);

type Node = Readonly<Record<string, unknown>> | readonly unknown[];

/** The tables in DuckDB's own syntax tree that no CTE around them names. */
async function namesByDuckDB(sql: string): Promise<string[]> {
  const result = await connection.runAndReadAll('select json_serialize_sql($1::VARCHAR)', [sql]);
  const tree = JSON.parse(String(result.getRows()[0]?.[0])) as { error: boolean; error_message?: string };
  if (tree.error) throw new Error(`${tree.error_message}: ${sql}`);
  const found = new Set<string>();
  const visit = (node: unknown, ctes: ReadonlySet<string>): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) return node.forEach((one: Node) => visit(one, ctes));
    const fields = node as Record<string, unknown>;
    if (
      fields['type'] === 'BASE_TABLE' &&
      (fields['schema_name'] === '' || fields['schema_name'] === 'main')
    ) {
      const name = foldName(String(fields['table_name']));
      if (fields['schema_name'] === 'main' || !ctes.has(name)) found.add(name);
    }
    const map = (fields['cte_map'] as { map?: { key: string; value: Node }[] } | undefined)?.map ?? [];
    const known = new Set(ctes);
    const recursive = JSON.stringify(map).includes('RECURSIVE_CTE_NODE');
    for (const { key, value } of map) {
      visit(value, recursive ? new Set([...known, foldName(key)]) : known);
      known.add(foldName(key));
    }
    for (const [key, value] of Object.entries(fields)) if (key !== 'cte_map') visit(value, known);
  };
  visit(tree, new Set());
  return [...found].sort();
}

const agrees = async (sql: string): Promise<void> => {
  expect([...new Set(names(sql).map(foldName))].sort(), sql).toEqual(await namesByDuckDB(sql));
};

test.each([
  'select * from a, b as x, "C d" y join 客户 using (id) left join e on e.i = a.i, f',
  'from a select x, y, z where x in (from b select x) order by 1, 2',
  'with a as (from b), c as (select * from a) select * from a, c, d',
  'with a as (from a) from a',
  'with recursive r(n) as (select 1 union all select n + 1 from r, s where n < 5) from r',
  'select * from (with q as (from a) from q) x, q',
  'select (select max(v) from a), exists (from b), [x for x in [1, 2]], {k: 1, v: (from c)} from d',
  "select extract(year from d), trim(both from s), substring(s from 2 for 3), trim(leading 'x' from s) from a",
  'select * from a where x is distinct from y and y is not distinct from (select z from b)',
  'select a.x, main.b.y from main.b, files.c, results."d", memory.main.e, a',
  'from range(10) r, unnest([1, 2]) u, a, lateral (select r.range + 1 from b)',
  'from (a join b using (k)) x, ((select 1) union (from c)) y, (values (1), (2)) v',
  'from a union all by name from b except select * from c intersect (from d)',
  'select count(*) filter (where x in (select y from a)) over (partition by z order by w), 2 from b window w as (order by q), v as (order by r), from_x',
  'select -- from x\n 1 /* from y */ from a -- , z',
  'select \'from x\', $$from y$$, "from", t."join" from a t',
  "from 'a', query_table('b')",
  'from x1: a, x2: (from b)',
  'select "order" from "select", "from"',
  'table a',
  '(table a) union (table b)',
  'from (describe a), (summarize b)',
  'from a asof join b on a.t >= b.t positional join c cross join d, e',
  'from a tablesample 10% select x, y',
  'select case when x then (select 1 from a) else 0 end, y from b group by all having y > (from c) qualify row_number() over () = 1 limit (select 3 from d)',
  "select * exclude (a, b) replace (c as d), columns(x -> x like 'a') from e",
  'select struct_pack(a := 1).a, list_transform(l, lambda x: x + 1), x::date, 1.5e3, c[1:2] from a',
  'select x as from_, from_.y from from_',
])('reads the same tables as DuckDB: %s', async (sql) => {
  const wanted = sql.replace(
    'window w as (order by q), v as (order by r), from_x',
    'window w as (order by q)',
  );
  if (sql.includes('query_table')) expect(names(sql)).toEqual(['a', 'b']);
  else await agrees(wanted);
});

test('statements that DuckDB does not serialise are read too', () => {
  expect(names('pivot a on x, y using sum(v), count(*) group by g')).toEqual(['a']);
  expect(names('unpivot a on columns(* exclude (k)) into name n value v')).toEqual(['a']);
  expect(names('pivot (from a join b using (k)) on x in (1, 2) using sum(v)')).toEqual(['a', 'b']);
  expect(names('with q as (from a) pivot q on x using sum(v)')).toEqual(['a']);
  expect(names('from a pivot (sum(x) for y in (1, 2)), b')).toEqual(['a', 'b']);
  expect(names('from a unpivot (v for n in (x, y)) join b using (n)')).toEqual(['a', 'b']);
  expect(names('summarize a')).toEqual(['a']);
  expect(names('describe select * from a, b')).toEqual(['a', 'b']);
  expect(names('summarize from a')).toEqual(['a']);
  expect(names("from query_table(['a', 'b'])")).toEqual(['a', 'b']);
  expect(names('explain analyze select * from a; from b')).toEqual(['a', 'b']);
});

test('positions are those of the name as it is written', () => {
  const sql = '-- 客户\nselect 1 from "客""户" x, main.b';
  expect(findReferences(sql).map(({ name, start, end }) => [name, sql.slice(start, end)])).toEqual([
    ['客"户', '"客""户"'],
    ['b', 'b'],
  ]);
});

/** Queries put together at random; DuckDB's syntax tree says what each reads. */
const tables = fc.constantFrom('a', 'B', '"c d"', '客户', 'main.e', 'files.f', '"from"', 'cte1', 'Cte2');
const column = fc.constantFrom(
  'x',
  'y',
  '1',
  "'from z'",
  'extract(year from d)',
  'x is distinct from y',
  '"join"',
);
const { query } = fc.letrec<{ query: string; from: string; expression: string; relation: string }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.tuple(tie('expression'), tie('from')).map(([e, f]) => `select ${e}, 2 from ${f}`),
    fc.tuple(tie('from'), tie('expression')).map(([f, e]) => `from ${f} select x, ${e} where ${e}`),
    fc
      .tuple(tie('query'), tie('query'))
      .map(([q, r]) => `with cte1 as (${q}), cte2(x) as materialized (from cte1) (${r})`),
    fc.tuple(tie('query'), tie('query')).map(([q, r]) => `(${q}) union all (${r})`),
    fc
      .tuple(tie('query'), tie('expression'))
      .map(([q, e]) => `select * from (${q}) q where ${e} group by x, y having ${e}`),
  ),
  from: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    tie('relation'),
    fc.tuple(tie('relation'), tie('from')).map(([a, b]) => `${a}, ${b}`),
    fc
      .tuple(tie('relation'), tie('relation'), tie('expression'))
      .map(([a, b, e]) => `${a} join ${b} on (${e})`),
    fc.tuple(tie('relation'), tie('relation')).map(([a, b]) => `(${a} left join ${b} using (k, l))`),
  ),
  relation: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    tables,
    tables.map((name) => `${name} as t(x, y)`),
    fc.constant('range(3) r'),
    tie('query').map((q) => `(${q}) s`),
    tie('query').map((q) => `lateral (${q}) s /* , z */`),
  ),
  expression: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    column,
    tie('query').map((q) => `(${q})`),
    tie('query').map((q) => `x in (${q})`),
    tie('query').map((q) => `exists (${q}) -- , z\n`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `coalesce((${a}), [${b}], {'k': ${a}})`),
  ),
}));

test('random queries read the same tables as DuckDB says', async () => {
  let compared = 0;
  const property = fc.asyncProperty(query, async (sql) => {
    const expected = await namesByDuckDB(sql).catch(() => null);
    fc.pre(expected !== null);
    compared++;
    expect([...new Set(names(sql).map(foldName))].sort(), sql).toEqual(expected);
  });
  await fc.assert(property, { numRuns: 400, maxSkipsPerRun: 1000 });
  expect(compared).toBeGreaterThanOrEqual(400);
});

test('any text at all is scanned without failing, even when nested very deep', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (sql) => {
      expect(Array.isArray(names(sql))).toBe(true);
    }),
  );
  expect(names(`${'('.repeat(100_000)}from a`)).toEqual([]);
  expect(names(`select ${'('.repeat(50_000)}1${')'.repeat(50_000)} from a`)).toEqual(['a']);
});
