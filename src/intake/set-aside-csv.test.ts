import { expect, test } from 'vitest';
import { toSetAsideCsv } from './set-aside-csv.ts';

test('set-aside lines become CSV that Excel opens, whatever is in them', () => {
  expect(
    toSetAsideCsv([
      { line: 4, reason: 'too-few-cells', text: '2,"Bob"' },
      { line: 9, reason: 'unclosed-quote', text: '客户' },
    ]),
  ).toBe('\ufeffline,reason,text\r\n4,too-few-cells,"2,""Bob"""\r\n9,unclosed-quote,客户\r\n');
});
