import { createBankFiles } from './bank/create-bank-files.ts';
import { writeDealership } from './dealership/write-dealership.ts';
import { writeLeaving } from './leaving/write-leaving.ts';
import { writeReasons } from './reasons/write-reasons.ts';
import { writeReviews } from './reviews/write-reviews.ts';
import { createOperationsFiles } from './operations/create-operations-files.ts';
import { simulateOperator } from './telecom/simulate.ts';
import { customersToCsv, indicatorsToCsv } from './telecom/to-csv.ts';
import { telecomWords } from './telecom/words.ts';
import { createUnicomFiles } from './unicom/create-unicom-files.ts';
import { createYearlyFiles } from './yearly/create-yearly-files.ts';

const TELECOM_SEED = 20240401;

/** Every text file of `sample-data/` by name, the same bytes each time. */
export function createSampleFiles(): Map<string, string> {
  const operator = simulateOperator(TELECOM_SEED);
  const files = new Map<string, string>();
  for (const language of ['zh', 'en'] as const) {
    const words = telecomWords[language];
    files.set(`telecom-customers.${language}.csv`, customersToCsv(operator, words));
    files.set(`telecom-indicators.${language}.csv`, indicatorsToCsv(operator, words));
  }
  for (const [name, text] of [...createUnicomFiles(), ...createBankFiles(), ...createYearlyFiles()])
    files.set(name, text);
  for (const [name, text] of createOperationsFiles()) files.set(name, text);
  for (const [name, text] of [...writeDealership(), ...writeReviews(), ...writeReasons(), ...writeLeaving()])
    files.set(name, text);
  return files;
}
