/** A grid of reference values: the rows hold arguments and expected results, the expressions name the columns `c0`, `c1` … */
export interface MacroCase {
  readonly expression: string;
  readonly rows: readonly (readonly number[])[];
  /** Which column holds the expected result. */
  readonly expected: number;
}

/** The cases of `test/reference/distributions.json`. */
export function planMacroCases(reference: {
  readonly chi_square: number[][];
  readonly normal: number[][];
  readonly wilson: number[][];
  readonly normal_p: number[][];
}): MacroCase[] {
  return [
    { expression: 'chi_square_p(c0, c1)', rows: reference.chi_square, expected: 2 },
    { expression: 'normal_quantile(c0)', rows: reference.normal, expected: 1 },
    {
      expression: 'wilson_low(c0, c1, z := normal_quantile(0.5e0 + c2 / 2))',
      rows: reference.wilson,
      expected: 3,
    },
    {
      expression: 'wilson_high(c0, c1, z := normal_quantile(0.5e0 + c2 / 2))',
      rows: reference.wilson,
      expected: 4,
    },
    { expression: 'normal_p(c0)', rows: reference.normal_p, expected: 1 },
  ];
}

/** SQL that gives the largest error of a case: relative, and absolute where 0 is expected or nearly so. */
export function writeMacroCase({ expression, rows, expected }: MacroCase): string {
  const values = rows.map((row) => `(${row.map((one) => one.toExponential()).join(', ')})`).join(', ');
  const columns = (rows[0] ?? []).map((_, index) => `c${index}`).join(', ');
  return `select max(coalesce(abs(${expression} - c${expected}) / greatest(abs(c${expected}), 1e-300), 9))
    filter (abs(c${expected}) > 1e-15 or c${expected} between 1e-300 and 1e-15 and '${expression}' like 'chi%') as relative,
    coalesce(max(abs(${expression} - c${expected})) filter (abs(c${expected}) <= 1e-15), 0) as absolute, count(*) as cases
    from (values ${values}) as t(${columns})`;
}
