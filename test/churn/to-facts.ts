import { expect } from 'vitest';
import type { ColumnFacts } from '../../src/churn/roles/column-facts.ts';

/** A column as `name: kind`, where the kind says what it holds. */
export function toFacts(column: string, rows = 1000): ColumnFacts {
  const [name = '', kind = 'text'] = column.split(':');
  const made: Record<string, [string, number, string[]]> = {
    id: ['VARCHAR', rows, ['10001', '10002', '10003']],
    again: ['VARCHAR', rows / 10, ['10001', '10002', '10003']],
    date: ['DATE', 500, ['2023-01-05', '2023-02-11', '2024-03-17']],
    paper: ['VARCHAR', 2, ['NO', 'YES']],
    place: ['VARCHAR', 1, ['CA']],
    key: [
      'VARCHAR',
      rows / 30,
      ['YyO+tlZtAXYXoZhNr3Vg3+dfVQvrBVGO8j1mfqe4ZHc=', 'AZtu6Wl0gPojrEQYB8Q3vBSmE2wnZ3hi1FbK1rQQ0A4='],
    ],
    unix: ['BIGINT', rows * 0.9, ['1641038400', '1655553600', '1719748800']],
    person: ['VARCHAR', rows * 0.97, ['王梓涵', '李沐宸', '欧阳一诺']],
    garden: ['VARCHAR', 40, ['2023.9.1', '/', '2024.3.15']],
    pupils: ['VARCHAR', 2, ['在园', '退园']],
    lines: ['VARCHAR', rows * 0.3, ['536365', 'C536379', '536402']],
    order: ['VARCHAR', rows * 0.8, ['#1001', '#1002', '#1003']],
    time: ['TIMESTAMP', 900, ['2023-01-05 10:00:00', '2023-02-11 11:30:00']],
    month: ['VARCHAR', 12, ['2024-01', '2024-02', '2024-03']],
    dayno: ['BIGINT', 400, ['20160101', '20160102', '20160331']],
    monthno: ['BIGINT', 12, ['202401', '202402', '202403']],
    yesno: ['VARCHAR', 2, ['否', '是']],
    flag: ['BIGINT', 2, ['0', '1']],
    bool: ['BOOLEAN', 2, ['false', 'true']],
    status: ['VARCHAR', 3, ['停机', '在网', '离网']],
    int: ['BIGINT', 60, ['1', '12', '24']],
    money: ['DOUBLE', 700, ['12.5', '38.0', '99.9']],
    few: ['VARCHAR', 5, ['华东', '华南', '华北']],
    phone: ['VARCHAR', rows, ['13800138000', '13900139000']],
    reason: ['VARCHAR', 12, ['价格高', '搬家', '竞争对手']],
    text: ['VARCHAR', rows * 0.9, ['还不错', '经常闪退，无法登录', '客服态度差']],
    stars: ['BIGINT', 5, ['1', '3', '5']],
  };
  const [type, distinct, values] = made[kind] ?? expect.fail(kind);
  return { name, type, distinct, nulls: 0, samples: values, rows };
}
