import type { Words } from '../recipe.ts';
import { polynomial } from './polynomial.ts';

/** A function that any SQL of a notebook can call: how it is created, and what it gives, with the source of its formula. */
export interface Macro {
  /** As it is called: `wilson_low(k, n)`. */
  readonly signature: string;
  readonly gives: Words;
  readonly source: string;
  /** `CREATE OR REPLACE MACRO …` for schema `main`. */
  readonly sql: string;
}

const a = ['3.3871328727963666080e0', '1.3314166789178437745e2', '1.9715909503065514427e3'];
a.push('1.3731693765509461125e4', '4.5921953931549871457e4', '6.7265770927008700853e4');
a.push('3.3430575583588128105e4', '2.5090809287301226727e3');
const b = ['1e0', '4.2313330701600911252e1', '6.8718700749205790830e2', '5.3941960214247511077e3'];
b.push('2.1213794301586595867e4', '3.9307895800092710610e4', '2.8729085735721942674e4');
b.push('5.2264952788528545610e3');
const c = ['1.42343711074968357734e0', '4.63033784615654529590e0', '5.76949722146069140550e0'];
c.push('3.64784832476320460504e0', '1.27045825245236838258e0', '2.41780725177450611770e-1');
c.push('2.27238449892691845833e-2', '7.74545014278341407640e-4');
const d = ['1e0', '2.05319162663775882187e0', '1.67638483018380384940e0', '6.89767334985100004550e-1'];
d.push('1.48103976427480074590e-1', '1.51986665636164571966e-2', '5.47593808499534494600e-4');
d.push('1.05075007164441684324e-9');
const e = ['6.65790464350110377720e0', '5.46378491116411436990e0', '1.78482653991729133580e0'];
e.push('2.96560571828504891230e-1', '2.65321895265761230930e-2', '1.24266094738807843860e-3');
e.push('2.71155556874348757815e-5', '2.01033439929228813265e-7');
const f = ['1e0', '5.99832206555887937690e-1', '1.36929880922735805310e-1', '1.48753612908506148525e-2'];
f.push('7.86869131145613259100e-4', '1.84631831751005468180e-5', '1.42151175831644588870e-7');
f.push('2.04426310338993978564e-15');

const unseen = '[\\s\\pZ\\p{Cf}]';

/** The functions in the order in which they are created: a later one may call an earlier one. */
export const macros: readonly Macro[] = [
  {
    signature: 'normal_quantile(p)',
    gives: {
      en: 'the z with P(Z ≤ z) = p for a standard normal Z; null outside 0 < p < 1',
      zh: '标准正态变量 Z 满足 P(Z ≤ z) = p 的 z；p 不在 0 与 1 之间时为空',
    },
    source: 'Wichura 1988, algorithm AS 241 (PPND16)',
    sql: `CREATE OR REPLACE MACRO main.normal_quantile(p) AS CASE
  WHEN p IS NULL OR p <= 0 OR p >= 1 THEN NULL
  WHEN abs(p - 0.5e0) <= 0.425e0 THEN (p - 0.5e0)
    * ${polynomial(a, '(0.180625e0 - (p - 0.5e0) * (p - 0.5e0))')}
    / ${polynomial(b, '(0.180625e0 - (p - 0.5e0) * (p - 0.5e0))')}
  WHEN least(p, 1 - p) >= exp(-25e0) THEN sign(p - 0.5e0)
    * ${polynomial(c, '(sqrt(-ln(least(p::double, 1 - p))) - 1.6e0)')}
    / ${polynomial(d, '(sqrt(-ln(least(p::double, 1 - p))) - 1.6e0)')}
  ELSE sign(p - 0.5e0)
    * ${polynomial(e, '(sqrt(-ln(least(p::double, 1 - p))) - 5e0)')}
    / ${polynomial(f, '(sqrt(-ln(least(p::double, 1 - p))) - 5e0)')}
END`,
  },
  {
    signature: 'wilson_low(k, n, z := 1.959963984540054)',
    gives: {
      en: 'lower end of the Wilson score interval for the share k of n, 95 % unless another z is given; null when n is 0',
      zh: 'n 中占 k 的比例的 Wilson 区间下限；不另给 z 时为 95 %，n 为 0 时为空',
    },
    source: 'Wilson 1927; R prop.test(k, n, correct = FALSE)',
    sql: wilson('low', '-'),
  },
  {
    signature: 'wilson_high(k, n, z := 1.959963984540054)',
    gives: {
      en: 'upper end of the Wilson score interval for the share k of n, 95 % unless another z is given; null when n is 0',
      zh: 'n 中占 k 的比例的 Wilson 区间上限；不另给 z 时为 95 %，n 为 0 时为空',
    },
    source: 'Wilson 1927; R prop.test(k, n, correct = FALSE)',
    sql: wilson('high', '+'),
  },
  {
    signature: 'gamma_density(x, a)',
    gives: {
      en: 'xᵃ e⁻ˣ ÷ Γ(a) for x, a > 0; above a = 20 by Stirling’s series, so that large values do not cancel',
      zh: 'xᵃ e⁻ˣ ÷ Γ(a)，x、a > 0；a 大于 20 时用 Stirling 级数，避免大数相消',
    },
    source: 'NIST Digital Library of Mathematical Functions 5.11.1',
    sql: `CREATE OR REPLACE MACRO main.gamma_density(x, a) AS CASE
  WHEN a < 20 THEN exp(a * ln(x) - x - lgamma(a))
  ELSE sqrt(a / (2 * pi())) * exp(a * (ln(x / a) + (a - x) / a)
    - (1 / a) * (1e0 / 12 - (1 / (a * a)) * (1e0 / 360 - (1 / (a * a)) * (1e0 / 1260 - (1 / (a * a)) / 1680))))
END`,
  },
  {
    signature: 'gamma_tail(x, a)',
    gives: {
      en: 'the regularised upper incomplete gamma function Q(a, x)',
      zh: '正则化的上不完全 γ 函数 Q(a, x)',
    },
    source:
      'NIST DLMF 8.7.1 (series, x < a + 1) and 8.9.2 (continued fraction), both from the far end inwards. The inner function of list_reduce may not see outer columns: DuckDB 1.4.3 gives it those of another row',
    sql: `CREATE OR REPLACE MACRO main.gamma_tail(x, a) AS CASE
  WHEN x IS NULL OR a IS NULL OR a <= 0 OR isnan(x) THEN NULL
  WHEN x <= 0 THEN 1e0
  WHEN isinf(x) THEN 0e0
  WHEN x < a + 1 THEN 1 - gamma_density(x, a) / a * list_reduce(
    list_transform(list_reverse(range(1, 60 + cast(10 * sqrt(a) AS BIGINT))), lambda n: x / (a + n)),
    lambda inside, term: 1 + term * inside, 1e0)
  ELSE gamma_density(x, a) / ((x + 1 - a) * list_reduce(
    list_transform(list_reverse(range(1, 200 + cast(10 * sqrt(a) AS BIGINT))),
      lambda n: n * (n - a) / ((x + 2 * n - 1 - a) * (x + 2 * n + 1 - a))),
    lambda inside, term: 1 - term / inside, 1e0))
END`,
  },
  {
    signature: 'chi_square_p(x, df)',
    gives: {
      en: 'the chance that a chi-square variable of df degrees of freedom is x or more',
      zh: '自由度为 df 的卡方变量不小于 x 的概率',
    },
    source: 'Q(df ÷ 2, x ÷ 2); R pchisq(x, df, lower.tail = FALSE)',
    sql: `CREATE OR REPLACE MACRO main.chi_square_p(x, df) AS
  list_transform([{ x: x::DOUBLE / 2, a: df::DOUBLE / 2 }], lambda half: gamma_tail(half.x, half.a))[1]`,
  },
  {
    signature: 'normal_p(z)',
    gives: {
      en: 'the chance that a standard normal variable is at least as far from 0 as z, on either side',
      zh: '标准正态变量离 0 至少和 z 一样远的概率（双侧）',
    },
    source: 'the chi-square tail of z² at one degree of freedom; R 2 * pnorm(-abs(z))',
    sql: `CREATE OR REPLACE MACRO main.normal_p(z) AS gamma_tail((z)::DOUBLE * z / 2, 0.5e0)`,
  },
  {
    signature: 'strip(text)',
    gives: {
      en: 'the text without what no eye sees at its ends: spaces of any script, tabs, line ends, marks without width',
      zh: '去掉首尾看不见的字符（各种空格、制表符、换行、零宽字符）后的文本',
    },
    source:
      'Unicode categories Z and Cf. `trim` takes spaces only; replacing is slower than looking whether there is something to replace',
    sql: `CREATE OR REPLACE MACRO main.strip(text) AS
  if(regexp_matches(text, '^${unseen}|${unseen}$'), regexp_replace(text, '^${unseen}+|${unseen}+$', '', 'g'), text)`,
  },
];

/** The statements to run when an engine starts. */
export const macroStatements: readonly string[] = macros.map(({ sql }) => sql);

function wilson(end: 'low' | 'high', sign: '-' | '+'): string {
  const root = 'sqrt(k::DOUBLE / n * (1 - k::DOUBLE / n) / n + z * z / (4e0 * n * n))';
  const bound = end === 'low' ? 'greatest(0e0, ' : 'least(1e0, ';
  return `CREATE OR REPLACE MACRO main.wilson_${end}(k, n, z := 1.959963984540054e0) AS CASE WHEN n > 0 THEN
  ${bound}(k::DOUBLE / n + z * z / (2e0 * n) ${sign} z * ${root}) / (1 + z * z / n)) END`;
}
