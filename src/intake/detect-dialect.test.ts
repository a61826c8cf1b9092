import { expect, test } from 'vitest';
import { readLayout } from './read-layout.ts';

const layoutOf = (text: string) => readLayout({ file: 'a.csv', head: text, isWhole: true }, {});

test.each([
  ['a,b\n1,2\n', ','],
  ['a;b\n1,5;2,5\n3,25;4\n', ';'],
  ['name;place\nx;"Paris, France"\ny;"Nice, France"\n', ';'],
  ['a\tb\n1,000\t2\n3,000\t4\n', '\t'],
  ['a|b|c\n1|x,y|2\n3|z|4\n', '|'],
  ['客户,金额\n"张三, 李四",3\n王五,4\n', ','],
  ['note\nHello, world\nplain\nwords only\n', ''],
  ['id||name||n\n1||a|b||2\n2||c|d||3\n3||e|f||4\n', '||'],
  ['Betrag\n12,5\n3,25\n4\n', ''],
  ['sep=;\na;b\n1;2\n', ';'],
  ['a,b\n"x;y;z",1\n"u;v;w",2\n', ','],
])('the delimiter of %j is %j', async (text, delimiter) => {
  expect((await layoutOf(text)).delimiter).toBe(delimiter);
});

test.each([
  ['id,name\n1,Ann\n2,Bob\n', ['id', 'name'], 1],
  ['1,Ann\n2,Bob\n', ['column_1', 'column_2'], 0],
  ['region,2019,2020\nEast,5,6\n', ['region', '2019', '2020'], 1],
  ['2024-01-05,3\n2024-01-06,4\n', ['column_1', 'column_2'], 0],
  ['x,yes\ny,no\nz,yes\n', ['column_1', 'column_2'], 0],
  ['city,country\nParis,France\nNice,France\n', ['city', 'country'], 1],
  ['Sales report\nmade by Ann\n\nid,amount\n1,2\n3,4\n', ['id', 'amount'], 4],
  ['a,"b\nc",d\n1,2,3\n', ['a', 'b c', 'd'], 2],
  ['a,A,,a\n1,2,3,4\n', ['a', 'A_2', 'column_3', 'a_3'], 1],
  ['\n\na,b\n1,2\n', ['a', 'b'], 3],
  ['a,b,\n1,2,\n3,4,\n', ['a', 'b'], 1],
  ['a,b\n1,2,\n3,4,\n', ['a', 'b'], 1],
  ['id,name\n1,Ann\n2,Bob,x\n', ['id', 'name'], 1],
  ['客户编号,城市\n', ['客户编号', '城市'], 1],
])('the names of %j are %j, after %i lines', async (text, names, skip) => {
  const layout = await layoutOf(text);
  expect(layout.names).toEqual(names);
  expect(layout.shape.skip).toBe(skip);
});
