import type { SourceFile } from '../engine/source.ts';
import { quoteName, quoteText } from '../sql/quote.ts';
import { toTextRecipe } from './converted-text.ts';
import { importParquet } from './import-parquet.ts';
import type { FileAccount, ImportJob, ImportProgress, ImportReport, LoadableKind } from './import-report.ts';
import { importText } from './import-text.ts';
import { fileColumnOf, joinParts } from './join-parts.ts';
import { matchColumns } from './match-columns.ts';
import { type OpenedPart, openParts } from './open-parts.ts';
import { createBlobScratch } from './scratch.ts';

/** Of the whole import, what joining the files takes. */
const JOINING = 40;

/** Imports several files with the same columns as one table; types are decided on every value of all of them. */
export async function importParts(
  job: ImportJob,
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportReport> {
  const { file, recipe = {}, signal } = job;
  const parts = await openParts(job);
  if (parts[0]?.opened.kind === 'parquet') return importParquetParts(job, parts, onProgress);
  const total = Math.max(
    1,
    parts.reduce((size, { opened }) => size + opened.file.size, 0),
  );
  const joined = await joinParts(job, parts, {
    scratch: job.scratch ?? createBlobScratch(),
    ...(signal && { signal }),
    onBytes: (bytes, rows = 0) =>
      onProgress({ stage: 'rewrite', percent: (JOINING * bytes) / total, bytes, rows }),
  });
  const { converted, files } = joined;
  const text = await importText(
    { ...job, file: converted.file, recipe: toTextRecipe(recipe, converted) },
    true,
    (progress) => onProgress({ ...progress, percent: JOINING + ((100 - JOINING) * progress.percent) / 100 }),
  );
  const [encoding] = files.map((one) => one.encoding);
  const delimiters = parts.map(({ found }) => found?.layout.delimiter);
  const setAside = [...converted.setAside, ...text.setAside];
  return {
    ...text,
    file: file.name,
    kind: kindOf(parts, text),
    encoding: encoding && files.every((one) => one.encoding === encoding) ? encoding : null,
    delimiter: encoding && new Set(delimiters).size === 1 ? (delimiters[0] ?? null) : null,
    records: text.records + converted.setAside.length,
    setAside,
    misfitCells: text.misfitCells.map((one) => ({ ...one, ...joined.placeOf(one.row) })),
    mended: joined.mended,
    notices: [...joined.notices, ...text.notices.filter(({ code }) => code !== 'noticeHeaderOnly')],
    files,
    recipe: {
      ...text.recipe,
      encoding: recipe.encoding ?? null,
      delimiter: recipe.delimiter ?? null,
      quote: recipe.quote ?? null,
      escape: recipe.escape ?? null,
      header: recipe.header ?? [],
      skip: recipe.skip ?? 0,
      footer: recipe.footer ?? 0,
      isFooterAsked: recipe.footer !== undefined,
      subtotals: recipe.subtotals === true,
      table: recipe.table ?? 1,
      mend: recipe.mend !== false,
      sheet: recipe.sheet ?? null,
      range: recipe.range ?? null,
      columns: recipe.columns ?? {},
      files: files.map((one) => one.file),
      fileColumn: recipe.fileColumn ?? text.recipe.fileColumn,
    },
  };
}

function kindOf([first]: readonly OpenedPart[], text: ImportReport): LoadableKind {
  const kind = first?.opened.kind;
  if (kind !== undefined && kind !== 'text') return kind;
  return first?.found?.layout.delimiter === '\t' ? 'tsv' : text.kind;
}

/** Parquet files bring their types: they are loaded one by one, put below one another, and loaded as one. */
async function importParquetParts(
  job: ImportJob,
  parts: readonly OpenedPart[],
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportReport> {
  const { engine, relation, recipe = {}, signal } = job;
  const loaded: { readonly name: string; readonly relation: string; readonly report: ImportReport }[] = [];
  try {
    for (const [index, { name, opened }] of parts.entries()) {
      const passing = `${relation} part ${index}`;
      const own = { ...job, file: opened.file, relation: passing, recipe: {} };
      const share = (percent: number): number => (80 * (index + percent / 100)) / parts.length;
      const report = await importParquet(own, (progress) =>
        onProgress({ ...progress, percent: share(progress.percent) }),
      );
      loaded.push({ name, relation: passing, report });
      const [first] = loaded;
      if (first) matchColumns(toNamed(first), toNamed({ name, report }));
    }
    const column = fileColumnOf(recipe, loaded[0]?.report.columns.map(({ name }) => name) ?? []);
    const selects = loaded.map(
      (one) =>
        `SELECT *${column === undefined ? '' : `, ${quoteText(one.name)} AS ${quoteName(column)}`} FROM files.${quoteName(one.relation)}`,
    );
    const blob = await engine.write(selects.join(' UNION ALL BY NAME '), 'parquet', signal ? { signal } : {});
    const file: SourceFile = new File([blob], job.file.name);
    const report = await importParquet({ ...job, file, recipe }, (progress) =>
      onProgress({ ...progress, percent: 80 + progress.percent / 5 }),
    );
    const notices = loaded[0]?.report.notices ?? [];
    return { ...report, file: job.file.name, files: loaded.map(toFileAccount), notices };
  } finally {
    for (const one of loaded) await engine.drop(one.relation).catch(() => undefined);
  }
}

function toNamed({ name, report }: { readonly name: string; readonly report: ImportReport }) {
  return { file: name, names: report.columns.map((column) => column.name) };
}

function toFileAccount({ name, report }: { name: string; report: ImportReport }): FileAccount {
  return {
    file: name,
    encoding: null,
    records: report.records,
    loaded: report.loaded,
    setAside: report.setAside.length,
  };
}
