import { ProblemError } from './problem.ts';
import type { Sample, SampleEdition, SampleFile } from './session/library.ts';

/** Notebooks and data files are fetched from the page's own place when they are asked for. */
const notebooks = import.meta.glob<string>('../notebooks/*.md', {
  query: '?raw',
  import: 'default',
});
const addresses = import.meta.glob<string>('../sample-data/*.csv', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
});

/** The first three are on the first screen. */
export const samples: readonly Sample[] = [
  {
    id: 'telecom',
    title: 'sampleTelecom',
    about: 'sampleTelecomAbout',
    run: 'sampleRun',
    in: toEditions('telecom-churn', 'telecom-'),
  },
  {
    id: 'unicom',
    title: 'sampleUnicom',
    about: 'sampleUnicomAbout',
    run: 'sampleUnicomRun',
    in: toEditions('unicom-churn', 'unicom-'),
  },
  {
    id: 'bank',
    title: 'sampleBank',
    about: 'sampleBankAbout',
    run: 'sampleBankRun',
    in: toEditions('bank-churn', 'bank-'),
  },
  {
    id: 'dealership',
    title: 'sampleDealership',
    about: 'sampleDealershipAbout',
    run: 'sampleDealershipRun',
    in: toEditions('dealership-churn', 'dealership-'),
  },
  {
    id: 'reviews',
    title: 'sampleReviews',
    about: 'sampleReviewsAbout',
    run: 'sampleReviewsRun',
    in: toEditions('app-reviews', 'reviews-'),
  },
  {
    id: 'yearly',
    title: 'sampleYearly',
    about: 'sampleYearlyAbout',
    run: 'sampleYearlyRun',
    in: toEditions('yearly-summary', 'yearly-'),
  },
  {
    id: 'reasons',
    title: 'sampleReasons',
    about: 'sampleReasonsAbout',
    run: 'sampleReasonsRun',
    in: toEditions('churn-reasons', 'reasons-'),
  },
  {
    id: 'leaving',
    title: 'sampleLeaving',
    about: 'sampleLeavingAbout',
    run: 'sampleLeavingRun',
    in: toEditions('leaving-form', 'leaving-'),
  },
  {
    id: 'operations',
    title: 'sampleOperations',
    about: 'sampleOperationsAbout',
    run: 'sampleOperationsRun',
    in: toEditions('operations-tracking', 'operations-'),
  },
];

/** A notebook in both languages, with the data files whose names begin so. */
function toEditions(notebook: string, prefix: string): Sample['in'] {
  return { zh: toEdition(notebook, prefix, 'zh'), en: toEdition(notebook, prefix, 'en') };
}

function toEdition(notebook: string, prefix: string, language: 'zh' | 'en'): SampleEdition {
  const files = Object.entries(addresses)
    .map(([path, address]) => ({ name: path.split('/').at(-1) ?? '', address }))
    .filter(({ name }) => name.startsWith(prefix) && name.endsWith(`.${language}.csv`))
    .map(({ name, address }) => toSampleFile(name, address));
  return {
    notebook: () => notebooks[`../notebooks/${notebook}.${language}.md`]?.() ?? Promise.resolve(''),
    files,
  };
}

function toSampleFile(name: string, address: string): SampleFile {
  return {
    name,
    async load() {
      const response = await fetch(new URL(address, document.baseURI));
      if (!response.ok) throw new ProblemError({ code: 'sample-missing', values: { file: name } });
      return new File([await response.blob()], name);
    },
  };
}
