import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bindParameters } from './bind-parameters.ts';
import { quoteName, quoteText, unquoteName } from './quote.ts';
import { splitStatements } from './split-statements.ts';
import { tokenize } from './tokenize.ts';

const kinds = (sql: string): string =>
  tokenize(sql)
    .filter((token) => token.kind !== 'space')
    .map((token) => `${token.kind}:${token.text}`)
    .join(' ');

const sqlish = fc
  .array(
    fc.constantFrom(
      "'",
      '"',
      '$',
      '$$',
      '--',
      '\n',
      '/*',
      '*/',
      ';',
      'select',
      '客户',
      ' ',
      "e'",
      '\\',
      '$名',
      '1.5e3',
      '::',
      'a',
      '?',
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

test('the tokens of any text join to that text', () => {
  fc.assert(
    fc.property(fc.oneof(sqlish, fc.string({ unit: 'binary' })), (sql) => {
      expect(
        tokenize(sql)
          .map((token) => token.text)
          .join(''),
      ).toBe(sql);
    }),
    { numRuns: 2000 },
  );
});

test('names, texts, numbers, parameters and comments are told apart', () => {
  expect(kinds(`select "a""b", 'it''s' from 客户 -- 'x'`)).toBe(
    `word:select quoted:"a""b" symbol:, string:'it''s' word:from word:客户 comment:-- 'x'`,
  );
  expect(kinds('/* a /* b */ c */ 1_000.5e-3 0xFF .5')).toBe(
    'comment:/* a /* b */ c */ number:1_000.5e-3 number:0xFF number:.5',
  );
  expect(kinds(`$$ $x ' $$ $tag$ $$ $tag$ $期间 $1 ?`)).toBe(
    `string:$$ $x ' $$ string:$tag$ $$ $tag$ parameter:$期间 parameter:$1 parameter:?`,
  );
  expect(kinds(`e'it\\'s' x'ff' a::int b->>'c'`)).toBe(
    `string:e'it\\'s' string:x'ff' word:a symbol::: word:int word:b symbol:->> string:'c'`,
  );
  expect(kinds(`select 'open`)).toBe(`word:select unclosed:'open`);
});

test('statements are split at semicolons outside texts, names, comments and dollar quotes', () => {
  const sql = `select ';' ; -- ; nothing\n; select $$;$$, ";" /* ; */ ;`;
  expect(splitStatements(sql).map((statement) => statement.text.trim())).toEqual([
    `select ';'`,
    `select $$;$$, ";" /* ; */`,
  ]);
  for (const statement of splitStatements(sql))
    expect(sql.startsWith(statement.text, statement.start)).toBe(true);
});

test('a quoted name or text reads back as itself', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(unquoteName(quoteName(text))).toBe(text);
      if (!text.includes('\0'))
        expect(tokenize(quoteText(text)).map((token) => token.kind)).toEqual(['string']);
    }),
  );
  expect(() => quoteText('a\0b')).toThrow(RangeError);
});

test('a parameter becomes one typed literal and nothing in it can end the literal', () => {
  const sql = `select $名, '$名', "$名" -- $名\n from t where d >= $from and c in (select unnest($list)) and n < $n`;
  expect(
    bindParameters(sql, {
      名: { type: 'VARCHAR', value: `'; drop table t; --` },
      from: { type: 'DATE', value: '2024-01-01' },
      list: { type: 'VARCHAR[]', value: [`a'b`, '客'] },
      n: { type: 'DOUBLE', value: -1.5 },
    }),
  ).toBe(
    `select CAST('''; drop table t; --' AS VARCHAR), '$名', "$名" -- $名\n from t where d >= CAST('2024-01-01' AS DATE) and c in (select unnest(CAST(['a''b', '客'] AS VARCHAR[]))) and n < CAST('-1.5' AS DOUBLE)`,
  );
});

test('a parameter without a value is a problem at its place', () => {
  expect(() => bindParameters('select 1 + $x', {})).toThrow(
    expect.objectContaining({
      problem: expect.objectContaining({ code: 'unknown-parameter', position: 11 }),
    }),
  );
});
