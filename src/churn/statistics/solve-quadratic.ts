/**
 * bᵀA⁻¹b for a symmetric positive definite A, by Cholesky's factorisation; null when A is not (numerically) definite.
 * With LLᵀ = A and Ly = b this is yᵀy.
 */
export function solveQuadratic(
  matrix: readonly (readonly number[])[],
  vector: readonly number[],
): number | null {
  const size = vector.length;
  const lower: number[][] = Array.from({ length: size }, () => []);
  const solved: number[] = [];
  const at = (row: number, column: number): number => lower[row]?.[column] ?? 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row]?.[column] ?? 0;
      for (let k = 0; k < column; k++) sum -= at(row, k) * at(column, k);
      if (column < row) (lower[row] ??= [])[column] = sum / at(column, column);
      else if (!(sum > 1e-12 * (matrix[row]?.[row] ?? 0))) return null;
      else (lower[row] ??= [])[row] = Math.sqrt(sum);
    }
    let rest = vector[row] ?? 0;
    for (let k = 0; k < row; k++) rest -= at(row, k) * (solved[k] ?? 0);
    solved.push(rest / at(row, row));
  }
  return solved.reduce((sum, one) => sum + one * one, 0);
}
