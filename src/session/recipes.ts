import { toSqlName } from './to-sql-name.ts';
import type { Language } from '../locale/language.ts';
import type { MessageKey } from '../locale/messages.ts';
import type { CellKind } from '../notebook/notebook.ts';

/** Cells that can be put in for any relation, to be read and changed. */
export interface Recipe {
  readonly id: string;
  readonly title: MessageKey;
  readonly about: MessageKey;
  /** Whether these columns allow it. */
  readonly suits: (columns: readonly RecipeColumn[]) => boolean;
  readonly write: (
    relation: string,
    columns: readonly RecipeColumn[],
    language: Language,
  ) => readonly RecipeCell[];
}

export interface RecipeColumn {
  readonly name: string;
  readonly type: string;
}

export interface RecipeCell {
  readonly kind: CellKind;
  /** A stem; the number that makes it unique comes later. */
  readonly name: string | null;
  readonly from?: string;
  /** Words of the fence besides the name. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly body: string;
}

const isDate = ({ type }: RecipeColumn): boolean => /^(?:DATE|TIMESTAMP)/.test(type);
export const recipes: readonly Recipe[] = [
  {
    id: 'preview',
    title: 'analysisPreview',
    about: 'analysisPreviewAbout',
    suits: () => true,
    write: (relation, _columns, language) => [
      {
        kind: 'query',
        name: language === 'zh' ? '前几行' : 'first_rows',
        body: `select *\nfrom ${toSqlName(relation)}\nlimit 100`,
      },
    ],
  },
  {
    id: 'profile',
    title: 'analysisProfile',
    about: 'analysisProfileAbout',
    suits: () => true,
    write: (relation, _columns, language) => [
      {
        kind: 'query',
        name: language === 'zh' ? '各列概况' : 'columns',
        body: `summarize ${toSqlName(relation)}`,
      },
    ],
  },
  {
    id: 'counts',
    title: 'analysisCounts',
    about: 'analysisCountsAbout',
    suits: (columns) => columns.some(isDate),
    write: (relation, columns, language) => {
      const date = toSqlName(columns.find(isDate)?.name ?? '');
      const [name, month, rows] =
        language === 'zh' ? ['按月计数', '月份', '行数'] : ['by_month', 'month', 'rows'];
      const body =
        `select date_trunc('month', ${date})::date as ${month}, count(*) as ${rows}\n` +
        `from ${toSqlName(relation)}\nwhere ${date} is not null\ngroup by all\norder by ${month}`;
      return [
        { kind: 'query', name, body },
        { kind: 'chart', name: null, from: name, body: '{}' },
      ];
    },
  },
];
