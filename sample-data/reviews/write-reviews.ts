import { toLines } from '../to-lines.ts';
import { collectReviews } from './collect-reviews.ts';
import type { Store } from './review.ts';
import { STORES } from './shape.ts';
import { reviewWords } from './words.ts';

const SEED = 2434075;

/** The reviews and the stores in both languages, by file name. */
export function writeReviews(): Map<string, string> {
  const reviews = collectReviews(SEED);
  const stores = Object.keys(STORES) as Store[];
  const files = new Map<string, string>();
  for (const language of ['zh', 'en'] as const) {
    const words = reviewWords[language];
    const rows = reviews.map(({ id, store, day, rating, topic, text }) => [
      id,
      words.store[store],
      platformOf(store),
      day,
      rating,
      words.texts[topic][text] ?? '',
    ]);
    const counts = stores.map((store) => [
      words.store[store],
      platformOf(store),
      STORES[store].downloads ?? '',
      STORES[store].reviews,
    ]);
    files.set(`reviews-read.${language}.csv`, toLines([words.reviewColumns, ...rows]));
    files.set(`reviews-channels.${language}.csv`, toLines([words.storeColumns, ...counts]));
  }
  return files;
}

function platformOf(store: Store): string {
  return store === 'appStore' ? 'iOS' : 'Android';
}
