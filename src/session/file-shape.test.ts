import { expect, test } from 'vitest';
import { findShapeChanges, toShape } from './file-shape.ts';

const columns = (text: string) =>
  text.split(', ').map((one) => {
    const at = one.lastIndexOf(' ');
    return { name: one.slice(0, at), type: one.slice(at + 1) };
  });

test.each([
  ['id BIGINT, fee DOUBLE', 'ID BIGINT, fee DOUBLE', []],
  ['a BIGINT, b DATE', 'b DATE, a BIGINT', []],
  [
    'id BIGINT, fee DOUBLE',
    'id BIGINT, fee VARCHAR',
    [{ kind: 'retyped', name: 'fee', from: 'DOUBLE', to: 'VARCHAR' }],
  ],
  ['id BIGINT', 'id BIGINT, 月费 DOUBLE', [{ kind: 'new', name: '月费' }]],
  ['id BIGINT, fee DOUBLE', 'id BIGINT', [{ kind: 'missing', name: 'fee' }]],
  [
    'Customer ID BIGINT, x DATE',
    'x DATE, customer_id VARCHAR, y DATE',
    [
      { kind: 'renamed', name: 'Customer ID', to: 'customer_id' },
      { kind: 'new', name: 'y' },
      { kind: 'retyped', name: 'customer_id', from: 'BIGINT', to: 'VARCHAR' },
    ],
  ],
  ['a BIGINT, b DATE', 'a BIGINT, c DATE', [{ kind: 'renamed', name: 'b', to: 'c' }]],
  [
    '一 BIGINT, 二 BIGINT, 三 DATE',
    '一 BIGINT, 贰 BIGINT, 四 DOUBLE',
    [
      { kind: 'missing', name: '二' },
      { kind: 'missing', name: '三' },
      { kind: 'new', name: '贰' },
      { kind: 'new', name: '四' },
    ],
  ],
])('from %j to %j', (before, after, changes) => {
  expect(findShapeChanges(toShape(columns(before)), columns(after))).toEqual(changes);
});
