/** The sign that begins the decimals of a number. */
export type DecimalSign = '.' | ',';

const NUMBER = /^[-+(]?[ \u00a0]?\p{Sc}?[ \u00a0]?-?\d[\d.,]*[ \u00a0]?[%)\p{Sc}]?$/u;
const LONGEST = 40;
/** What follows the sign cannot be a group of three digits, or a number begins with zero, or the other sign stands before. */
const SHOWN = {
  '.': /\.(?:\d{1,2}|\d{4,})\D*$|,\d{3}\.|^[^\d.,]*0\.\d/u,
  ',': /,(?:\d{1,2}|\d{4,})\D*$|\.\d{3},|^[^\d.,]*0,\d/u,
};
/** Digits in groups of three, set apart by this sign. */
const GROUPED = {
  '.': /^\D{0,6}[1-9]\d{0,2}(?:\.\d{3})+\D{0,6}$/,
  ',': /^\D{0,6}[1-9]\d{0,2}(?:,\d{3})+\D{0,6}$/,
};

/** The sign that the file's numbers show: those of some column leave no other reading, and no column speaks for the other. */
export function maybeDecimalSign(columns: readonly (readonly string[])[]): DecimalSign | undefined {
  const isShown = { '.': false, ',': false };
  for (const cells of columns) {
    const sign = cells.every((cell) => cell.length <= LONGEST && NUMBER.test(cell.trim()))
      ? maybeSignOf(cells)
      : undefined;
    if (sign) isShown[sign] = true;
  }
  return isShown['.'] === isShown[','] ? undefined : isShown['.'] ? '.' : ',';
}

/** The sign that the cells of one column show. */
export function maybeSignOf(cells: readonly string[]): DecimalSign | undefined {
  return (['.', ','] as const).find(
    (sign) =>
      cells.some((cell) => SHOWN[sign].test(cell.trim())) && cells.every((cell) => isOnce(cell, sign)),
  );
}

/** Whether the sign stands nowhere but between groups of three digits. */
export function isOnlyGroups(cells: readonly string[], sign: DecimalSign): boolean {
  return cells.every((cell) => !cell.includes(sign) || GROUPED[sign].test(cell.trim()));
}

function isOnce(cell: string, sign: DecimalSign): boolean {
  return cell.indexOf(sign) === cell.lastIndexOf(sign);
}
