import type { Engine, WorkOptions } from '../engine/engine.ts';
import type { Value } from '../engine/table.ts';
import { quoteName } from '../sql/quote.ts';

/** What stands in a column. */
export interface ColumnProfile {
  readonly name: string;
  readonly type: string;
  readonly nulls: number;
  readonly distinct: number;
  /** The least and the greatest value, as text; null for columns without values or order. */
  readonly low: string | null;
  readonly high: string | null;
  /** Rows in twelve equal steps from low to high; empty for columns that are no numbers or times. */
  readonly bars: readonly number[];
  /** The most frequent values; empty where there are bars. */
  readonly top: readonly { readonly value: string; readonly count: number }[];
}

export interface TableProfile {
  /** Rows that were looked at, of those in the table. */
  readonly rows: number;
  readonly isExact: boolean;
  readonly columns: readonly ColumnProfile[];
}

interface Profiled {
  readonly relation: string;
  readonly rows: number;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** Rows of a sample; a table that is not larger is looked at whole. */
export const SAMPLE_ROWS = 20_000;
const STEPS = 12;
const TOP = 4;

/** Looks at every column of a loaded table: on a sample of 20,000 rows, or exactly. */
export async function profileTable(
  engine: Pick<Engine, 'query'>,
  { relation, rows, columns }: Profiled,
  wantsExact: boolean,
  work: WorkOptions = {},
): Promise<TableProfile> {
  const isExact = wantsExact || rows <= SAMPLE_ROWS;
  const profiles: ColumnProfile[] = [];
  for (const { name, type } of columns) {
    const from = `(SELECT ${quoteName(name)} AS v FROM files.${quoteName(relation)})`;
    const source = isExact ? from : `${from} USING SAMPLE reservoir(${SAMPLE_ROWS} ROWS) REPEATABLE (7)`;
    const step = stepOf(type);
    const table = await engine.query(step === null ? withTop(source) : withBars(source, step), work);
    const at = (column: number): Value => table.at(0, column);
    const parts = (Array.isArray(at(5)) ? at(5) : []) as readonly Readonly<Record<string, Value>>[];
    const bars = Array.from({ length: STEPS }, (_, index) =>
      Number(parts.find((part) => Number(part['v']) === index)?.['n'] ?? 0),
    );
    profiles.push({
      name,
      type,
      nulls: Number(at(0)) - Number(at(1)),
      distinct: Number(at(2)),
      low: toText(at(3)),
      high: toText(at(4)),
      bars: step === null || Number(at(1)) === 0 ? [] : bars,
      top:
        step === null
          ? parts.map((part) => ({ value: toText(part['v'] ?? null) ?? '', count: Number(part['n']) }))
          : [],
    });
  }
  return { rows: isExact ? rows : SAMPLE_ROWS, isExact, columns: profiles };
}

/** What places a value between the least and the greatest; null for types without such. */
function stepOf(type: string): string | null {
  if (/^(DATE|TIMESTAMP)/.test(type)) return 'epoch(v)';
  return /^(U?(TINY|SMALL|BIG|HUGE)?INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL)/.test(type) && !type.endsWith(']')
    ? 'v::DOUBLE'
    : null;
}

const FACTS = 'count(*) AS n, count(v) AS k, count(DISTINCT v) AS d';

function withBars(source: string, step: string): string {
  return `WITH c AS MATERIALIZED (SELECT v, CASE WHEN isfinite(${step}) THEN ${step} END AS x FROM ${source}),
  s AS (SELECT ${FACTS}, min(v)::VARCHAR AS low, max(v)::VARCHAR AS high, min(x) AS x0, max(x) AS x1 FROM c),
  b AS (SELECT CASE WHEN x1 > x0 THEN least(floor((x - x0) / (x1 - x0) * ${STEPS}), ${STEPS - 1}) ELSE 0 END::INTEGER AS v, count(*) AS n
    FROM c, s WHERE x IS NOT NULL GROUP BY 1)
  SELECT n, k, d, low, high, (SELECT list({'v': v, 'n': n}) FROM b) FROM s`;
}

function withTop(source: string): string {
  return `WITH c AS MATERIALIZED (SELECT v::VARCHAR AS v FROM ${source}),
  t AS (SELECT v, count(*) AS n FROM c WHERE v IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${TOP})
  SELECT ${FACTS}, min(v), max(v), (SELECT list({'v': v, 'n': n} ORDER BY n DESC, v) FROM t) FROM c`;
}

function toText(value: Value): string | null {
  return value === null ? null : typeof value === 'object' ? JSON.stringify(value) : String(value);
}
