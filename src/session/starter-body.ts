import type { CellKind } from '../notebook/notebook.ts';

/** What a new cell of a kind starts with; cells that are written freely start empty. */
export function starterBody(kind: CellKind, language: 'zh' | 'en'): string {
  if (kind === 'data') return 'file:';
  if (kind === 'input') {
    const label = language === 'zh' ? '最小值' : 'At least';
    return `type: number\nlabel: ${label}\ndefault: 10\nmin: 0`;
  }
  return kind === 'chart' ? '{}' : '';
}
