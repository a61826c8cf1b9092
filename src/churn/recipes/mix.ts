import type { CellDraft, Words } from '../recipe.ts';
import { chart, check, query, text } from './draft.ts';

/** What is taken apart: `counts` is a SELECT of `position, dimension, label, n_before, left_before, n_after, left_after`. */
export interface MixSource {
  readonly counts: string;
  readonly name: (base: string) => string;
  readonly say: (zh: string, en: string) => string;
}

/** The change of a rate taken apart, by each column, into that of the groups' rates and that of their mix; `whole` is a relation of the change, `lacking` says why there is none. */
export function writeMixCells(
  { counts, name, say }: MixSource,
  names: { readonly mix: string; readonly facts: string; readonly check: string },
  whole: string,
  lacking: Words,
): CellDraft[] {
  const [mix, facts] = [name(names.mix), name(names.facts)];
  return [
    text(
      `### ${say('结构变了，还是各组的流失率变了', 'Did the mix change, or the rates?')}`,
      say(
        `{{ ${facts}.change | if }}按“{{ ${facts}.dimension }}”拆开：各组自身流失率的变化贡献 {{ ${facts}.rate_effect | +.2f }} 个百分点，客户结构的变化贡献 {{ ${facts}.mix_effect | +.2f }} 个百分点，两者之和就是总变化 {{ ${facts}.change | +.2f }} 个百分点。`,
        `{{ ${facts}.change | if }}Taken apart by "{{ ${facts}.dimension }}": the groups' own rates account for {{ ${facts}.rate_effect | +.2f }} points, the changed mix of customers for {{ ${facts}.mix_effect | +.2f }}; together they are the whole change of {{ ${facts}.change | +.2f }} points.`,
      ),
      say(`{{ ${facts}.change | unless }}${lacking.zh}`, `{{ ${facts}.change | unless }}${lacking.en}`),
    ),
    query(mix, writeMixSql(counts)),
    query(
      facts,
      `
      select dimension, 100 * fsum(mix_effect) as mix_effect, 100 * fsum(rate_effect) as rate_effect, 100 * fsum(mix_effect + rate_effect) as change
      from ${mix}
      where mix_effect is not null
      group by dimension
      having bool_or(rate_before > 0 or rate_after > 0)
      -- a column that mostly decides who left is known only afterwards, and comes last
      order by coalesce(sum(n_after) filter (rate_after in (0, 1)), 0) > 0.5 * sum(n_after), abs(fsum(mix_effect)) desc, dimension
      limit 1`,
    ),
    chart(mix, {
      title: say('各组对流失率变化的贡献（百分点）', "Each group's part in the change of the rate (points)"),
      height: { step: 18 },
      transform: [
        { filter: 'datum.size_rank <= 8' },
        { calculate: "datum.dimension + ' · ' + datum.label", as: 'group' },
        { calculate: '100 * datum.mix_effect', as: 'mix' },
        { calculate: '100 * datum.rate_effect', as: 'rate' },
        { fold: ['mix', 'rate'], as: ['effect', 'points'] },
      ],
      mark: { type: 'bar' },
      encoding: {
        y: { field: 'group', type: 'nominal', title: null, sort: null, axis: { labelLimit: 240 } },
        x: {
          field: 'points',
          type: 'quantitative',
          title: say('百分点', 'Points'),
          axis: { labelExpr: "datum.value === 0 ? '0' : format(datum.value, '+.2~f')" },
        },
        color: {
          field: 'effect',
          type: 'nominal',
          title: null,
          legend: {
            orient: 'bottom',
            labelExpr: `{mix: '${say('客户结构', 'mix of customers')}', rate: '${say('各组流失率', 'rates of the groups')}'}[datum.label]`,
          },
        },
      },
    }),
    check(
      name(names.check),
      `
      select dimension, fsum(mix_effect + rate_effect) as parts, any_value(whole) as whole
      from ${mix}, ${whole}
      group by dimension
      having abs(fsum(mix_effect + rate_effect) - any_value(whole)) > 1e-12`,
    ),
  ];
}

/** Each effect at the average of the other factor, so that nothing is left over (Kitagawa 1955); the mix against the overall rate. */
function writeMixSql(counts: string): string {
  return `
with counts as (
${counts}
),
rates as (
  select
    position, dimension, label, n_before, left_before, n_after, left_after,
    n_before / nullif(sum(n_before) over whole, 0) as share_before,
    n_after / nullif(sum(n_after) over whole, 0) as share_after,
    -- a group that is not there in one period is given its rate of the other
    coalesce(left_before / nullif(n_before, 0), left_after / nullif(n_after, 0)) as rate_before,
    coalesce(left_after / nullif(n_after, 0), left_before / nullif(n_before, 0)) as rate_after,
    (sum(left_before) over whole / nullif(sum(n_before) over whole, 0) + sum(left_after) over whole / nullif(sum(n_after) over whole, 0)) / 2 as overall
  from counts
  where n_before + n_after > 0
  window whole as (partition by position)
)
select
  position, dimension, label,
  row_number() over (partition by position order by n_before + n_after desc, label) as size_rank,
  n_before, n_after, rate_before, rate_after, share_before, share_after,
  (share_after - share_before) * ((rate_before + rate_after) / 2 - overall) as mix_effect,
  (rate_after - rate_before) * (share_before + share_after) / 2 as rate_effect
from rates
order by position, size_rank`;
}
