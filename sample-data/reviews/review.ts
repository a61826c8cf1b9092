export type Store = 'assistant360' | 'wandoujia' | 'baidu' | 'myapp' | 'appStore';
export type Issue = 'enter' | 'upgrade' | 'freeze' | 'crash' | 'login' | 'campaign' | 'other';

/** A review that was read: its words are number `text` of its topic's. */
export interface Review {
  readonly id: string;
  readonly store: Store;
  readonly day: string;
  readonly rating: number;
  readonly topic: Issue | 'good';
  readonly text: number;
}
