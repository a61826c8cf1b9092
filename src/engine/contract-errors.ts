import { describe, expect, test } from 'vitest';
import { ProblemError, type Problem } from '../problem.ts';
import type { Engine, QueryOptions } from './engine.ts';

/** Failures are one type, in plain text, at the right character of the caller's SQL. */
export function testErrors(engine: () => Engine): void {
  const fail = async (sql: string, options: QueryOptions = {}): Promise<Problem> => {
    try {
      await engine().query(sql, options);
    } catch (error) {
      expect(error, sql).toBeInstanceOf(ProblemError);
      const { problem } = error as ProblemError;
      expect(problem.sql, sql).toBe(sql);
      expect(problem.detail ?? '', sql).not.toMatch(/exception_type|LINE 1|^\{/);
      return problem;
    }
    throw new Error(`did not fail: ${sql}`);
  };
  const at = (sql: string, problem: Problem): string =>
    sql.slice(problem.position ?? NaN).split(/[\s;]/)[0] ?? '';

  describe('errors', () => {
    test('a mistake in the form points at its character, after Chinese and beyond the basic plane', async () => {
      for (const sql of ['selec 1', `SELECT '流失😀' AS 名, selec FROM FROM x`, `SELECT '客户' frm x y`]) {
        const problem = await fail(sql);
        expect(problem.code).toBe('sql-syntax');
        expect(['selec', 'FROM', 'y', 'x']).toContain(at(sql, problem));
      }
      const sql = `SELECT '😀'; SELECT '流失', )`;
      expect(at(sql, await fail(sql))).toBe(')');
    });

    test('an unknown column or table is named, with near names, at its character', async () => {
      await engine().query('CREATE OR REPLACE TABLE 客户表 AS SELECT 1 AS 编号');
      const column = `SELECT '流失😀', 编好 FROM 客户表`;
      const unknown = await fail(column);
      expect(unknown).toMatchObject({ code: 'unknown-column', values: { name: '编好', candidates: '编号' } });
      expect(at(column, unknown)).toBe('编好');
      const table = `SELECT '流失' FROM 客户裱`;
      const missing = await fail(table);
      expect(missing).toMatchObject({
        code: 'unknown-table',
        values: { name: '客户裱', candidates: '客户表' },
      });
      expect(at(table, missing)).toBe('客户裱');
      const call = `SELECT '流失', 没有(1)`;
      expect(await fail(call)).toMatchObject({
        code: 'unknown-function',
        values: { name: '没有' },
        position: 13,
      });
    });

    test('the place is right in a later statement and behind substituted parameters', async () => {
      const sql = `SELECT $名; SELECT $名, $名, 没有列`;
      const problem = await fail(sql, {
        parameters: { 名: { type: 'VARCHAR', value: '很长的值，里面有 ; 和 😀' } },
      });
      expect(at(sql, problem)).toBe('没有列');
      const wrapped = `SELECT INTERVAL 1 DAY, $x, CAST('流' AS INTEGER)`;
      const late = await fail(wrapped, { parameters: { x: { type: 'DOUBLE', value: 1 } } });
      expect(late.code).toBe('conversion');
      expect(wrapped.slice(late.position)).toMatch(/^CAST/);
    });

    test('each kind of failure has its code', async () => {
      const codes: Record<string, string> = {
        [`SELECT CAST('x' AS DATE)`]: 'conversion',
        [`SELECT sum('a'::VARCHAR)`]: 'type-mismatch',
        [`SELECT 1 + [2]`]: 'type-mismatch',
        [`SELECT error('my words')`]: 'query-failed',
        [`SELECT * FROM read_csv('/etc/passwd')`]: 'forbidden',
        [`SELECT $nothing`]: 'unknown-parameter',
      };
      for (const [sql, code] of Object.entries(codes)) expect((await fail(sql)).code, sql).toBe(code);
      expect((await fail(`SELECT error('my words')`)).detail).toBe('my words');
    });

    test('a failed statement leaves the engine usable, and later statements are not run', async () => {
      await fail('CREATE OR REPLACE TABLE kept AS SELECT 1 AS a; SELECT nothing; DROP TABLE kept');
      expect((await engine().query('SELECT a FROM kept')).at(0, 0)).toBe(1);
    });

    test('texts, comments and dollar quotes do not split statements', async () => {
      const table = await engine().query(`SELECT 1; -- ;\n SELECT ';' AS a, $$;$$ AS b /* ; */;`);
      expect([table.at(0, 0), table.at(0, 1)]).toEqual([';', ';']);
      expect((await engine().query('-- nothing')).columns).toEqual([]);
    });
  });
}
