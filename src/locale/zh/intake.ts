import type * as en from '../en/intake.ts';

export const problems: Record<keyof typeof en.problems, { message: string; next: string }> = {};

export const words: Record<keyof typeof en.words, string> = {};
