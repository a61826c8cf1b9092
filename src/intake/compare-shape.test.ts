import { expect, test } from 'vitest';
import { compareShape } from './compare-shape.ts';

const shape = (text: string) => ({
  columns: text.split(', ').map((one) => {
    const at = one.lastIndexOf(' ');
    return { name: one.slice(0, at), type: one.slice(at + 1) };
  }),
});
const none = { added: [], missing: [], renamed: [], retyped: [], isReordered: false };

test.each([
  ['id BIGINT, fee DOUBLE', 'ID BIGINT, fee DOUBLE', {}],
  [
    'id BIGINT, fee DOUBLE',
    'id BIGINT, fee VARCHAR',
    { retyped: [{ name: 'fee', from: 'DOUBLE', to: 'VARCHAR' }] },
  ],
  ['id BIGINT', 'id BIGINT, 月费 DOUBLE', { added: ['月费'] }],
  ['id BIGINT, fee DOUBLE', 'id BIGINT', { missing: ['fee'] }],
  [
    'Customer ID BIGINT, x DATE',
    'x DATE, customer_id BIGINT, y DATE',
    { renamed: [{ from: 'Customer ID', to: 'customer_id' }], added: ['y'] },
  ],
  ['a BIGINT, b DATE', 'a BIGINT, c DATE', { renamed: [{ from: 'b', to: 'c' }] }],
  ['a BIGINT, b DATE', 'b DATE, a BIGINT', { isReordered: true }],
])('from %j to %j', (before, after, changes) => {
  expect(compareShape(shape(before), shape(after))).toEqual({ ...none, ...changes });
});
