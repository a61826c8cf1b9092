import { toProblem, type Problem } from '../problem.ts';
import { surveyRecords, type Survey } from './survey-records.ts';
import type { RecordShape } from './record-shape.ts';

/** What the page asks of the survey worker: one file, one answer. */
export interface SurveyRequest {
  readonly file: File;
  readonly bom: number;
  readonly shape: RecordShape;
}

export type SurveyAnswer = { readonly survey: Survey } | { readonly problem: Problem };

addEventListener('message', ({ data }: MessageEvent<SurveyRequest>) => {
  surveyRecords(data.file, data.bom, data.shape, {}).then(
    (survey) => postMessage({ survey } satisfies SurveyAnswer),
    (thrown: unknown) => postMessage({ problem: toProblem(thrown) } satisfies SurveyAnswer),
  );
});
