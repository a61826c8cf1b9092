/** Groups the whole part of a decimal numeral by three, keeping every digit: `-1234567.50` → `−1,234,567.50`. */
export function groupDigits(numeral: string): string {
  const match = /^([-−+]?)(\d+)(\.\d+)?$/.exec(numeral);
  if (!match) return numeral;
  const [, sign = '', whole = '', fraction = ''] = match;
  return sign.replace('-', '−') + whole.replace(/\B(?=(\d{3})+$)/g, ',') + fraction;
}
