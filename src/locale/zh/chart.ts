import type * as en from '../en/chart.ts';

export const problems: Record<keyof typeof en.problems, { message: string; next: string }> = {
  'bad-format': {
    message: '“{format}”不是有效的数字或日期格式。',
    next: '数字可以用 ,d 或 .1%，日期可以用 %Y-%m 这样的格式。',
  },
  'chart-not-a-spec': {
    message: '这个单元格里的内容不是图表。',
    next: '请用 JSON 对象写出 Vega-Lite 图表；留空则按数据自动选择合适的图表。',
  },
  'chart-is-vega': {
    message: '这是 Vega 写法，这里的图表要用 Vega-Lite。',
    next: '请改用 mark 和 encoding 来写，不要用 marks 和 signals。',
  },
  'chart-no-mark': {
    message: '图表没有说明要画什么。',
    next: '请加上 mark（例如 "bar" 或 "line"），或者用 layer 组合多个图层。',
  },
  'chart-too-large': {
    message: '图表的定义太长，无法安全绘制。',
    next: '请压缩到 20 万个字符以内；数据应放在查询里，不要写进图表。',
  },
  'chart-too-heavy': {
    message: '这个图表可能让页面一直卡住，问题出在“{part}”。',
    next: '请去掉这一部分，改在查询里准备数据：查询可以随时停止。',
  },
  'chart-missing-column': {
    message: '图表用到了列“{name}”，但数据里没有这一列。',
    next: '您要找的可能是：{near}。',
  },
  'chart-bad-spec': {
    message: 'Vega-Lite 无法读懂这个图表。',
    next: '请看下面的原始提示，修改图表定义。',
  },
  'chart-warning': {
    message: 'Vega-Lite 会忽略这个图表的一部分。',
    next: '请看下面的原始提示，修改图表定义。',
  },
  'chart-failed': {
    message: '图表没能画出来。',
    next: '请检查图表定义里的表达式；也可以清空单元格，让系统按数据选择图表。',
  },
};

export const words: Record<keyof typeof en.words, string> = {
  chartLoading: '正在绘制图表…',
  chartShowTable: '显示数据表',
  chartHideTable: '隐藏数据表',
  chartSaving: '正在保存…',
  chartSavePng: '保存为 PNG',
  chartSaveSvg: '保存为 SVG',
  chartCopyData: '复制数据',
  chartCopied: '数据已复制',
  chartCopyRefused: '浏览器不允许在这里复制',
  chartTools: '图表工具',
  chartTableCaption: '图表“{name}”的数据',
  chartTableCut: '共 {total} 行，显示前 {shown} 行',
  chartFallbackName: '图表',
};
