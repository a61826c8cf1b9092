import { quoteName } from './quote.ts';

/** Words that DuckDB does not take as a bare table name (`duckdb_keywords()`: reserved and type or function names). */
const reserved = new Set(
  (
    'all analyse analyze and anti any array as asc asof asymmetric at authorization binary both by ' +
    'case cast check collate collation column columns concurrently constraint create cross default ' +
    'deferrable desc describe distinct do else end except false fetch for foreign freeze from full ' +
    'generated glob group having ilike in initially inner intersect into is isnull join lambda ' +
    'lateral leading left like limit map natural not notnull null offset on only or order outer ' +
    'overlaps pivot pivot_longer pivot_wider placing positional primary qualify references ' +
    'returning right select semi show similar some struct summarize symmetric table tablesample ' +
    'then to trailing true try_cast union unique unpack unpivot using variadic verbose when where ' +
    'window with'
  ).split(' '),
);

/** A table name as SQL needs it: bare when it can be, else quoted. */
export function writeName(name: string): string {
  const bare = /^(?:[A-Za-z_]|[^\p{ASCII}\s])(?:[A-Za-z0-9_]|[^\p{ASCII}\s])*$/u.test(name);
  return bare && !reserved.has(name.toLowerCase()) ? name : quoteName(name);
}
