import { DuckDBInstance } from '@duckdb/node-api';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = join(tmpdir(), 'ebb-bench');

/** `rows` customers in the columns of the English telecom sample; a pure function of the row number. */
const customers = (rows: number): string => `
  SELECT 'C' || lpad(i::VARCHAR, 8, '0') AS customer_id,
         DATE '2021-01-01' + (hash(i) % 1400)::INTEGER AS start_date,
         CASE WHEN hash(i * 7) % 100 < 30 THEN DATE '2024-01-01' + (hash(i * 3) % 365)::INTEGER END AS end_date,
         ['Basic', 'Plus', 'Family', 'Unlimited'][1 + (hash(i * 11) % 4)::INTEGER] AS plan,
         ['North', 'South', 'East', 'West', 'Centre'][1 + (hash(i * 13) % 5)::INTEGER] AS region,
         18 + (hash(i * 17) % 60)::INTEGER AS age,
         round(19 + (hash(i * 19) % 8000) / 100.0, 2)::DECIMAL(9, 2) AS monthly_fee
  FROM range(${rows}) AS t(i)`;

/**
 * Path of a file with `rows` made-up customers; made once and kept in the system's temporary folder.
 * Written under another name first, so that a half-written file is never taken for a whole one.
 */
export async function makeCustomers(rows: number, format: 'csv' | 'parquet'): Promise<string> {
  return makeFile(`customers-${rows}.${format}`, customers(rows), format);
}

/** Path of a file with the rows of a SELECT; the name must say what is in it. */
export async function makeFile(name: string, select: string, format: 'csv' | 'parquet'): Promise<string> {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const options = format === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT parquet, COMPRESSION snappy';
  await connection.run(`COPY (${select}) TO '${path}.part' (${options})`);
  connection.closeSync();
  instance.closeSync();
  renameSync(`${path}.part`, path);
  return path;
}
