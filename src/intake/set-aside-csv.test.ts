import { expect, test } from 'vitest';
import { writeSetAsideCsv } from './set-aside-csv.ts';

test('set-aside lines become CSV that Excel opens, whatever is in them', async () => {
  const file = await writeSetAsideCsv([
    { line: 4, reason: 'too-few-cells', text: '2,"Bob"' },
    { line: 9, reason: 'unclosed-quote', text: '客户' },
  ]);
  expect(Buffer.from(await file.arrayBuffer()).toString('utf8')).toBe(
    '\ufeffline,reason,text\r\n4,too-few-cells,"2,""Bob"""\r\n9,unclosed-quote,客户\r\n',
  );
});
