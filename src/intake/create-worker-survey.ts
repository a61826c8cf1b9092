import { ProblemError } from '../problem.ts';
import type { SurveyAnswer, SurveyRequest } from './survey-worker.ts';
import { type SurveyRecords, surveyRecords } from './survey-records.ts';

/**
 * A survey that goes over the file in a worker of its own, one for each file, so that the page stays free and the survey
 * runs beside the engine. A file that cannot be handed to a worker is surveyed here.
 * @param createWorker starts `survey-worker.ts`
 */
export function createWorkerSurvey(createWorker: () => Worker): SurveyRecords {
  return (file, bom, shape, options) => {
    if (!(file instanceof File)) return surveyRecords(file, bom, shape, options);
    const { signal } = options;
    return new Promise((done, fail) => {
      const worker = createWorker();
      const end = (): void => {
        worker.terminate();
        signal?.removeEventListener('abort', cancel);
      };
      const cancel = (): void => {
        end();
        fail(new ProblemError({ code: 'cancelled' }));
      };
      worker.addEventListener('message', ({ data }: MessageEvent<SurveyAnswer>) => {
        end();
        if ('survey' in data) done(data.survey);
        else fail(new ProblemError(data.problem));
      });
      worker.addEventListener('error', (event) => {
        end();
        fail(new ProblemError({ code: 'unexpected', detail: event.message }));
      });
      if (signal?.aborted) cancel();
      else {
        signal?.addEventListener('abort', cancel);
        worker.postMessage({ file, bom, shape } satisfies SurveyRequest);
      }
    });
  };
}
