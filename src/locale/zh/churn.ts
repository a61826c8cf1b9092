import type * as en from '../en/churn.ts';

export const problems: Record<keyof typeof en.problems, { message: string; next: string }> = {
  'churn-yaml': {
    message: '流失定义有误：第 {line} 行。',
    next: '请检查该处附近的缩进、引号和冒号。',
  },
  'churn-key-unknown': {
    message: '第 {line} 行：流失定义里没有“{key}”这一项。',
    next: '可用的有：{known}。',
  },
  'churn-key-not-used': {
    message: '第 {line} 行：规则“{rule}”用不到“{key}”。',
    next: '请去掉它，或者换一条规则。这条规则可用：{known}。',
  },
  'churn-own-sql': {
    message: '第 {line} 行：定义已经写成自己的 SQL，“{key}”不起作用。',
    next: '请把它写进 SQL，或者去掉 `sql`。与 `sql` 并列的只能是：{known}。',
  },
  'churn-value': { message: '第 {line} 行：“{key}”不能这样写。', next: '应当写成：{expected}。' },
  'churn-exclusion': {
    message: '第 {line} 行：每条排除规则只能写一项。',
    next: '请从 {known} 中选一项，另外可以加上 label。',
  },
  'churn-no-source': {
    message: '这个流失定义没有指定数据来源。',
    next: '请在 `churn` 后面写上 `from=` 和数据或查询单元格的名称。',
  },
  'churn-role-missing': {
    message: '规则“{rule}”需要“{role}”，但“{relation}”里没有这一列。',
    next: '请在数据单元格里指明是哪一列，或者换一条不需要它的规则。',
  },
  'churn-column-missing': {
    message: '“{relation}”没有“{column}”这一列。',
    next: '可选的列有：{candidates}。',
  },
  'churn-segment-name': {
    message: '“{column}”是流失定义固定产生的列名，不能用作分组列。',
    next: '请在数据单元格里给这一列另取一个名称。',
  },
  'start-no-rule': {
    message: '这些文件没有说明谁流失了。',
    next: '请指明是哪一列：结束日期（ended）、流失标记（churned）、最近活动日期（last），或者客户（customer）和订单、到店的时间（time）。',
  },
  'start-flag-unclear': {
    message: '{file} 里的“{column}”列像是说明谁流失了，但从它的值（{values}）看不出哪一个表示流失。',
    next: '请把流失标记（churned）写成条件，指明哪个值表示流失，例如 {example}；在命令行里用 --role {argument}。',
  },
  'start-rule-role': {
    message: '规则“{rule}”需要“{role}”，在 {file} 里没有找到。',
    next: '请指明是哪一列，或者换一条规则。',
  },
  'churn-sql-columns': {
    message: '这条定义的 SQL 缺少这些列：{columns}。',
    next: '请补上；没有数据的列可以写成 null。',
  },
  'churn-sql-type': {
    message: 'SQL 给出的“{column}”类型是 {found}，应为 {type}。',
    next: '请转换成 {type}。',
  },
};

export const words: Record<keyof typeof en.words, string> = {
  roleByName: '由列名“{column}”判断。',
  roleByValues: '取值看起来是：{values}。',
  roleByNameAndValues: '列名“{column}”和取值都相符：{values}。',
  roleByPlace: '剩下的列里只有它合适。',
  roleFewValues: '约有 {count} 种取值，可以用来分组。',
  roleNumbers: '数值列，约有 {count} 种取值，可以分段。',
  shapeCustomers:
    '每位客户一行：{rows} 行里“{customer}”几乎不重复，并且有开始日期、结束日期、流失标记或在网时长。',
  shapeCustomersRepeated:
    '每位客户一行或几行：{rows} 行里“{customer}”约有 {distinct} 个不同的值，并且有开始日期、结束日期、流失标记或在网时长。',
  shapeCustomersOnly:
    '每位客户一行：{rows} 行里“{customer}”约有 {distinct} 个不同的值。没有认出说明客户何时开始、是否流失或何时流失的列。',
  shapeCustomersUnnamed: '每位客户一行，但没有列标明是哪位客户。',
  shapeActivity: '每位客户有多行，每行有时间：订单、到店或登录。',
  shapePeriods: '每位客户每期一行。',
  shapeReasons: '客户的流失原因、评价或评分。',
  shapeIndicators: '每期一行，不分客户。',
  roleCustomer: '客户',
  roleStarted: '开始日期',
  roleEnded: '结束日期',
  roleChurned: '是否流失',
  roleTenure: '在网时长',
  roleValue: '每期价值',
  roleReason: '流失原因',
  roleObserved: '数据日期',
  roleEntered: '观察开始日期',
  roleContact: '联系方式',
  roleLast: '最近活动日期',
  roleRecency: '距上次活动天数',
  roleFrequency: '次数',
  roleTime: '活动时间',
  roleAmount: '金额',
  roleTransaction: '订单号',
  rolePeriod: '账期',
  roleStatus: '当期状态',
  roleText: '文字内容',
  rolePlatform: '平台',
  roleRating: '评分',
  roleSegment: '分组',
  roleNone: '不使用',
  shapeNameCustomers: '客户表',
  shapeNameActivity: '活动表',
  shapeNamePeriods: '分期表',
  shapeNameReasons: '原因表',
  shapeNameIndicators: '指标表',
  ruleNameEnded: '结束日期',
  ruleNameFlag: '流失标记',
  ruleNameInactive: '长期没有活动',
  ruleNameStatus: '各期状态',
  ruleNameDowngraded: '价值下降',
};
