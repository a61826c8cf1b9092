/** A short sign for a DuckDB type: `123`, `1.5`, `abc`, `31`, `12h`, `y/n`, `{ }`. */
export function toTypeSign(type: string): string {
  if (/^(STRUCT|MAP|UNION)|\]$/.test(type)) return '{ }';
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return '123';
  if (/^(DOUBLE|FLOAT|DECIMAL)/.test(type)) return '1.5';
  if (type === 'DATE') return '31';
  if (/^TIME|^INTERVAL/.test(type)) return '12h';
  if (type === 'BOOLEAN') return 'y/n';
  return 'abc';
}
