import { toLines } from '../to-lines.ts';
import { simulateNetwork } from './simulate.ts';
import { unicomWords } from './words.ts';

const SEED = 20241010;

/** The network operator's customers and quarterly usage, in both languages, by file name. */
export function createUnicomFiles(): [string, string][] {
  const { subscribers, usage } = simulateNetwork(SEED);
  return (['zh', 'en'] as const).flatMap((language): [string, string][] => {
    const words = unicomWords[language];
    const customers = subscribers.map((one) => [
      one.id,
      one.started,
      one.ended ?? '',
      words.payment[one.payment],
      words.contact[one.contact],
      one.contract,
      one.cost,
    ]);
    const quarters = usage.map((one) => [one.id, one.quarter, one.arpu, one.calls]);
    return [
      [`unicom-customers.${language}.csv`, toLines([words.customerColumns, ...customers])],
      [`unicom-usage.${language}.csv`, toLines([words.usageColumns, ...quarters])],
    ];
  });
}
