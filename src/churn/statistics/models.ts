import { logRank } from './log-rank.ts';

/** What a `model` cell can fit, by the word after `kind=`. */
export const models = new Map([['log_rank', logRank]]);
