import { daysPer } from '../definition/days-per.ts';
import type { CellDraft, Recipe, RecipeContext } from '../recipe.ts';
import { check, createNames, createSay, input, query, text, writeSource } from './draft.ts';
import { presentAtStart, writeSharedInputs } from './shared-inputs.ts';

/** The period in figures, each with its formula. Without dates: all customers of the export, and the flag. */
export const kpi: Recipe = {
  key: 'kpi',
  title: { zh: '关键指标', en: 'Key figures' },
  needs: [
    {
      of: { column: 'churned' },
      gives: { zh: '流失客户数和流失率', en: 'how many left, and the rate' },
    },
    {
      of: { column: 'started_on' },
      gives: { zh: '期初、新增与期末客户', en: 'customers at the start, new, and at the end' },
      optional: true,
    },
    {
      of: { column: 'ended_on' },
      gives: { zh: '一段期间内的流失', en: 'churn within a period' },
      optional: true,
    },
    {
      of: { column: 'value' },
      gives: {
        zh: '客均收入、生命周期价值、流失成本与营销回报',
        en: 'revenue per customer, lifetime value, cost of churn, return on marketing',
      },
      optional: true,
    },
  ],
  write: (context) => (isDated(context) ? writeDated(context) : writeFlagged(context)),
};

/** Whether the lifetimes have both dates, so that churn can be counted within a period. */
export function isDated({ has, asOf }: Pick<RecipeContext, 'has' | 'asOf'>): boolean {
  return has.has('started_on') && has.has('ended_on') && asOf !== null;
}

/** Whether the value is what customers bring in a month. */
function hasRevenue({ has, isHeld }: RecipeContext): boolean {
  return has.has('value') && isHeld !== true;
}

function writeDated(context: RecipeContext): CellDraft[] {
  const say = createSay(context);
  const name = createNames(context);
  const [kpi, from] = [name('kpi'), writeSource(context)];
  const hasValue = hasRevenue(context);
  return [
    text(
      `## ${say('关键指标', 'Key figures')}`,
      say(
        `{{ ${kpi}.churn_rate | if }}期初有 {{ ${kpi}.customers_at_start | , }} 位客户，期间流失 {{ ${kpi}.leavers | , }} 位，流失率 **{{ ${kpi}.churn_rate | .1% }}**（95% 区间 {{ ${kpi}.churn_low | .1% }} 至 {{ ${kpi}.churn_high | .1% }}），折合每月 {{ ${kpi}.monthly_churn_rate | .2% }}。`,
        `{{ ${kpi}.churn_rate | if }}Of {{ ${kpi}.customers_at_start | , }} customers at the start of the period, {{ ${kpi}.leavers | , }} left: a churn rate of **{{ ${kpi}.churn_rate | .1% }}** (95% interval {{ ${kpi}.churn_low | .1% }} to {{ ${kpi}.churn_high | .1% }}), or {{ ${kpi}.monthly_churn_rate | .2% }} a month.`,
      ) +
        (hasValue
          ? say(
              `随之失去每月 {{ ${kpi}.monthly_revenue_lost | ,.0f }} 的收入，占期初收入的 {{ ${kpi}.revenue_churn_rate | .1% }}。`,
              ` With them went {{ ${kpi}.monthly_revenue_lost | ,.0f }} of monthly revenue, {{ ${kpi}.revenue_churn_rate | .1% }} of that at the start.`,
            )
          : ''),
      say(
        `{{ ${kpi}.churn_rate | unless }}期间开始时还没有客户，所以没有流失率：请选一个晚一些的期间。`,
        `{{ ${kpi}.churn_rate | unless }}Nobody was a customer when the period began, so there is no churn rate: choose a later period.`,
      ),
    ),
    ...writeSharedInputs(context, ['period']),
    ...(hasValue ? writeMoneyInputs(context) : []),
    query(kpi, writeDatedSql(from, hasValue), writeUnits(context)),
    text(...writeFormulas(context, kpi, hasValue)),
    check(
      name('kpi_adds_up'),
      `
      select *
      from ${kpi}
      where customers_at_start + new_customers + reactivated - leavers - new_leavers <> customers_at_end`,
    ),
  ];
}

/** What the figures of money are counted in, where that is known. */
function writeUnits(context: RecipeContext): Readonly<Record<string, string>> {
  const { has, asOf, currency, language } = context;
  if (!hasRevenue(context) || !currency) return {};
  const always = ['monthly_revenue', 'monthly_revenue_lost', 'revenue_per_customer'];
  const dated = ['lifetime_value', 'cost_of_churn', 'acquisition_cost'];
  const figures = isDated({ has, asOf }) ? [...always, ...dated] : always;
  return { units: figures.map((one) => `${one}: ${currency[language]}`).join('; ') };
}

function writeDatedSql(from: string, hasValue: boolean): string {
  return `
with counts as (
  select
    count(*) filter (${presentAtStart}) as customers_at_start,
    count(*) filter (started_on between $period_from and $period_to and coalesce(spell, 1) = 1) as new_customers,
    count(*) filter (started_on between $period_from and $period_to and spell > 1) as reactivated,
    count(*) filter (started_on < $period_from and ended_on between $period_from and $period_to) as leavers,
    count(*) filter (started_on >= $period_from and ended_on <= $period_to) as new_leavers,
    count(*) filter (started_on <= $period_to and (ended_on is null or ended_on > $period_to)) as customers_at_end${
      hasValue
        ? `,
    sum(value::double) filter (${presentAtStart}) as monthly_revenue,
    coalesce(sum(value::double) filter (started_on < $period_from and ended_on between $period_from and $period_to), 0) as monthly_revenue_lost,
    sum(value::double) filter (started_on between $period_from and $period_to) as monthly_revenue_new`
        : ''
    }
  from ${from}
)
select
  *,
  leavers / nullif(customers_at_start, 0) as churn_rate,
  wilson_low(leavers, customers_at_start) as churn_low,
  wilson_high(leavers, customers_at_start) as churn_high,
  1 - churn_rate as retention_rate,
  (customers_at_end - new_customers - reactivated) / nullif(customers_at_start, 0) as retention_by_balance,
  1 - (1 - churn_rate) ** (${daysPer.month} / (date_diff('day', $period_from, $period_to) + 1)) as monthly_churn_rate,
  1 / nullif(monthly_churn_rate, 0) as lifetime_months${
    hasValue
      ? `,
  monthly_revenue / nullif(customers_at_start, 0) as revenue_per_customer,
  monthly_revenue_lost / nullif(monthly_revenue, 0) as revenue_churn_rate,
  revenue_per_customer * $margin * lifetime_months as lifetime_value,
  12 * monthly_revenue_lost * $margin as cost_of_churn,
  $marketing_cost / nullif(new_customers + reactivated, 0) as acquisition_cost,
  (12 * monthly_revenue_new * $margin - $marketing_cost) / nullif($marketing_cost, 0) as marketing_return`
      : ''
  }
from counts`;
}

function writeMoneyInputs(context: RecipeContext): CellDraft[] {
  const say = createSay(context);
  const inputs = [
    input('margin', [
      'type: number',
      `label: ${say('毛利率（1 = 按收入计）', 'Gross margin (1 = count revenue)')}`,
      'default: 1',
      'min: 0',
      'max: 1',
      'step: 0.05',
    ]),
    input('marketing_cost', [
      'type: number',
      `label: ${say('期间的获客营销费用', 'Marketing cost of the period')}`,
      'default: 0',
      'min: 0',
    ]),
  ];
  return inputs.filter((one) => !context.taken.has(one.name ?? ''));
}

function writeFormulas(context: RecipeContext, kpi: string, hasValue: boolean): string[] {
  const say = createSay(context);
  const lines = [
    say(
      `- {{ ${kpi}.churn_rate | if }}**流失率 {{ ${kpi}.churn_rate | .2% }}** = 期间流失的期初客户 ÷ 期初客户 = {{ ${kpi}.leavers | , }} ÷ {{ ${kpi}.customers_at_start | , }}。期初客户：在期间第一天之前开始、当天仍未离开的客户。期间的首尾两天都算在内。`,
      `- {{ ${kpi}.churn_rate | if }}**Churn rate {{ ${kpi}.churn_rate | .2% }}** = customers at the start who left in the period ÷ customers at the start = {{ ${kpi}.leavers | , }} ÷ {{ ${kpi}.customers_at_start | , }}. At the start: began before the first day and had not left before it. Both end days of the period count.`,
    ),
    say(
      `- {{ ${kpi}.churn_rate | if }}**留存率 {{ ${kpi}.retention_rate | .2% }}** = 1 − 流失率。按余额算（期末 − 新增 − 回流）÷ 期初 = {{ ${kpi}.retention_by_balance | .2% }}，它把期间内来了又走的 {{ ${kpi}.new_leavers | , }} 位也算在期初客户头上。`,
      `- {{ ${kpi}.churn_rate | if }}**Retention {{ ${kpi}.retention_rate | .2% }}** = 1 − churn rate. By balance, (at end − new − returned) ÷ at start = {{ ${kpi}.retention_by_balance | .2% }}; that also charges the {{ ${kpi}.new_leavers | , }} who came and left within the period to those at the start.`,
    ),
    say(
      `- **期末客户 {{ ${kpi}.customers_at_end | , }}** = 期初 + 新增 {{ ${kpi}.new_customers | , }} + 回流 {{ ${kpi}.reactivated | , }} − 流失 − 来了又走。`,
      `- **Customers at end {{ ${kpi}.customers_at_end | , }}** = at start + new {{ ${kpi}.new_customers | , }} + returned {{ ${kpi}.reactivated | , }} − left − came and left.`,
    ),
    say(
      `- {{ ${kpi}.lifetime_months | if }}**平均寿命 {{ ${kpi}.lifetime_months | .1f }} 个月** = 1 ÷ 月流失率；月流失率 = 1 −（1 − 流失率）^(30.44 ÷ 期间天数)，假定流失速度不变。`,
      `- {{ ${kpi}.lifetime_months | if }}**Mean lifetime {{ ${kpi}.lifetime_months | .1f }} months** = 1 ÷ monthly churn rate; the monthly rate is 1 − (1 − churn rate)^(30.44 ÷ days in the period) and assumes a steady pace.`,
    ),
    say(
      `- {{ ${kpi}.lifetime_months | unless }}**平均寿命**没有值：期间内没有期初客户流失。`,
      `- {{ ${kpi}.lifetime_months | unless }}**Mean lifetime** has no value: none of those at the start left in the period.`,
    ),
  ];
  if (hasValue)
    lines.push(
      say(
        `- {{ ${kpi}.revenue_per_customer | if }}**客均收入 {{ ${kpi}.revenue_per_customer | ,.2f }}** = 期初客户的每月价值之和 ÷ 期初客户。价值列按每月金额理解。`,
        `- {{ ${kpi}.revenue_per_customer | if }}**Revenue per customer {{ ${kpi}.revenue_per_customer | ,.2f }}** = monthly value of the customers at the start ÷ their number. The value column is read as an amount per month.`,
      ),
      say(
        `- {{ ${kpi}.lifetime_value | if }}**生命周期价值 {{ ${kpi}.lifetime_value | ,.0f }}** = 客均收入 × 毛利率 × 平均寿命。`,
        `- {{ ${kpi}.lifetime_value | if }}**Lifetime value {{ ${kpi}.lifetime_value | ,.0f }}** = revenue per customer × margin × mean lifetime.`,
      ),
      say(
        `- **流失成本 {{ ${kpi}.cost_of_churn | ,.0f }}** = 流失客户的每月价值 × 12 × 毛利率，即他们一年会带来的毛利。`,
        `- **Cost of churn {{ ${kpi}.cost_of_churn | ,.0f }}** = monthly value of those who left × 12 × margin: what they would have brought in a year.`,
      ),
      say(
        `- {{ ${kpi}.marketing_return | if }}**营销回报 {{ ${kpi}.marketing_return | .1% }}** =（新增与回流客户一年的毛利 − 营销费用）÷ 营销费用。`,
        `- {{ ${kpi}.marketing_return | if }}**Return on marketing {{ ${kpi}.marketing_return | .1% }}** = (a year's margin of new and returned customers − cost) ÷ cost.`,
      ),
      say(
        `- {{ ${kpi}.marketing_return | unless }}**营销回报** =（新增与回流客户一年的毛利 − 营销费用）÷ 营销费用；填上营销费用后就有值。`,
        `- {{ ${kpi}.marketing_return | unless }}**Return on marketing** = (a year's margin of new and returned customers − cost) ÷ cost; it has a value once there is a marketing cost and a new customer.`,
      ),
    );
  return [`### ${say('怎样计算', 'How they are computed')}`, lines.join('\n')];
}

function writeFlagged(context: RecipeContext): CellDraft[] {
  const say = createSay(context);
  const name = createNames(context);
  const kpi = name('kpi');
  const hasValue = hasRevenue(context);
  return [
    text(
      `## ${say('关键指标', 'Key figures')}`,
      say(
        `{{ ${kpi}.churn_rate | if }}导出中的 {{ ${kpi}.customers | , }} 位客户里有 {{ ${kpi}.leavers | , }} 位已流失，流失率 **{{ ${kpi}.churn_rate | .1% }}**（95% 区间 {{ ${kpi}.churn_low | .1% }} 至 {{ ${kpi}.churn_high | .1% }}）。`,
        `{{ ${kpi}.churn_rate | if }}Of the {{ ${kpi}.customers | , }} customers in the export, {{ ${kpi}.leavers | , }} have left: **{{ ${kpi}.churn_rate | .1% }}** (95% interval {{ ${kpi}.churn_low | .1% }} to {{ ${kpi}.churn_high | .1% }}).`,
      ),
    ),
    query(
      kpi,
      `
with counts as (
  select
    count(*) as customers,
    count(*) filter (churned) as leavers${
      hasValue
        ? `,
    sum(value::double) as monthly_revenue,
    coalesce(sum(value::double) filter (churned), 0) as monthly_revenue_lost`
        : ''
    }
  from ${writeSource(context)}
)
select
  *,
  leavers / nullif(customers, 0) as churn_rate,
  wilson_low(leavers, customers) as churn_low,
  wilson_high(leavers, customers) as churn_high,
  1 - churn_rate as retention_rate${
    hasValue
      ? `,
  monthly_revenue / nullif(customers, 0) as revenue_per_customer,
  monthly_revenue_lost / nullif(monthly_revenue, 0) as revenue_churn_rate`
      : ''
  }
from counts`,
      writeUnits(context),
    ),
    text(
      say(
        `- **流失率** = 标记为流失的客户 ÷ 全部客户 = {{ ${kpi}.leavers | , }} ÷ {{ ${kpi}.customers | , }}。导出没有起止日期，所以没有期间：这是截至导出那天累计的比例，不能与月流失率或年流失率相比。`,
        `- **Churn rate** = customers flagged as left ÷ all customers = {{ ${kpi}.leavers | , }} ÷ {{ ${kpi}.customers | , }}. The export has no start and end dates, so there is no period: this is the share that had left by the day of the export, not a monthly or yearly rate.`,
      ),
    ),
  ];
}
