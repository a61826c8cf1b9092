/** Random numbers that are the same on every machine: xoshiro128** on 32-bit integers, seeded by splitmix32. */
export interface Random {
  /** A whole number from 0 to `limit` − 1. */
  below(limit: number): number;
  /** True in `share` of the cases, `share` from 0 to 1. */
  chance(share: number): boolean;
  /** One of the keys, in proportion to their whole-number weights. */
  pick<K extends string>(weights: Readonly<Record<K, number>>): K;
}

export function createRandom(seed: number): Random {
  const state = seedState(seed);
  const next = (): number => nextWord(state);
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  return {
    below,
    chance: (share) => next() < share * 2 ** 32,
    pick(weights) {
      const entries = Object.entries(weights) as [keyof typeof weights, number][];
      let rest = below(entries.reduce((sum, [, weight]) => sum + weight, 0));
      for (const [key, weight] of entries) {
        rest -= weight;
        if (rest < 0) return key;
      }
      throw new RangeError('no weights to pick from');
    },
  };
}

type State = [number, number, number, number];

function seedState(seed: number): State {
  let word = seed | 0;
  const split = (): number => {
    word = (word + 0x9e3779b9) | 0;
    let z = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  return [split(), split(), split(), split()];
}

function nextWord(s: State): number {
  const result = Math.imul(rotate(Math.imul(s[1], 5), 7), 9) >>> 0;
  const shifted = s[1] << 9;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = rotate(s[3], 11);
  return result;
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
