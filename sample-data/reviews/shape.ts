import type { Issue, Store } from './review.ts';

/** What was counted in a store: its downloads (unknown for the App Store), all its reviews, and those read. */
export interface StoreShape {
  readonly downloads: number | null;
  readonly reviews: number;
  readonly good: number;
  /** The bad ones by what they complain about. */
  readonly bad: Record<Issue, number>;
}

export const STORES: Record<Store, StoreShape> = {
  assistant360: {
    downloads: 790_000,
    reviews: 344,
    good: 25,
    bad: { enter: 17, upgrade: 14, freeze: 11, crash: 15, login: 8, campaign: 6, other: 4 },
  },
  wandoujia: {
    downloads: 840_000,
    reviews: 42,
    good: 6,
    bad: { enter: 8, upgrade: 7, freeze: 5, crash: 7, login: 4, campaign: 3, other: 2 },
  },
  baidu: {
    downloads: 2_340_000,
    reviews: 34,
    good: 5,
    bad: { enter: 7, upgrade: 4, freeze: 5, crash: 6, login: 3, campaign: 2, other: 2 },
  },
  myapp: {
    downloads: 1_060_000,
    reviews: 246,
    good: 15,
    bad: { enter: 9, upgrade: 6, freeze: 5, crash: 7, login: 4, campaign: 4, other: 0 },
  },
  appStore: {
    downloads: null,
    reviews: 17,
    good: 2,
    bad: { enter: 2, upgrade: 1, freeze: 3, crash: 5, login: 2, campaign: 1, other: 1 },
  },
};

/** Stars of a bad review. */
export const BAD_RATINGS = { 1: 62, 2: 26, 3: 12 };
export const GOOD_RATINGS = { 4: 38, 5: 62 };
export const FIRST_DAY = '2024-04-01';
export const DAYS = 91;
