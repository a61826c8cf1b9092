import type { WhoRequest } from './who.ts';

/** What reports call the columns of an analysis, and what the analysis calls them. */
const names: Readonly<Record<string, string>> = {
  month: 'period',
  月份: 'period',
  期初客户数: 'customers_at_start',
  新增客户数: 'new_customers',
  流失客户数: 'leavers',
  新增中流失数: 'new_leavers',
  期末客户数: 'customers_at_end',
  流失率: 'churn_rate',
  月初客户数: 'at_start',
  新增: 'new',
  流失: 'leavers',
  新增中流失: 'new_leavers',
  月末客户数: 'at_end',
  流失人数: 'leavers',
  维度: 'dimension',
  分组: 'label',
  人数: 'n',
  原因: 'reason',
  占比: 'share',
  累计占比: 'cumulative_share',
  同期群: 'cohort',
  月龄: 'age',
  留存人数: 'stayed',
  留存率: 'retention',
};

/** The request with the columns called as the analyses call them, so that a report's own tables are understood as well. */
export function toKnownNames(request: WhoRequest): WhoRequest {
  const known = (name: string): string =>
    names[name] !== undefined && !request.columns.includes(names[name]) ? names[name] : name;
  return {
    ...request,
    columns: request.columns.map(known),
    row: Object.fromEntries(Object.entries(request.row).map(([name, value]) => [known(name), value])),
    column: request.column === null ? null : known(request.column),
  };
}
