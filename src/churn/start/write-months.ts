import { query, text, view } from '../recipes/draft.ts';
import { writeName } from '../../sql/write-name.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import type { NamedTable } from './plan-start.ts';
import type { Say, StartCell } from './write-start.ts';

/** The relation that holds a table's rows: its data cell's, or that of its months when these stand side by side. */
export function relationOf(table: NamedTable): string {
  return findMonths(table) ? `${table.name}_by_month` : table.name;
}

/** A row for each customer and month of a table whose months stand side by side; nothing of any other. */
export function writeMonths(table: NamedTable, say: Say): StartCell[] {
  const months = findMonths(table);
  if (!months) return [];
  const never = `${table.name}_without_months`;
  const [label, count] = [escapeMarkdown(months.label), months.count];
  const others = months.others.map(escapeMarkdown).join(say('、', ', '));
  return [
    text(
      say(
        `文件里每个月占一列（${label}，共 ${count} 列）。下面改成每位客户每月一行：单元格为空或为 0，就当这位客户这个月不在。如果 0 也算在，请删去最后一行 \`where\`。`,
        `In the file each month has a column (${label}, ${count} of them). Here each customer has a row for each month; an empty cell or 0 says that they were not there. If 0 is a customer too, delete the last line, \`where\`.`,
      ),
      ...(months.year === null
        ? []
        : [
            say(
              `列名里没有年份，按 ${months.year} 年算；如果不是，请在下面的查询里改。`,
              `The names of these columns say no year; they are taken for months of ${months.year}. If that is not so, change it in the query below.`,
            ),
          ]),
      ...(others === ''
        ? []
        : [say(`另外还有按月的列没有用到：${others}。`, `Other columns of months are not used: ${others}.`)]),
    ),
    view(relationOf(table), months.write(writeName(table.name))),
    text(
      say(
        `{{ ${never}.customers | if }}有 {{ ${never}.customers | , }} 位客户一个月也不在，后面都不算。`,
        `{{ ${never}.customers | if }}Customers who were there in no month, and are not counted in anything below: {{ ${never}.customers | , }}.`,
      ),
    ),
    query(
      never,
      `
      select nullif(count(distinct customer), 0) as customers
      from ${writeName(table.name)}
      where customer not in (select customer from ${writeName(relationOf(table))})`,
      { folded: '' },
    ),
  ];
}

function findMonths({ months, guess }: NamedTable): NamedTable['months'] {
  return guess.shape === 'periods' ? months : undefined;
}
