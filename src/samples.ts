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

export const samples: readonly Sample[] = [
  {
    id: 'telecom',
    title: 'sampleTelecom',
    about: 'sampleTelecomAbout',
    run: 'sampleRun',
    in: { zh: toEdition('zh'), en: toEdition('en') },
  },
];

function toEdition(language: 'zh' | 'en'): SampleEdition {
  const ending = `.${language}.csv`;
  const files = Object.entries(addresses)
    .filter(([path]) => path.endsWith(ending) && path.includes('/telecom-'))
    .map(([path, address]) => toSampleFile(path.split('/').at(-1) ?? '', address));
  return {
    notebook: () => notebooks[`../notebooks/telecom-churn.${language}.md`]?.() ?? Promise.resolve(''),
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
