import { stringify } from 'yaml';
import { foldName } from '../../sql/fold-name.ts';
import { quoteName } from '../../sql/quote.ts';
import { writeName } from '../../sql/write-name.ts';
import { findLacking, isFitting, type CellDraft, type Recipe } from '../recipe.ts';
import { recipes as allRecipes } from '../recipes/recipe-list.ts';
import { text } from '../recipes/draft.ts';
import { glossary } from '../glossary.ts';
import { defaultDefinition } from '../definition/definition.ts';
import { nameNeed } from '../name-need.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { isLeavers, type NamedTable, type StartPlan } from './plan-start.ts';
import { listDataRoles } from './start-table.ts';
import { toContext } from './to-context.ts';
import { findYearly, isUnitWritten, writeAssumptions } from './write-assumptions.ts';
import { relationOf, writeMonths } from './write-months.ts';

/** A cell of a starter notebook. */
export type StartCell = Omit<CellDraft, 'kind'> & { readonly kind: CellDraft['kind'] | 'data' | 'churn' };

export interface StartNotebook {
  readonly title: string;
  readonly lang: 'zh' | 'en';
  readonly asOf: string | null;
  readonly cells: readonly StartCell[];
}

export type Say = (zh: string, en: string) => string;

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
      ...(rule === 'inactive' && { days: Number(defaultDefinition.days) }),
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
