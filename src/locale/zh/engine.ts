import type * as en from '../en/engine.ts';

export const problems: Record<keyof typeof en.problems, { message: string; next: string }> = {
  cancelled: { message: '已停止。', next: '需要时可以重新运行。' },
  unexpected: {
    message: '出现了意料之外的问题。',
    next: '请重试；如果仍然出现，请先保存笔记本，再刷新页面。',
  },
};

export const words: Record<keyof typeof en.words, string> = {};
