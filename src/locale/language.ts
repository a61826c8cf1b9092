/** The languages of the interface: Simplified Chinese and English. */
export type Language = 'zh' | 'en';

/** The first supported language of a browser's list (`navigator.languages`); English when there is none. */
export function chooseLanguage(preferred: readonly string[]): Language {
  const known = preferred
    .map((tag) => tag.toLowerCase().split('-')[0])
    .find((tag) => tag === 'zh' || tag === 'en');
  return known === 'zh' ? 'zh' : 'en';
}
