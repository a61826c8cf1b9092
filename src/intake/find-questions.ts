import { ROC_DATE, isLongYear } from './era-dates.ts';
import type { Question } from './import-report.ts';
import { SHORT_MONTH } from './period-dates.ts';
import { type ColumnPlan } from './plan-columns.ts';
import { maybePair } from './truth-forms.ts';
import { isSided } from './written-numbers.ts';
import { maybeOffset } from './written-dates.ts';

/** Dates of which something is not said, when they may be meant, and the question. */
const UNSAID = [
  [SHORT_MONTH, () => true, 'questionShortMonth'],
  [ROC_DATE, isLongYear, 'questionRocDate'],
] as const;

/** Where people write so, a comma between digits groups them. */
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** What only the user can know about the columns as they were taken. A column whose form the user named asks nothing. */
export function findQuestions(plans: readonly ColumnPlan[], delimiter: string): Question[] {
  const isEastAsian = plans.some(({ source, cells }) =>
    [source, ...cells].some((one) => EAST_ASIAN.test(one)),
  );
  return plans.flatMap((plan) => {
    const question = plan.isAsked ? undefined : maybeQuestion(plan, delimiter);
    const isKnown = isEastAsian && question?.code === 'questionDecimal' && question.taken === 'grouped';
    return question && !isKnown ? [question] : [];
  });
}

function maybeQuestion(plan: ColumnPlan, delimiter: string): Question | undefined {
  const { source: column, form, forms, cells, open } = plan;
  const taken = form?.id ?? 'text';
  const example = cells[0] ?? '';
  if (form === undefined && forms.rivals.length > 1 && open.length > 1)
    return {
      column,
      code: open.every(isSided) ? 'questionCreditDebit' : 'questionDayMonth',
      values: { column, example },
      choices: open.map(({ id }) => id),
      taken,
    };
  const pair = form === undefined || form.id === 'integer' ? maybePair(cells) : undefined;
  if (pair)
    return {
      column,
      code: 'questionBoolean',
      values: { column, yes: pair[0], no: pair[1] },
      choices: ['yes-no'],
      taken,
    };
  if (form === undefined && cells.length > 0 && cells.every((cell) => maybeOffset(cell) !== undefined))
    return {
      column,
      code: 'questionOffset',
      values: { column, example },
      choices: ['local', 'to-utc'],
      taken,
    };
  const unsaid =
    form === undefined
      ? UNSAID.find(([one, isSeen]) => cells.every(one.fits) && cells.some(isSeen))
      : undefined;
  if (unsaid && cells.length > 0)
    return { column, code: unsaid[2], values: { column, example }, choices: [unsaid[0].id], taken };
  if (plan.decimal !== undefined) return undefined;
  const isComma = form?.id === 'comma-decimal' || form?.id === 'grouped';
  const marked = isComma ? cells.filter((cell) => cell.includes(',')) : [];
  if (marked.length > 0 && marked.every((cell) => /^-?[1-9]\d{0,2},\d{3}$/.test(cell.trim())))
    return {
      column,
      code: 'questionDecimal',
      values: { column, example: marked[0] ?? '' },
      choices: ['grouped', 'comma-decimal'],
      taken,
    };
  const pointed =
    delimiter === ';' && form?.id === 'decimal' ? cells.filter((cell) => cell.includes('.')) : [];
  if (pointed.length > 0 && pointed.every((cell) => /^-?[1-9]\d{0,2}\.\d{3}$/.test(cell.trim())))
    return {
      column,
      code: 'questionDecimal',
      values: { column, example: pointed[0] ?? '' },
      choices: ['decimal', 'grouped, comma'],
      taken,
    };
  return undefined;
}
