import { FILE_COLUMN, type ImportRecipe, NULL_WORDS, type ResolvedRecipe } from './import-recipe.ts';

/** A resolved recipe as one that can be kept: it reads the next file in the same way. */
export function toRecipe(resolved: ResolvedRecipe): ImportRecipe {
  const {
    encoding,
    delimiter,
    quote,
    escape,
    skip,
    header,
    footer,
    isFooterAsked,
    subtotals,
    table,
    shortRows,
    mend,
  } = resolved;
  const { sheet, range, member, files, fileColumn, nulls, columns } = resolved;
  const isText = delimiter !== null;
  const isOne = files.length === 0;
  const isUsual = nulls.length === NULL_WORDS.length && nulls.every((word, at) => word === NULL_WORDS[at]);
  return {
    ...(encoding !== null && { encoding }),
    ...(delimiter !== null && { delimiter }),
    ...(quote !== null && quote !== '"' && { quote }),
    ...(escape !== null && escape !== quote && { escape }),
    ...((isOne ? isText || sheet !== null : header.length > 0) && { header }),
    ...(header.length === 0 && skip > 0 && { skip }),
    ...(isFooterAsked && { footer }),
    ...(subtotals && { subtotals }),
    ...(table !== 1 && { table }),
    ...(shortRows && { shortRows }),
    ...(isText && !mend && { mend }),
    ...(sheet !== null && { sheet }),
    ...(range !== null && { range }),
    ...(member !== null && { member }),
    ...(!isOne && { files }),
    ...(!isOne && fileColumn !== FILE_COLUMN && { fileColumn }),
    ...(!isUsual && nulls.length > 0 && { nulls }),
    ...(Object.keys(columns).length > 0 && { columns }),
  };
}
