import { eachRow } from '../roles/name-rows.ts';
import { findPaid, readPaid } from '../roles/find-paid.ts';
import { findUnit, isCalled, isYearly } from '../roles/read-name.ts';
import { text } from '../recipes/draft.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import type { NamedTable, StartPlan } from './plan-start.ts';
import type { Say, StartCell } from './write-start.ts';

/** What was assumed because the file does not say it. */
export function writeAssumptions(plan: StartPlan, say: Say): StartCell[] {
  const { main, rule } = plan;
  const { guess } = main;
  const lines: string[] = [];
  const yearly = findYearly(main);
  if (yearly !== null)
    lines.push(
      say(
        `“${escapeMarkdown(yearly)}”按名称是一年的金额，数据单元格里除以 12，作为每月的收入。如果不对，请改 \`value\` 这一行。`,
        `By its name, the column "${escapeMarkdown(yearly)}" holds amounts of a year; the data cell divides them by 12, for revenue of a month. If that is wrong, change its line \`value\`.`,
      ),
    );
  const customer = guess.roles.get('customer') ?? '';
  if (customer === eachRow)
    lines.push(
      say(
        '没有一列说明客户是谁，所以每一行算一位客户。文件里如果有编号，请在数据单元格里改用编号。',
        'No column says who the customer is, so each row is a customer. If the file has a number for each, write that into the data cell instead.',
      ),
    );
  if (isCalled(customer))
    lines.push(
      say(
        `客户按“${escapeMarkdown(customer)}”区分：同名的算同一位客户。文件里如果有编号，请在数据单元格里改用编号。`,
        `Customers are told apart by "${escapeMarkdown(customer)}": those of one name are one customer. If the file has a number for each, write that into the data cell instead.`,
      ),
    );
  const roles = [rule, guess.roles, plan.sides.activity?.guess.roles ?? null] as const;
  const [role, column] = (plan.has.has('value') && findPaid(...roles)) || [];
  if (column !== undefined && readPaid(...roles).isHeld)
    lines.push(
      say(
        `“${escapeMarkdown(column)}”是客户持有的金额，不是收入：只用来衡量客户价值，不由它推算收入和生命周期价值。`,
        `The column "${escapeMarkdown(column)}" holds what customers own, not what they bring in: it weighs them by value, and no revenue or lifetime value is made of it.`,
      ),
    );
  if (
    column !== undefined &&
    role === 'amount' &&
    guess.shape === 'customers' &&
    guess.roles.get(role) === column
  )
    lines.push(
      say(
        `“${escapeMarkdown(column)}”按名称是累计金额，除以客户在网的月数（不足一个月按一个月），作为每月的收入。如果其实是每月的金额，请在数据单元格里把 \`amount\` 改成 \`value\`。`,
        `By its name, the column "${escapeMarkdown(column)}" holds what each customer brought in all; it is divided by the months that they stayed (one at least), for revenue of a month. If it is of a month already, write \`value\` instead of \`amount\` in the data cell.`,
      ),
    );
  if (rule === 'ended')
    lines.push(
      say(
        '截止日 {{ lifetimes_definition.as_of }} 是数据里已经过去的最后一天。结束日期在它之后的客户（{{ lifetimes_definition.ends_later | , }} 位）只是约定了结束，还不算流失。',
        'The as-of date, {{ lifetimes_definition.as_of }}, is the last day in the data that is past. An end date after it is agreed, not yet a churn (customers with one: {{ lifetimes_definition.ends_later | , }}).',
      ),
    );
  const tenure = guess.roles.get('tenure');
  if (
    isUnitWritten(rule, guess) &&
    !guess.roles.has('started') &&
    tenure !== undefined &&
    findUnit(tenure) === null
  )
    lines.push(
      say(
        `“${escapeMarkdown(tenure)}”这一列没有写明单位，从数值看按“${unitNames[guess.unit].zh}”计算。如果不对，请改定义里的 \`unit\`（day、week、month、quarter、year）。`,
        `The column "${escapeMarkdown(tenure)}" does not name its unit; by its values it is read as ${unitNames[guess.unit].en}. If that is wrong, change \`unit\` in the definition (day, week, month, quarter, year).`,
      ),
    );
  return lines.length > 0 ? [text(...lines)] : [];
}

const unitNames = {
  day: { zh: '天', en: 'days' },
  week: { zh: '周', en: 'weeks' },
  month: { zh: '月', en: 'months' },
  quarter: { zh: '季度', en: 'quarters' },
  year: { zh: '年', en: 'years' },
} as const;

export function isUnitWritten(rule: StartPlan['rule'], { roles, shape }: NamedTable['guess']): boolean {
  return (
    roles.has('tenure') &&
    (rule === 'flag' || rule === 'ended' || (rule === 'inactive' && shape === 'customers'))
  );
}

/** The column of amounts of a year, which revenue of a month is a twelfth of; null where there is none. */
export function findYearly({ facts, guess: { roles, shape } }: NamedTable): string | null {
  const value = roles.get('value') ?? '';
  const isColumn = facts.some(({ name }) => name === value);
  return shape === 'customers' && isColumn && isYearly(value) ? value : null;
}
