import { createRandom, type Random } from '../random.ts';
import { toLines } from '../to-lines.ts';
import * as shape from './shape.ts';

const SEED = 20240716;
const columns = {
  zh: '客户名称,经营状况,年销售级别,开始日期,流失日期,月销售额,流失原因,与负责人关系,采取措施,评估'.split(
    ',',
  ),
  en: 'customer,condition,sales_class,start_date,end_date,monthly_sales,reasons,relationship,measures,assessment'.split(
    ',',
  ),
};

interface Form {
  readonly condition: number;
  readonly class: number;
  readonly started: string;
  readonly ended: string;
  readonly sales: number;
  readonly reasons: readonly number[];
  readonly relation: number;
  readonly measures: readonly number[];
  readonly assessment: number;
}

/** The leaving forms in both languages, by file name. Several reasons or measures stand in one cell, parted by `；` or `; `. */
export function writeLeaving(): Map<string, string> {
  const random = createRandom(SEED);
  const forms = shape.CLASSES.flatMap(({ forms: count }, at) =>
    Array.from({ length: count }, () => fillForm(random, at)),
  ).toSorted((a, b) => (a.ended < b.ended ? -1 : 1));
  const files = new Map<string, string>();
  for (const language of ['zh', 'en'] as const) {
    const word = (list: readonly { zh: string; en: string }[], at: number): string =>
      list[at]?.[language] ?? '';
    const join = (list: readonly { zh: string; en: string }[], picks: readonly number[]): string =>
      picks.map((at) => word(list, at)).join(language === 'zh' ? '；' : '; ');
    const rows = forms.map((form, at) => [
      `${language === 'zh' ? '客户' : 'Customer '}${String(at + 1).padStart(3, '0')}`,
      word(shape.CONDITIONS, form.condition),
      word(shape.CLASSES, form.class),
      form.started,
      form.ended,
      form.sales,
      join(shape.REASONS, form.reasons),
      word(shape.RELATIONS, form.relation),
      join(shape.MEASURES, form.measures),
      word(shape.ASSESSMENTS, form.assessment),
    ]);
    files.set(`leaving-forms.${language}.csv`, toLines([columns[language], ...rows]));
  }
  return files;
}

function fillForm(random: Random, at: number): Form {
  const [from, to] = shape.CLASSES[at]?.sales ?? [0, 1];
  const ended = addDays('2024-12-31', -random.below(366));
  const boxes = 1 + Number(random.pick({ 0: 55, 1: 33, 2: 12 }));
  const reasons = draw(
    random,
    shape.REASONS.map(({ weights }) => weights[at] ?? 0),
    boxes,
  );
  const tries = Number(random.pick({ 0: 10, 1: 60, 2: 30 }));
  const measures = draw(
    random,
    shape.MEASURES.map(({ weight }) => weight),
    tries,
  );
  const isClosed = reasons.includes(0);
  const isSaved = !isClosed && measures.some((one) => random.chance((shape.MEASURES[one]?.saves ?? 0) / 100));
  return {
    condition: random.below(3),
    class: at,
    started: addDays(ended, -90 - random.below(1800)),
    ended,
    sales: from + 100 * random.below(Math.floor((to - from) / 100)),
    reasons,
    relation: random.below(3),
    measures,
    assessment: isSaved ? 0 : isClosed || random.chance(0.55) ? 2 : 1,
  };
}

/** `count` different places, drawn by weight, in the order of the form. */
function draw(random: Random, weights: readonly number[], count: number): number[] {
  const left = new Map(weights.map((weight, at) => [String(at), weight]));
  const picks: number[] = [];
  while (picks.length < count) {
    const pick = random.pick(Object.fromEntries(left));
    left.delete(pick);
    picks.push(Number(pick));
  }
  return picks.sort((a, b) => a - b);
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
