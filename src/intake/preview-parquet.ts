import { quoteName } from '../sql/quote.ts';
import { checkParquet, toUtc } from './import-parquet.ts';
import type { ImportPreview, PreviewJob } from './import-preview.ts';
import type { OpenedTable } from './open-table.ts';
import { resolvePlain } from './resolve-plain.ts';

const ROWS = 100;

/** The first rows of a Parquet file, which brings its names and types: nothing is chosen about them. */
export async function previewParquet(
  { engine, recipe = {}, signal }: PreviewJob,
  { file, member, members }: Pick<OpenedTable, 'file' | 'member' | 'members'>,
): Promise<ImportPreview> {
  await checkParquet(file);
  const work = signal ? { signal } : {};
  const passing = `preview ${Math.random()} of ${file.name}`;
  try {
    const loaded = await engine.load(passing, { kind: 'parquet', file, rows: ROWS }, work);
    const { columns, notices } = await toUtc(engine, passing, loaded.columns, work);
    const table = await engine.query(`SELECT * FROM files.${quoteName(passing)} LIMIT ${ROWS}`, work);
    return {
      file: file.name,
      kind: 'parquet',
      recipe: { ...resolvePlain(recipe), member },
      choices: {
        encodings: [],
        delimiters: [],
        quotes: [],
        sheets: [],
        tables: [],
        members: [...members],
      },
      columns: columns.map(({ name, type }) => ({
        source: name,
        name,
        type,
        form: type,
        forms: [],
        misfits: 0,
        examples: [],
      })),
      rows: Array.from({ length: table.rowCount }, (_, row) =>
        table.columns.map((_, column) => table.at(row, column)),
      ),
      lines: [],
      setAside: [],
      mended: [],
      notices,
      questions: [],
      isWhole: false,
    };
  } finally {
    await engine.drop(passing).catch(() => undefined);
  }
}
