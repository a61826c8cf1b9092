import { foldName } from '../sql/fold-name.ts';
import { languageOf } from './cell-kinds.ts';
import type { Cell, CellId, CellKind } from './notebook.ts';
import { serializeWord } from './parse-info.ts';
import { write } from './write-cell.ts';

export interface CreateCellOptions {
  readonly id: CellId;
  /** `name` among them is used as it is. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A new cell of a kind: `createCell('query', { id, attributes: { name: 'monthly' } })`. */
export function createCell(kind: CellKind, { id, attributes = {}, body = '' }: CreateCellOptions): Cell {
  const words = Object.entries(attributes).map(([key, value]) => serializeWord(key, value));
  const info = kind === 'text' ? '' : `${languageOf(kind) ?? 'text'} ${kind}${words.join('')}`;
  return write({ id, source: '' }, body, info);
}

const stems: Readonly<Record<'zh' | 'en', Readonly<Record<string, string>>>> = {
  en: { data: 'data', input: 'input', query: 'query', check: 'check', churn: 'churn', model: 'model' },
  zh: { data: '数据', input: '参数', query: '查询', check: '检查', churn: '流失', model: '模型' },
};

/** A name that no cell has: `query_1`, `查询_2`; null for kinds that need none. */
export function createName(kind: CellKind, lang: 'zh' | 'en', cells: readonly Cell[]): string | null {
  const stem = stems[lang][kind];
  return stem === undefined ? null : createUniqueName(`${stem}_1`, cells);
}

/** The name itself when it is free, else with the next free number: `monthly`, `monthly_2`. */
export function createUniqueName(name: string, cells: readonly Cell[]): string {
  const taken = new Set(cells.map((cell) => foldName(cell.name ?? '')));
  const numbered = /^(.*?)_(\d+)$/su.exec(name);
  const stem = numbered?.[1] ?? name;
  let number = Number(numbered?.[2] ?? 1);
  let free = name;
  while (taken.has(foldName(free))) free = `${stem}_${++number}`;
  return free;
}
