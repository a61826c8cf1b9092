/** SQL of a p-value as a sentence says it: `= 0.034`, or `< 0.001`. */
export function writePValue(column: string): string {
  return `if(${column} < 0.001, '< 0.001', format('= {:.2g}', ${column}))`;
}
