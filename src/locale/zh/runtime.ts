import type * as en from '../en/runtime.ts';

export const problems: Record<keyof typeof en.problems, { message: string; next: string }> = {
  'data-not-bound': {
    message: '这个数据单元格还没有文件：需要 {file}。',
    next: '请打开 {file}，或者为它另选一张表。',
  },
  'data-no-file': {
    message: '这个数据单元格还没有文件。',
    next: '请打开 CSV 或 Parquet 文件并在这里选用，或者在单元格里写上 `file:`。',
  },
  'data-role-column': {
    message: '“{role}”要取自“{from}”列，但文件里没有这一列。',
    next: '可选的列有：{candidates}。',
  },
  'data-role-expression': {
    message: '无法计算“{role}”：{from}',
    next: '请修改表达式；可用的列有：{candidates}。',
  },
  'model-kind': {
    message: '这个版本没有“{kind}”这种模型。',
    next: '在 kind= 后面写其中之一：{candidates}。',
  },
  'model-no-source': {
    message: '这个模型没有说明用哪张表的行来拟合。',
    next: '在单元格首行写上 from= 和一个单元格的名称。',
  },
  'model-option': {
    message: '缺少“{key}”，或写法不是模型能用的。',
    next: '在单元格里写 `{key}:`，后面列出各列。',
  },
  'model-column': {
    message: '模型里写的列“{column}”不存在。',
    next: '请改用其中之一：{candidates}。',
  },
  'query-empty': { message: '这个单元格里没有 SQL。', next: '请写一条 SELECT，或者删除这个单元格。' },
  'one-select-only': {
    message: '一个单元格只能写一条 SELECT（也可以是 FROM、WITH、VALUES、PIVOT、SUMMARIZE 或 DESCRIBE）。',
    next: '请把每条查询放进各自的单元格，并去掉其他语句。',
  },
  'unknown-parameter': {
    message: '没有哪个参数提供 {name} 的值。',
    next: '请添加同名的参数单元格，或者改正名称。',
  },
  'unknown-kind': {
    message: '当前版本的 Ebb 会原样保留“{kind}”单元格，但不能运行它。',
    next: '如需运行，请用更新版本的 Ebb 打开。',
  },
  'relation-missing': {
    message: '没有名为“{name}”的结果。',
    next: '请改正名称，或者添加同名的查询或数据单元格。',
  },
  'inline-column-missing': {
    message: '“{expression}”：没有“{column}”这一列。',
    next: '可选的列有：{candidates}。',
  },
  'chart-no-source': {
    message: '这个图表没有指定数据来源。',
    next: '请为它选择一个查询，或者在 `chart` 后面写上 `from=` 和单元格名称。',
  },
  'chart-json': {
    message: '图表的 JSON 有误：第 {line} 行第 {column} 列。',
    next: '请检查该处附近的逗号、引号和括号。',
  },
  'input-column-missing': {
    message: '“{relation}”没有“{column}”列，无法列出选项。',
    next: '可选的列有：{candidates}。',
  },
  'input-not-offered': { message: '“{value}”不在“{name}”的选项里。', next: '请从给出的选项中选择。' },
  'input-out-of-bounds': {
    message: '“{name}”的值是 {value}，超出了 {min} 到 {max} 的范围。',
    next: '请填写范围内的值。',
  },
  'input-wrong-type': { message: '“{value}”与“{name}”的类型不符。', next: '请填写类型相符的值。' },
  'input-range-order': { message: '“{name}”从 {from} 到 {to}，起点在终点之后。', next: '请把两端对调。' },
};

export const words: Record<keyof typeof en.words, string> = {};
