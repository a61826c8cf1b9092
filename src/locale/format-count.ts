import { format } from 'd3-format';

const formatters = new Map<string, (value: number) => string>();

/** A number as readers of either language write it: digits in groups of three, at most `digits` decimals. */
export function formatCount(
  value: number,
  { digits = 0, style = 'decimal' }: { digits?: number; style?: 'decimal' | 'percent' } = {},
): string {
  const specifier = `,.${digits}~${style === 'percent' ? '%' : 'f'}`;
  const formatter = formatters.get(specifier) ?? format(specifier);
  formatters.set(specifier, formatter);
  return formatter(value);
}
