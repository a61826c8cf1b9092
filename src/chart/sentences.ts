import type { Language } from './language.ts';

interface Extremes {
  readonly highest: string;
  readonly highestAt: string;
  readonly lowest: string;
  readonly lowestAt: string;
}
type Trend = 'up' | 'down' | 'level' | 'peak' | 'trough';

interface Sentences {
  readonly empty: string;
  readonly other: string;
  readonly comma: string;
  amount(name: string, aggregate: string | null): string;
  named(name: string, value: string): string;
  counted(name: string, count: number): string;
  general(mark: string, by: readonly string[], amount: string): string;
  line(
    mark: string,
    amount: string,
    from: string,
    to: string,
    first: string,
    last: string,
    trend: Trend,
    ends: Extremes,
  ): string;
  lines(
    mark: string,
    amount: string,
    from: string,
    to: string,
    count: number,
    names: readonly string[],
    ends: Extremes,
  ): string;
  bars(mark: string, amount: string, by: string, count: number, ends: Extremes): string;
  grid(amount: string, y: string, x: string, ends: Extremes): string;
  scatter(
    x: string,
    y: string,
    count: number,
    xs: [string, string],
    ys: [string, string],
    r: number | null,
  ): string;
  numbers(parts: readonly string[]): string;
  course(name: string, first: string, last: string): string;
  courses(from: string, to: string, parts: readonly string[]): string;
  spread(name: string, count: number, min: string, max: string): string;
  unfinished(periods: string): string;
}

const kinds = {
  en: {
    line: 'Line chart',
    trail: 'Line chart',
    area: 'Area chart',
    bar: 'Bar chart',
    point: 'Dot chart',
    circle: 'Dot chart',
    square: 'Dot chart',
    rect: 'Heatmap',
    arc: 'Pie chart',
    boxplot: 'Box plot',
  },
  zh: {
    line: '折线图',
    trail: '折线图',
    area: '面积图',
    bar: '条形图',
    point: '散点图',
    circle: '散点图',
    square: '散点图',
    rect: '热力图',
    arc: '饼图',
    boxplot: '箱线图',
  },
} as const;

function kindOf(language: Language, mark: string): string {
  const names: Readonly<Record<string, string>> = kinds[language];
  return names[mark] ?? (language === 'zh' ? '图表' : 'Chart');
}

const aggregates: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { sum: 'total', mean: 'mean', average: 'mean', median: 'median', min: 'lowest', max: 'highest' },
  zh: { sum: '合计', mean: '均值', average: '均值', median: '中位数', min: '最小值', max: '最大值' },
};

/** Sentences of the text alternative. */
export const sentences: Readonly<Record<Language, Sentences>> = {
  en: {
    empty: 'A chart without data: the result has no rows.',
    other: 'A chart; its data table follows.',
    comma: ', ',
    amount: (name, aggregate) =>
      aggregate === 'count'
        ? 'the number of rows'
        : aggregate
          ? `${aggregates.en[aggregate] ?? aggregate} ${name}`
          : name,
    named: (name, value) => `${name} ${value}`,
    counted: (name, count) => `${name} (${count})`,
    general: (mark, by, amount) =>
      `${kindOf('en', mark)}${amount ? ` of ${amount}` : ''}${by.length > 0 ? ` by ${by.join(' and ')}` : ''}.`,
    line: (mark, amount, from, to, first, last, trend, ends) => {
      const head = `${kindOf('en', mark)} of ${amount}, ${from} to ${to}`;
      const low = `Lowest: ${ends.lowest} (${ends.lowestAt}).`;
      const high = `Highest: ${ends.highest} (${ends.highestAt}).`;
      switch (trend) {
        case 'up':
          return `${head}: rises from ${first} to ${last}. ${high} ${low}`;
        case 'down':
          return `${head}: falls from ${first} to ${last}. ${high} ${low}`;
        case 'level':
          return `${head}: about level, ${first} at the start and ${last} at the end. ${high} ${low}`;
        case 'peak':
          return `${head}: rises from ${first} to a peak of ${ends.highest} in ${ends.highestAt}, then falls to ${last}. ${low}`;
        case 'trough':
          return `${head}: falls from ${first} to a low of ${ends.lowest} in ${ends.lowestAt}, then recovers to ${last}. ${high}`;
      }
    },
    lines: (mark, amount, from, to, count, names, ends) =>
      `${kindOf('en', mark)} of ${amount}, ${from} to ${to}, ${count} series: ${names.join(', ')}${count > names.length ? ' …' : ''}. Values run from ${ends.lowest} (${ends.lowestAt}) to ${ends.highest} (${ends.highestAt}).`,
    bars: (mark, amount, by, count, ends) =>
      count === 1
        ? `${kindOf('en', mark)} of ${amount} by ${by}: ${ends.highestAt} ${ends.highest}.`
        : `${kindOf('en', mark)} of ${amount} by ${by}, ${count} values: highest ${ends.highestAt} (${ends.highest}), lowest ${ends.lowestAt} (${ends.lowest}).`,
    grid: (amount, y, x, ends) =>
      `Heatmap of ${amount} by ${y} and ${x}: from ${ends.lowest} (${ends.lowestAt}) to ${ends.highest} (${ends.highestAt}).`,
    scatter: (x, y, count, xs, ys, r) =>
      `Scatter plot of ${y} against ${x}, ${count} points: ${x} from ${xs[0]} to ${xs[1]}, ${y} from ${ys[0]} to ${ys[1]}${r === null ? '' : `, correlation ${r.toFixed(2)}`}.`,
    numbers: (parts) => `Key figures: ${parts.join('; ')}.`,
    course: (name, first, last) => `${name} goes from ${first} to ${last}`,
    courses: (from, to, parts) => `Line chart, ${from} to ${to}: ${parts.join('; ')}.`,
    spread: (name, count, min, max) => `Histogram of ${name}, ${count} values from ${min} to ${max}.`,
    unfinished: (periods) => ` Not finished, and not counted here: ${periods}.`,
  },
  zh: {
    empty: '图表没有数据：查询结果为空。',
    other: '图表，数据见下表。',
    comma: '，',
    amount: (name, aggregate) =>
      aggregate === 'count' ? '行数' : aggregate ? `${name}的${aggregates.zh[aggregate] ?? aggregate}` : name,
    named: (name, value) => `${name} ${value}`,
    counted: (name, count) => `${name}（${count} 个）`,
    general: (mark, by, amount) =>
      `${kindOf('zh', mark)}${amount || by.length > 0 ? '：' : ''}${by.length > 0 ? `按${by.join('和')}${amount ? '看' : ''}` : ''}${amount}。`,
    line: (mark, amount, from, to, first, last, trend, ends) => {
      const head = `${kindOf('zh', mark)}：${from}至${to}的${amount}`;
      const low = `最低 ${ends.lowest}（${ends.lowestAt}）`;
      const high = `最高 ${ends.highest}（${ends.highestAt}）`;
      switch (trend) {
        case 'up':
          return `${head}，从 ${first} 升至 ${last}；${high}，${low}。`;
        case 'down':
          return `${head}，从 ${first} 降至 ${last}；${high}，${low}。`;
        case 'level':
          return `${head}，大体持平，起点 ${first}，终点 ${last}；${high}，${low}。`;
        case 'peak':
          return `${head}，从 ${first} 升到${ends.highestAt}的峰值 ${ends.highest}，之后回落至 ${last}；${low}。`;
        case 'trough':
          return `${head}，从 ${first} 降到${ends.lowestAt}的低点 ${ends.lowest}，之后回升至 ${last}；${high}。`;
      }
    },
    lines: (mark, amount, from, to, count, names, ends) =>
      `${kindOf('zh', mark)}：${from}至${to}的${amount}，共 ${count} 个系列（${names.join('、')}${count > names.length ? '等' : ''}）；最低 ${ends.lowest}（${ends.lowestAt}），最高 ${ends.highest}（${ends.highestAt}）。`,
    bars: (mark, amount, by, count, ends) =>
      count === 1
        ? `${kindOf('zh', mark)}：各${by}的${amount}，${ends.highestAt}为 ${ends.highest}。`
        : `${kindOf('zh', mark)}：各${by}的${amount}，共 ${count} 项；最高是${ends.highestAt}（${ends.highest}），最低是${ends.lowestAt}（${ends.lowest}）。`,
    grid: (amount, y, x, ends) =>
      `热力图：按${y}和${x}看${amount}，最低 ${ends.lowest}（${ends.lowestAt}），最高 ${ends.highest}（${ends.highestAt}）。`,
    scatter: (x, y, count, xs, ys, r) =>
      `散点图：${x}与${y}，共 ${count} 个点；${x}从 ${xs[0]} 到 ${xs[1]}，${y}从 ${ys[0]} 到 ${ys[1]}${r === null ? '' : `，相关系数 ${r.toFixed(2)}`}。`,
    numbers: (parts) => `关键数字：${parts.join('；')}。`,
    course: (name, first, last) => `${name}从 ${first} 到 ${last}`,
    courses: (from, to, parts) => `折线图，${from}至${to}：${parts.join('；')}。`,
    spread: (name, count, min, max) => `直方图：${name}的分布，共 ${count} 个值，从 ${min} 到 ${max}。`,
    unfinished: (periods) => `${periods}尚未结束，未计入上述数字。`,
  },
};
