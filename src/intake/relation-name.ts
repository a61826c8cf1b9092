/** Words that DuckDB does not take as a bare table name. */
const RESERVED = new Set(
  (
    'all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default ' +
    'deferrable desc describe distinct do else end except false fetch for foreign from group having in initially intersect ' +
    'into lambda lateral leading limit not null offset on only or order pivot placing primary qualify references returning ' +
    'select show some summarize symmetric table then to trailing true union unique unpivot using variadic when where window with'
  ).split(' '),
);

/** A table's name and, when the plain one was taken, the name it could not have. */
export interface RelationName {
  readonly name: string;
  readonly collidedWith?: string;
}

/**
 * The name of the table for a file: without folder and extension, Chinese kept, everything that would need quotes made `_`;
 * a name that starts with a digit or is a word of SQL gets `t_` before it.
 * A taken name (ignoring case, as SQL does) gets `_2`, `_3` …
 */
export function relationName(fileName: string, taken: Iterable<string>): RelationName {
  const base = fileName.split(/[/\\]/).at(-1) ?? '';
  const stem = base.replace(
    /(?<=.)(?:\.(?:csv|tsv|tab|txt|dat|psv|parquet|pq|parq|gz|zip|jsonl?|ndjson|xlsx?|arrow|feather))+$/i,
    '',
  );
  const bare = stem
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}_]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  const isPlain = /^[\p{L}_]/u.test(bare) && !RESERVED.has(bare.toLowerCase());
  const name = bare === '' ? 'table_1' : isPlain ? bare : `t_${bare}`;
  const used = new Set([...taken].map((one) => one.toLowerCase()));
  if (!used.has(name.toLowerCase())) return { name };
  let n = 2;
  while (used.has(`${name}_${n}`.toLowerCase())) n++;
  return { name: `${name}_${n}`, collidedWith: name };
}
