import { describe, expect, test } from 'vitest';
import type { Engine } from './engine.ts';
import { createCsvSource } from './contract-source.ts';
import type { Value } from './table.ts';

/** Delimited text: every line is loaded or set aside, and a load is all or nothing. */
export function testCsv(engine: () => Engine): void {
  const rowsOf = async (sql: string): Promise<Value[][]> => {
    const table = await engine().query(sql);
    return Array.from({ length: table.rowCount }, (_, row) =>
      table.columns.map((_, column) => table.at(row, column)),
    );
  };

  describe('csv', () => {
    test('columns are read by expressions over the cells', async () => {
      const report = await engine().load(
        '客户',
        createCsvSource('编号,金额,日期\n001,"1,5",2024-01-05\n002,x,\n', ['编号', '金额', '日期'], {
          select: [
            { name: '编号', expression: '"编号"' },
            { name: 'amount', expression: `TRY_CAST(replace("金额", ',', '.') AS DECIMAL(10,2))` },
            { name: '日期', expression: 'TRY_CAST("日期" AS DATE)' },
          ],
        }),
      );
      expect(report).toEqual({
        rows: 2,
        columns: [
          { name: '编号', type: 'VARCHAR', kind: 'text' },
          { name: 'amount', type: 'DECIMAL(10,2)', kind: 'decimal' },
          { name: '日期', type: 'DATE', kind: 'date' },
        ],
        rejects: [],
      });
      expect(await rowsOf('FROM files."客户" ORDER BY 1')).toEqual([
        ['001', '1.50', '2024-01-05'],
        ['002', null, null],
      ]);
    });

    test('columns of a loaded table are made anew, all of them or none', async () => {
      const text = 'n,ab,c\n1,x,7\n2,,8\nthree,z,9\n';
      await engine().load('made', createCsvSource(text, ['n', 'ab', 'c']));
      const half = [
        { name: 'c', type: 'BIGINT', expression: 'CAST(c AS BIGINT)' },
        { name: 'n', type: 'BIGINT', expression: 'CAST(n AS BIGINT)' },
      ];
      await expect(engine().convert('made', half)).rejects.toMatchObject({
        problem: { code: 'conversion' },
      });
      expect(await rowsOf('FROM files.made')).toEqual([
        ['1', 'x', '7'],
        ['2', null, '8'],
        ['three', 'z', '9'],
      ]);
      const columns = await engine().convert('made', [
        { name: 'n', type: 'BIGINT', expression: 'TRY_CAST(n AS BIGINT)' },
        { name: 'ab', type: 'VARCHAR', expression: 'upper(ab) || c' },
      ]);
      expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
        'n BIGINT',
        'ab VARCHAR',
        'c VARCHAR',
      ]);
      expect(await rowsOf('FROM files.made')).toEqual([
        [1, 'X7', '7'],
        [2, null, '8'],
        [null, 'Z9', '9'],
      ]);
      await expect(engine().convert('nowhere', half)).rejects.toMatchObject({
        problem: { code: 'unknown-table' },
      });
      await engine().drop('made');
    });

    test('the reader gives types itself where it is told to', async () => {
      const text = '编号,日期,n\n001,2024/1/5,-7\n002,,""\n003,2024-01-06,x\n';
      const report = await engine().load(
        'typed',
        createCsvSource(text, ['编号', '日期', 'n'], {
          types: { 日期: 'DATE', n: 'BIGINT' },
          leavesOutRejects: true,
        }),
      );
      expect(report.columns.map(({ type }) => type)).toEqual(['VARCHAR', 'DATE', 'BIGINT']);
      expect(await rowsOf('FROM files.typed ORDER BY 1')).toEqual([
        ['001', '2024-01-05', -7],
        ['002', null, null],
      ]);
    });

    test('lines that do not fit are set aside once each, with their line in the file', async () => {
      const text = 'note\nid,b\n1,"two\nlines"\n2\n3,x,y,z\n\n4,"a ""q"""\n5,"open\n6,x\n';
      const report = await engine().load('rejects', createCsvSource(text, ['id', 'b'], { skip: 1 }));
      expect(report.rejects.map(({ line, reason }) => [line, reason])).toEqual([
        [5, 'too-few-cells'],
        [6, 'too-many-cells'],
        [9, 'unclosed-quote'],
      ]);
      expect(report.rejects.map((reject) => reject.text)).toEqual(['2', '3,x,y,z', '5,"open\n6,x\n']);
      expect(report.rows).toBe(2);
      const rows = [
        ['1', 'two\nlines'],
        ['4', 'a "q"'],
      ];
      expect(await rowsOf('FROM files.rejects')).toEqual(rows);
      const silent = createCsvSource(text, ['id', 'b'], { skip: 1, leavesOutRejects: true });
      expect(await engine().load('silent', silent)).toMatchObject({ rows: 2, rejects: [] });
      expect(await rowsOf('FROM files.silent')).toEqual(rows);
    });

    test('lines are counted as they are on disk, with CRLF, a byte order mark and a far place', async () => {
      const text = `\uFEFFid,b\r\n1,"two\r\nlines"\r\n2\r\n3,x,y,z\r\n${'4,abcdefgh\r\n'.repeat(400_000)}5\r\n`;
      const report = await engine().load('crlf', createCsvSource(text, ['id', 'b']));
      expect(report.rejects).toEqual([
        { line: 4, reason: 'too-few-cells', text: '2' },
        { line: 5, reason: 'too-many-cells', text: '3,x,y,z' },
        { line: 400_006, reason: 'too-few-cells', text: '5' },
      ]);
      expect(report.rows).toBe(400_001);
    });

    test('bytes that are not UTF-8 set their line aside', async () => {
      const bytes = new Blob(['a,b\n1,x\n2,', new Uint8Array([0xff, 0xfe]), '\n3,y\n']);
      const report = await engine().load('bytes', createCsvSource(bytes, ['a', 'b']));
      expect(report.rejects.map(({ line, reason }) => [line, reason])).toEqual([[3, 'bad-bytes']]);
      expect(report.rows).toBe(2);
    });

    test('short lines are filled when allowed', async () => {
      const source = createCsvSource('a,b\n1\n2,x\n', ['a', 'b'], { allowShort: true });
      expect((await engine().load('short', source)).rejects).toEqual([]);
      expect(await rowsOf('FROM files.short')).toEqual([
        ['1', null],
        ['2', 'x'],
      ]);
    });

    test('a byte order mark, CRLF, tabs, no header and no quoting are read as said', async () => {
      const source = createCsvSource('\uFEFF1\tsay "hi"\r\n2\t"\r\n', ['a', 'b'], {
        delimiter: '\t',
        quote: '',
        escape: '',
        header: false,
      });
      expect((await engine().load('tabs', source)).rejects).toEqual([]);
      expect(await rowsOf('FROM files.tabs')).toEqual([
        ['1', 'say "hi"'],
        ['2', '"'],
      ]);
    });

    test('a line of 3 MB loads', async () => {
      const long = '客'.repeat(1_000_000);
      const report = await engine().load('long', createCsvSource(`a,b\n1,${long}\n2,x\n`, ['a', 'b']));
      expect(report).toMatchObject({ rows: 2, rejects: [] });
      expect(await rowsOf('SELECT length(b) FROM files.long ORDER BY a')).toEqual([[1_000_000], [1]]);
    });

    test('an empty file and a header alone give an empty table', async () => {
      expect(await engine().load('empty', createCsvSource('', ['a']))).toMatchObject({
        rows: 0,
        rejects: [],
      });
      expect(await engine().load('header', createCsvSource('a,b\n', ['a', 'b']))).toMatchObject({
        rows: 0,
        rejects: [],
      });
    });

    test('a failed or cancelled load leaves the table that was there', async () => {
      const good = createCsvSource('a\n1\n', ['a']);
      await engine().load('kept', good);
      const bad = { ...good, select: [{ name: 'a', expression: 'CAST(missing AS INTEGER)' }] };
      await expect(engine().load('kept', bad)).rejects.toMatchObject({ problem: { code: 'unknown-column' } });
      const big = createCsvSource(
        new Blob(['a\n', ...Array.from({ length: 64 }, () => '123456789\n'.repeat(100_000))]),
        ['a'],
        {
          select: [{ name: 'a', expression: 'hash(md5(md5(md5(a))))' }],
        },
      );
      const controller = new AbortController();
      const load = engine().load('kept', big, { signal: controller.signal });
      await new Promise((resolve) => setTimeout(resolve, 100));
      const start = performance.now();
      controller.abort();
      await expect(load).rejects.toMatchObject({ problem: { code: 'cancelled' } });
      expect(performance.now() - start).toBeLessThan(200);
      expect(await rowsOf('FROM files.kept')).toEqual([['1']]);
      expect((await engine().load('kept', createCsvSource('a\n2\n', ['a']))).rows).toBe(1);
      expect(await rowsOf('FROM files.kept')).toEqual([['2']]);
    });

    test('a renamed table takes the place of the one that had the name', async () => {
      await engine().load('kept', createCsvSource('a\n1\n', ['a']));
      await engine().load('new 表', createCsvSource('a\n2\n', ['a']));
      await engine().rename('new 表', 'kept');
      expect(await rowsOf('FROM files.kept')).toEqual([['2']]);
      expect((await engine().relations()).map(({ name }) => name)).not.toContain('new 表');
      await expect(engine().rename('nothing', 'kept')).rejects.toMatchObject({
        problem: { code: 'unknown-table' },
      });
      expect(await rowsOf('FROM files.kept')).toEqual([['2']]);
      await engine().drop('kept');
    });

    test('loaded tables are listed and can be dropped', async () => {
      await engine().load('listed "表"', createCsvSource('a\n1\n2\n', ['a']));
      const found = (await engine().relations()).find((relation) => relation.name === 'listed "表"');
      expect(found).toEqual({
        name: 'listed "表"',
        rows: 2,
        columns: [{ name: 'a', type: 'VARCHAR', kind: 'text' }],
      });
      await engine().rename('listed "表"', 'Listed "表"');
      await engine().rename('Listed "表"', '改名');
      expect((await engine().relations()).map(({ name }) => name)).toContain('改名');
      expect((await engine().query('SELECT count(*) FROM files."改名"')).at(0, 0)).toBe(2);
      await engine().rename('改名', 'listed "表"');
      await engine().drop('listed "表"');
      await engine().drop('listed "表"');
      expect((await engine().relations()).map((relation) => relation.name)).not.toContain('listed "表"');
      await expect(engine().query('FROM files."listed ""表"""')).rejects.toMatchObject({
        problem: { code: 'unknown-table' },
      });
    });
  });
}
