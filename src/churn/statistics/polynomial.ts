/** SQL of `c₀ + c₁x + c₂x² …` by Horner's rule. The coefficients are SQL literals, lowest power first. */
export function polynomial(coefficients: readonly string[], x: string): string {
  const [first = '0e0', ...rest] = coefficients;
  return rest.length === 0 ? first : `(${first} + ${x} * ${polynomial(rest, x)})`;
}
