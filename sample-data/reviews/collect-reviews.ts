import { createRandom, type Random } from '../random.ts';
import type { Review, Store } from './review.ts';
import * as shape from './shape.ts';
import { reviewWords } from './words.ts';

/** The reviews that were read, oldest first. */
export function collectReviews(seed: number): Review[] {
  const random = createRandom(seed);
  const topics = (Object.keys(shape.STORES) as Store[]).flatMap((store) => {
    const { good, bad } = shape.STORES[store];
    const counts = Object.entries({ good, ...bad }) as [Review['topic'], number][];
    return counts.flatMap(([topic, count]) => Array.from({ length: count }, () => ({ store, topic })));
  });
  return topics
    .map(({ store, topic }) => ({ ...write(random, topic), store, topic }))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    .map((review, at) => ({ id: `R${String(at + 1).padStart(3, '0')}`, ...review }));
}

function write(random: Random, topic: Review['topic']): Pick<Review, 'day' | 'rating' | 'text'> {
  const day = new Date(Date.parse(shape.FIRST_DAY) + random.below(shape.DAYS) * 86_400_000);
  const ratings: Record<string, number> = topic === 'good' ? shape.GOOD_RATINGS : shape.BAD_RATINGS;
  return {
    day: day.toISOString().slice(0, 10),
    rating: Number(random.pick(ratings)),
    text: random.below(reviewWords.en.texts[topic].length),
  };
}
