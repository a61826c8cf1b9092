import { type Converted, toFileLine, toTextLine } from './convert.ts';
import type { ImportReport, Notice } from './import-report.ts';
import type { ImportRecipe, ResolvedRecipe } from './import-recipe.ts';
import type { OpenedTable } from './open-table.ts';

/** The recipe for the text that a file was converted to: how it is written is known, lines are those of the text. */
export function toTextRecipe(recipe: ImportRecipe, converted: Converted): ImportRecipe {
  const { shifts, hasNames, texts } = converted;
  const columns = { ...Object.fromEntries(texts.map((name) => [name, { form: 'text' }])), ...recipe.columns };
  const written = { encoding: 'utf-8', delimiter: ',', quote: '"', escape: '"', mend: false };
  if (hasNames)
    return { ...recipe, ...written, columns, header: [1], footer: 0, subtotals: true, table: 'all', skip: 0 };
  return {
    ...recipe,
    ...written,
    columns,
    ...(recipe.header && { header: recipe.header.map((line) => toTextLine(shifts, line)) }),
    ...(recipe.skip !== undefined && { skip: toTextLine(shifts, recipe.skip + 1) - 1 }),
  };
}

/** The account of the text as the account of the file it came from. */
export function toFileReport<
  T extends Pick<ImportReport, 'setAside' | 'mended' | 'notices' | 'recipe'> &
    Partial<Pick<ImportReport, 'misfitCells'>>,
>(report: T, opened: OpenedTable, recipe: ImportRecipe): T {
  const { converted, member, members } = opened;
  const others = members.filter((name) => name !== member);
  const notices: Notice[] = report.notices.filter(({ code }) => code !== 'noticeRewritten' || !converted);
  if (others.length > 0) notices.push({ code: 'noticeMember', values: { members: others.join(', ') } });
  if (!converted) return { ...report, notices, recipe: { ...report.recipe, member } };
  const { shifts, sheets, sheet, range, setAside } = converted;
  notices.push(...(converted.notices ?? []));
  const at = (line: number): number => toFileLine(shifts, line);
  const visible = sheets.filter(({ name, isHidden }) => name !== sheet && !isHidden).map(({ name }) => name);
  if (visible.length > 0) notices.push({ code: 'noticeOtherSheets', values: { sheets: visible.join(', ') } });
  const resolved: ResolvedRecipe = {
    ...report.recipe,
    encoding: null,
    delimiter: null,
    quote: null,
    escape: null,
    header: sheet === null ? [] : report.recipe.header.map(at),
    skip: recipe.skip ?? (sheet === null ? 0 : at(report.recipe.skip + 1) - 1),
    columns: recipe.columns ?? {},
    isFooterAsked: recipe.footer !== undefined,
    subtotals: recipe.subtotals === true,
    sheet,
    range,
    member,
  };
  return {
    ...report,
    notices,
    recipe: resolved,
    setAside: [...report.setAside.map((one) => ({ ...one, line: at(one.line) })), ...setAside],
    mended: report.mended.map((one) => ({ ...one, line: at(one.line) })),
    ...(report.misfitCells && {
      misfitCells: report.misfitCells.map((one) => ({ ...one, line: at(one.line) })),
    }),
  };
}
