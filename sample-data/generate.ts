import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { quoteText } from '../src/sql/quote.ts';
import { createSampleFiles } from './sample-files.ts';

/** Writes the CSV files of this folder, and a Parquet file beside those of the telecom operator. */
async function generate(folder: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  for (const [name, text] of createSampleFiles()) {
    const csv = join(folder, name);
    writeFileSync(csv, text);
    if (!name.startsWith('telecom-')) continue;
    const types = name.includes('customers')
      ? [
          'VARCHAR',
          'DATE',
          'DATE',
          'VARCHAR',
          'VARCHAR',
          'VARCHAR',
          'INTEGER',
          'VARCHAR',
          'INTEGER',
          'VARCHAR',
        ]
      : ['DATE', 'DOUBLE', 'INTEGER', 'INTEGER', 'DOUBLE'];
    const columns = (text.split('\n', 1)[0] ?? '')
      .split(',')
      .map((column, at) => `${quoteText(column)}: ${quoteText(types[at] ?? 'VARCHAR')}`);
    await connection.run(
      `COPY (FROM read_csv(${quoteText(csv)}, auto_detect = false, header = true, columns = {${columns.join(', ')}}))
       TO ${quoteText(csv.replace(/\.csv$/, '.parquet'))} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19)`,
    );
  }
  connection.closeSync();
  instance.closeSync();
}

await generate(import.meta.dirname);
