import { toLines } from '../to-lines.ts';
import { callBack } from './call-back.ts';
import { dealershipWords } from './words.ts';

const SEED = 620186;

/** The call-back lists of the dealership in both languages, by file name. */
export function writeDealership(): Map<string, string> {
  const customers = callBack(SEED);
  const files = new Map<string, string>();
  for (const language of ['zh', 'en'] as const) {
    const words = dealershipWords[language];
    const rows = customers.map((one) => [
      one.id,
      words.model[one.model],
      one.bought,
      one.lastVisit,
      words.warranty[one.inWarranty ? 'in' : 'out'],
      one.called,
      one.failure ? words.failure[one.failure] : '',
      one.outcome ? words.outcome[one.outcome] : '',
      one.station ? words.station[one.station] : '',
      one.reason ? words.reason[one.reason] : '',
    ]);
    files.set(`dealership-calls.${language}.csv`, toLines([words.columns, ...rows]));
  }
  return files;
}
