import type { SourceFile } from '../engine/source.ts';
import { createDecoder } from './create-decoder.ts';
import { ProblemError } from '../problem.ts';
import { detectEncoding } from './detect-encoding.ts';
import { FILE_COLUMN, type ImportRecipe, NULL_WORDS, type ResolvedRecipe } from './import-recipe.ts';
import { type NamedPlan, toNamedPlan } from './named-plan.ts';
import { type ColumnPlan, planColumns } from './plan-columns.ts';
import { readBytes, readHead } from './read-head.ts';
import { type TextLayout, readLayout } from './read-layout.ts';

/** A text as its first and last parts show it: everything that is decided before it is loaded. */
export interface InspectedText {
  readonly encoding: string;
  /** Length in bytes of the byte order mark. */
  readonly bom: number;
  readonly layout: TextLayout;
  readonly plans: readonly ColumnPlan[];
  readonly recipe: ResolvedRecipe;
}

/** A text to inspect. Plain data, as is all that comes of it, so that a worker can do it. */
export interface InspectRequest {
  readonly file: SourceFile;
  /** Whether the file is all there is, not only the first part of what was unpacked or converted. */
  readonly isWhole: boolean;
  readonly recipe: ImportRecipe;
}

/** What loading needs to know of a text. */
export interface FoundText extends Omit<InspectedText, 'layout' | 'plans'> {
  readonly layout: FoundLayout;
  readonly plans: readonly NamedPlan[];
}

/** A layout without the sample that it was found from. */
export type FoundLayout = Omit<TextLayout, 'sample' | 'records'>;

/** @throws ProblemError as {@link inspectText} */
export async function findText(request: InspectRequest): Promise<FoundText> {
  const { layout, plans, ...rest } = await inspectText(request);
  const { shape, delimiter, names, headerLines, tables, table, notices } = layout;
  return {
    ...rest,
    layout: { shape, delimiter, names, headerLines, tables, table, notices },
    plans: plans.map(toNamedPlan),
  };
}

const TAIL_BYTES = 64 * 1024;

/**
 * Encoding → dialect, header, names → types that the sample suggests.
 * @throws ProblemError `file-empty`, `encoding-unknown`, `no-lines`, `too-many-columns`, `header-line-unknown`, `skip-too-large`, `table-unknown`
 */
export async function inspectText({
  file,
  isWhole: isAll,
  recipe,
}: InspectRequest): Promise<InspectedText & { readonly text: string; readonly isWhole: boolean }> {
  const head = await readHead(file);
  const isWhole = head.isWhole && isAll;
  const found = detectEncoding(head.bytes, isWhole);
  const encoding = checkEncoding(recipe.encoding ?? found.encoding);
  const bom = found.encoding === encoding ? found.bom : 0;
  const decoder = createDecoder(encoding);
  const text = decoder.decode(head.bytes, { stream: !isWhole });
  if (isWhole && text.trim() === '')
    throw new ProblemError({ code: 'file-empty', values: { file: file.name } });
  const tail = isWhole ? undefined : await readTail(file, encoding);
  const parts = { file: file.name, head: text, isWhole, ...(tail !== undefined && { tail }) };
  const layout = await readLayout(parts, recipe);
  const { delimiter } = layout;
  if (recipe.header && recipe.header.length > 0 && layout.headerLines.length < recipe.header.length)
    throw new ProblemError({
      code: 'header-line-unknown',
      values: {
        file: file.name,
        line: recipe.header.filter((line) => !layout.headerLines.includes(line)).join(', '),
        last: layout.records.at(-1)?.line ?? 0,
      },
    });
  if (layout.names.length === 0 && recipe.skip !== undefined)
    throw new ProblemError({
      code: 'skip-too-large',
      values: { file: file.name, skip: recipe.skip, last: layout.records.at(-1)?.line ?? 0 },
    });
  if (layout.names.length === 0) throw new ProblemError({ code: 'no-lines', values: { file: file.name } });
  const plans = planColumns(layout.names, layout.sample, {
    delimiter,
    nulls: recipe.nulls,
    columns: recipe.columns,
  });
  return { encoding, bom, layout, plans, recipe: resolve(recipe, encoding, layout), text, isWhole };
}

function resolve(recipe: ImportRecipe, encoding: string, layout: TextLayout): ResolvedRecipe {
  const { shape, delimiter, headerLines, table } = layout;
  return {
    encoding,
    delimiter,
    quote: shape.dialect.quote,
    escape: shape.dialect.escape,
    skip: recipe.skip ?? (headerLines[0] ?? shape.skip + 1) - 1,
    header: headerLines,
    footer: shape.footer ?? 0,
    ...(recipe.footer !== undefined && { isFooterAsked: true }),
    subtotals: recipe.subtotals === true,
    table,
    shortRows: shape.allowShort,
    mend: recipe.mend !== false,
    sheet: recipe.sheet ?? null,
    range: recipe.range ?? null,
    member: recipe.member ?? null,
    files: recipe.files ?? [],
    fileColumn: recipe.fileColumn ?? FILE_COLUMN,
    nulls: recipe.nulls ?? NULL_WORDS,
    columns: recipe.columns ?? {},
  };
}

/** The last lines; they may begin inside a character, which only the first line of them shows. */
async function readTail(file: SourceFile, encoding: string): Promise<string> {
  const start = Math.max(0, file.size - TAIL_BYTES);
  const even = encoding.startsWith('utf-16') ? start - (start % 2) : start;
  return createDecoder(encoding).decode(await readBytes(file, even, file.size));
}

/** The Encoding standard's own name of an encoding. */
function checkEncoding(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch (cause) {
    throw new ProblemError({ code: 'encoding-unknown', values: { encoding: label } }, { cause });
  }
}
