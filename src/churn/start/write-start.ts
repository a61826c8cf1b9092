import { stringify } from 'yaml';
import { foldName } from '../../sql/fold-name.ts';
import { quoteName } from '../../sql/quote.ts';
import { writeName } from '../../sql/write-name.ts';
import { findLacking, isFitting, type CellDraft, type Recipe } from '../recipe.ts';
import { recipes as allRecipes } from '../recipes/recipe-list.ts';
import { glossary } from '../glossary.ts';
import { nameNeed } from '../name-need.ts';
import { findPaid, readPaid } from '../roles/find-paid.ts';
import { findUnit, isCalled, isYearly } from '../roles/role-names.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { isLeavers, type NamedTable, type StartPlan } from './plan-start.ts';
import { listDataRoles } from './start-table.ts';
import { toContext } from './to-context.ts';
import { relationOf, writeMonths } from './write-months.ts';

/** A cell of a starter notebook. */
export type StartCell = Omit<CellDraft, 'kind'> & { readonly kind: CellDraft['kind'] | 'data' | 'churn' };

export interface StartNotebook {
  readonly title: string;
  readonly lang: 'zh' | 'en';
  readonly asOf: string | null;
  readonly cells: readonly StartCell[];
}

type Say = (zh: string, en: string) => string;

/** Relations that a churn cell yields beside its own. */
const parts = ['all', 'exclusions', 'definition'];

/** The notebook that a file starts with: data, the definition of churn, and every analysis that fits. */
export function writeStart(
  plan: StartPlan,
  language: 'zh' | 'en',
  recipes: readonly Recipe[] = allRecipes,
): StartNotebook {
  const say: Say = (zh, en) => (language === 'zh' ? zh : en);
  const file = plan.main.file.split('/').at(-1) ?? plan.main.file;
  const title = say(`客户流失分析：${file}`, `Customer churn: ${file}`);
  const cells: StartCell[] = [
    text(
      `# ${escapeMarkdown(title)}`,
      isLeavers(plan.main) ? say(leaversZh, leaversEn) : say(headlineZh, headlineEn),
    ),
    text(
      `## ${say('数据', 'Data')}`,
      say(
        '每个单元格说明哪一列是什么。换成自己的文件时，只需要把这些列重新对上。',
        'Each cell says which column means what. For another file, answer these again.',
      ),
    ),
    ...plan.tables.map(toDataCell),
    ...writeRows(plan, say),
    text(
      `## ${say('什么算流失', 'What counts as churn')}`,
      `{{ lifetimes_definition.rule }}`,
      say(
        '改动这条定义，后面的数字都会跟着变。排除了哪些记录、为什么，列在 `lifetimes_exclusions` 里，共 {{ lifetimes_definition.excluded | , }} 条（一位客户可能不止一条，其余的记录照算）。',
        'Changing this definition changes every number after it. What was left out and why is in `lifetimes_exclusions`: {{ lifetimes_definition.excluded | , }} in all (several may be of one customer, whose other rows count).',
      ),
    ),
    toChurnCell(plan),
    ...writeAssumptions(plan, say),
    ...(plan.earlier ? writeEarlier(plan, plan.earlier, say) : []),
    {
      kind: 'query',
      name: 'exclusions',
      attributes: { folded: '' },
      body: 'select rule, customers\nfrom lifetimes_exclusions',
    },
  ];
  const taken = new Set(
    [
      ...cells.flatMap((cell) => cell.name ?? []),
      ...[...parts, ...parts.map((part) => `before_${part}`)].map((part) => `lifetimes_${part}`),
    ].map(foldName),
  );
  const lacking: string[] = [];
  for (const recipe of recipes) {
    // Of a list of those who left only their reasons tell something.
    if (isLeavers(plan.main) && recipe.key !== 'reasons') continue;
    const context = toContext(plan, language, new Set(taken));
    if (isFitting(recipe, context)) {
      const written = recipe.write(context);
      cells.push(...written);
      for (const { name } of written) if (name !== undefined) taken.add(foldName(name));
    }
    // What an analysis would have besides is of no use while it cannot be written at all.
    const all = findLacking(recipe, context);
    const lacked = isFitting(recipe, context) ? all : all.filter((need) => !need.optional);
    const gives = lacked.map((need) => {
      const what = nameNeed(need)[language];
      return say(
        `- ${recipe.title.zh}：有了${what}，就能看${need.gives.zh}。`,
        `- ${recipe.title.en}: ${what} would give ${need.gives.en}.`,
      );
    });
    lacking.push(...gives);
  }
  if (lacking.length > 0)
    cells.push(
      text(
        `## ${say('还缺什么', 'What is lacking')}`,
        say('这份数据里没有下面这些内容：', 'These are not in the data:'),
        lacking.join('\n'),
      ),
    );
  const terms = writeTerms(cells, language);
  if (terms !== '') cells.push(text(`## ${say('用语', 'Terms')}`, terms));
  return { title, lang: language, asOf: plan.asOf, cells };
}

/** What the definition reads where that is not a data cell itself. */
function writeRows({ tables, main, beside, besideColumns }: StartPlan, say: Say): StartCell[] {
  return [
    ...tables.flatMap((table) => writeMonths(table, say)),
    ...(beside ? [toJoin(main, besideColumns, beside)] : []),
  ];
}

/** The definition of a plan alone, with what it reads. */
export function writeDefinition(plan: StartPlan, language: 'zh' | 'en'): StartCell[] {
  const say: Say = (zh, en) => (language === 'zh' ? zh : en);
  const earlier = plan.earlier ? writeEarlier(plan, plan.earlier, say) : [];
  return [...writeRows(plan, say), toChurnCell(plan), ...earlier.filter(({ kind }) => kind === 'churn')];
}

const headlineZh =
  '历来共有 {{ lifetimes_definition.customers | , }} 位客户，其中 {{ lifetimes_definition.left | , }} 位已经流失，占 **{{ lifetimes_definition.rate | .1% }}**。这是历来累计的比例，不是某个月或某一年的流失率。';
const headlineEn =
  'Of all {{ lifetimes_definition.customers | , }} customers on file, {{ lifetimes_definition.left | , }} have left: **{{ lifetimes_definition.rate | .1% }}**. That is the share over all time, not the rate of a month or a year.';

const leaversZh =
  '这份文件只列出流失的客户，共 {{ lifetimes_definition.left | , }} 位，所以没有流失率：要看流失率和分组差别，请再加上一份包含未流失客户的名单。';
const leaversEn =
  'This file lists customers who left, {{ lifetimes_definition.left | , }} of them, and nobody who stayed. So there is no churn rate; add a list of all customers to see rates and differences between groups.';

/** What was assumed because the file does not say it. */
function writeAssumptions(plan: StartPlan, say: Say): StartCell[] {
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

function isUnitWritten(rule: StartPlan['rule'], { roles, shape }: NamedTable['guess']): boolean {
  return (
    roles.has('tenure') &&
    (rule === 'flag' || rule === 'ended' || (rule === 'inactive' && shape === 'customers'))
  );
}

function text(...paragraphs: readonly string[]): StartCell {
  return { kind: 'text', attributes: {}, body: paragraphs.join('\n\n') };
}

/** The column of amounts of a year, which revenue of a month is a twelfth of; null where there is none. */
function findYearly({ facts, guess: { roles, shape } }: NamedTable): string | null {
  const value = roles.get('value') ?? '';
  const isColumn = facts.some(({ name }) => name === value);
  return shape === 'customers' && isColumn && isYearly(value) ? value : null;
}

function toDataCell(table: NamedTable): StartCell {
  const { name, file, guess } = table;
  const yearly = findYearly(table);
  const columns = {
    ...Object.fromEntries(listDataRoles(table, guess.roles)),
    ...(yearly !== null && { value: `${quoteName(yearly)} / 12` }),
  };
  const body = stringify(
    { file, ...(Object.keys(columns).length > 0 && { columns }) },
    { lineWidth: 0 },
  ).trimEnd();
  return { kind: 'data', name, attributes: {}, body };
}

/** Columns of a second table of the same customers; of several rows there the first in order counts. */
function toJoin(main: NamedTable, besideColumns: readonly string[], beside: NamedTable): StartCell {
  const [one, other] = [writeName(main.name), writeName(beside.name)];
  const list = besideColumns.map((name) => `  ${other}.${writeName(name)}`);
  const body = `select
  ${one}.*,
${list.join(',\n')}
from ${one}
left join (
  select distinct on (strip(customer::varchar)) *
  from ${other}
  order by all
) as ${other}
on strip(${one}.customer::varchar) = strip(${other}.customer::varchar)`;
  return { kind: 'query', name: 'joined', attributes: { view: '' }, body };
}

function toChurnCell({ main, beside, rule, segments, sides }: StartPlan): StartCell {
  const { guess } = main;
  const isActivityBeside = rule === 'inactive' && guess.shape !== 'activity' && sides.activity !== undefined;
  const body = stringify(
    {
      rule,
      ...(guess.left && (rule === 'flag' || rule === 'status') && { left: guess.left }),
      ...(rule === 'inactive' && { days: 90 }),
      ...(isActivityBeside && { activity: sides.activity?.name }),
      ...(rule === 'downgraded' && { falls: 50, over: 3 }),
      ...(isUnitWritten(rule, guess) && { unit: guess.unit }),
      ...(rule === 'downgraded' ? {} : { reactivation: 'same' }),
      ...(segments.length > 0 && { segments: segments.map((one) => one.name) }),
    },
    { lineWidth: 0 },
  ).trimEnd();
  return {
    kind: 'churn',
    name: 'lifetimes',
    attributes: { from: beside ? 'joined' : relationOf(main) },
    body,
  };
}

/** What the terms mean that the notebook uses. */
function writeTerms(cells: readonly StartCell[], language: 'zh' | 'en'): string {
  const said = cells.flatMap(({ kind, body }) => (kind === 'text' ? [body.toLowerCase()] : [])).join('\n');
  return glossary
    .filter(({ name }) => said.includes(name[language].toLowerCase()))
    .map(
      ({ name, meaning }) => `- **${name[language]}**${language === 'zh' ? '：' : ': '}${meaning[language]}`,
    )
    .join('\n');
}

/** The same definition on the earlier export, at its own last day. */
function writeEarlier(plan: StartPlan, earlier: NamedTable, say: Say): StartCell[] {
  const { body } = toChurnCell({ ...plan, beside: null });
  const asOf = earlier.lastDay === null ? '' : `\nas_of: ${earlier.lastDay}`;
  return [
    text(
      say(
        '同一条定义用在上一次导出上，截至那次导出的最后一天；改上面的定义时，这里也要改。',
        'The same definition on the earlier export, as of its own last day; change both together.',
      ),
    ),
    { kind: 'churn', name: 'lifetimes_before', attributes: { from: earlier.name }, body: body + asOf },
  ];
}
