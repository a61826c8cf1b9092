import type { Problem } from '../problem.ts';
import * as enAnalysis from './en/analysis.ts';
import * as enChart from './en/chart.ts';
import * as enChurn from './en/churn.ts';
import * as enCli from './en/cli.ts';
import * as enData from './en/data.ts';
import * as enEngine from './en/engine.ts';
import * as enGrid from './en/grid.ts';
import * as enIntake from './en/intake.ts';
import * as enNotebook from './en/notebook.ts';
import * as enRuntime from './en/runtime.ts';
import * as enSheet from './en/sheet.ts';
import * as enUi from './en/ui.ts';
import type { Language } from './language.ts';
import * as zhAnalysis from './zh/analysis.ts';
import * as zhChart from './zh/chart.ts';
import * as zhChurn from './zh/churn.ts';
import * as zhCli from './zh/cli.ts';
import * as zhData from './zh/data.ts';
import * as zhEngine from './zh/engine.ts';
import * as zhGrid from './zh/grid.ts';
import * as zhIntake from './zh/intake.ts';
import * as zhNotebook from './zh/notebook.ts';
import * as zhRuntime from './zh/runtime.ts';
import * as zhSheet from './zh/sheet.ts';
import * as zhUi from './zh/ui.ts';
import { nameValues } from './name-values.ts';

const areas = {
  en: [
    enEngine,
    enIntake,
    enNotebook,
    enRuntime,
    enChart,
    enChurn,
    enAnalysis,
    enCli,
    enUi,
    enGrid,
    enData,
    enSheet,
  ],
  zh: [
    zhEngine,
    zhIntake,
    zhNotebook,
    zhRuntime,
    zhChart,
    zhChurn,
    zhAnalysis,
    zhCli,
    zhUi,
    zhGrid,
    zhData,
    zhSheet,
  ],
};

const words = {
  en: {
    ...enEngine.words,
    ...enIntake.words,
    ...enNotebook.words,
    ...enRuntime.words,
    ...enChart.words,
    ...enChurn.words,
    ...enAnalysis.words,
    ...enCli.words,
    ...enUi.words,
    ...enGrid.words,
    ...enData.words,
    ...enSheet.words,
  },
  zh: {
    ...zhEngine.words,
    ...zhIntake.words,
    ...zhNotebook.words,
    ...zhRuntime.words,
    ...zhChart.words,
    ...zhChurn.words,
    ...zhAnalysis.words,
    ...zhCli.words,
    ...zhUi.words,
    ...zhGrid.words,
    ...zhData.words,
    ...zhSheet.words,
  },
};

/** The name of a sentence in the catalogue. */
export type MessageKey = keyof (typeof words)['en'];

export type MessageValues = Readonly<Record<string, string | number>>;

/** A problem in words: one sentence and the next step. */
export interface ProblemText {
  readonly message: string;
  readonly next: string;
}

/** The sentence of a key, with `{name}` filled from `values`. */
export function say(language: Language, key: MessageKey, values: MessageValues = {}): string {
  return fill(words[language][key], values);
}

/** A problem's sentence and next step; a code without an entry reads as `unexpected`. */
export function sayProblem(language: Language, problem: Problem): ProblemText {
  const catalogues: Record<string, ProblemText>[] = areas[language].map((area) => area.problems);
  const entry = catalogues.find((catalogue) => Object.hasOwn(catalogue, problem.code))?.[problem.code];
  if (!entry) return sayProblem(language, { code: 'unexpected' });
  const known: Readonly<Record<string, string>> = words[language];
  const values = /^(?:churn|start)-/.test(problem.code)
    ? nameValues(problem.code, problem.values ?? {}, (key) =>
        Object.hasOwn(known, key) ? (known[key] ?? null) : null,
      )
    : (problem.values ?? {});
  return { message: fill(entry.message, values), next: fill(entry.next, values) };
}

/** `[…{name}…]` is left out where there is nothing to put there. */
function fill(sentence: string, values: MessageValues): string {
  const whole = sentence.replace(/\[([^[\]]*\{(\w+)\}[^[\]]*)\]/g, (_, part: string, name: string) =>
    (values[name] ?? '') === '' ? '' : part,
  );
  return whole.replace(/\{(\w+)\}/g, (hole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : hole,
  );
}
