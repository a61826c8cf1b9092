import type { SourceFile } from '../engine/source.ts';
import { type Converted, toFileLine } from './convert.ts';
import { findAccountNotices } from './find-account-notices.ts';
import { FILE_COLUMN, type ImportRecipe } from './import-recipe.ts';
import type { FileAccount, ImportJob, Mended, Notice } from './import-report.ts';
import { type TaskWork, directTasks } from './intake-tasks.ts';
import { foldColumn } from './match-columns.ts';
import type { OpenedPart } from './open-parts.ts';
import { findRowLine } from './row-lines.ts';
import { toRow } from './write-clean-copy.ts';

/** Several files as one text, and the account of each. */
export interface JoinedParts {
  readonly converted: Converted;
  readonly files: readonly FileAccount[];
  readonly mended: readonly Mended[];
  readonly notices: readonly Notice[];
  /** In which file, and on which of its lines, a row of the table begins. */
  readonly placeOf: (row: number) => { readonly file: string; readonly line: number };
}

/** Writes the records of several files below one another, in the order of the first one's columns, each with the name of its file. */
export async function joinParts(
  { file, recipe = {}, tasks = directTasks }: ImportJob,
  parts: readonly OpenedPart[],
  work: TaskWork,
): Promise<JoinedParts> {
  const names = parts[0]?.found?.layout.names ?? [];
  const column = fileColumnOf(recipe, names);
  const header = toRow(column === undefined ? names : [...names, column]);
  const texts: (Blob | string)[] = [header];
  const files: FileAccount[] = [];
  const setAside: Converted['setAside'][number][] = [];
  const mended: Mended[] = [];
  const notices: Notice[] = [];
  const places: Place[] = [];
  let rows = 0;
  let done = 0;
  for (const { name, opened, found, order } of parts) {
    if (!found) continue;
    const { encoding, bom, layout } = found;
    const copy = await tasks.copy(
      {
        file: opened.file,
        encoding,
        bom,
        shape: layout.shape,
        cells: column === undefined ? order : [...order, name],
      },
      { ...work, onBytes: (bytes, records = 0) => work.onBytes?.(done + bytes, rows + records) },
    );
    const from = done;
    done = from + opened.file.size;
    const at = (line: number): number => toFileLine(opened.converted?.shifts ?? [], line);
    const aside = [
      ...copy.setAside.map((one) => ({ ...one, line: at(one.line) })),
      ...(opened.converted?.setAside ?? []),
    ];
    const records = copy.records + (opened.converted?.setAside.length ?? 0);
    places.push({ file: name, after: rows, lineOf: (row) => at(findRowLine(copy.lines, row)) });
    rows += copy.records - copy.setAside.length;
    texts.push(copy.file.slice());
    for (const one of aside) setAside.push({ ...one, file: name });
    for (const one of copy.mended) mended.push({ ...one, line: at(one.line), file: name });
    for (const notice of [...layout.notices, ...findAccountNotices(copy)]) notices.push(ofFile(notice, name));
    files.push({
      file: name,
      encoding: opened.converted ? null : encoding,
      records,
      loaded: records - aside.length,
      setAside: aside.length,
    });
  }
  const placeOf = (row: number) => {
    const { file: of = '', after = 0, lineOf } = places.findLast((place) => place.after < row) ?? {};
    return { file: of, line: lineOf?.(row - after) ?? row };
  };
  return { converted: toConverted(toFile(texts, file), setAside, parts), files, mended, notices, placeOf };
}

interface Place {
  readonly file: string;
  /** Rows before its first one. */
  readonly after: number;
  readonly lineOf: (row: number) => number;
}

/** The column for the files' names, under a name that no other column has. */
export function fileColumnOf({ fileColumn }: ImportRecipe, names: readonly string[]): string | undefined {
  if (fileColumn === false) return undefined;
  const wanted = fileColumn ?? FILE_COLUMN;
  const taken = names.map(foldColumn);
  let name = wanted;
  for (let n = 2; taken.includes(foldColumn(name)); n++) name = `${wanted}_${n}`;
  return name;
}

function ofFile({ code, values }: Notice, file: string): Notice {
  return { code, values, file };
}

function toFile(texts: readonly (Blob | string)[], { name }: SourceFile): SourceFile {
  return new File([...texts], name);
}

function toConverted(
  file: SourceFile,
  setAside: Converted['setAside'],
  parts: readonly OpenedPart[],
): Converted {
  const texts = [...new Set(parts.flatMap(({ opened }) => opened.converted?.texts ?? []))];
  return {
    file,
    shifts: [],
    hasNames: true,
    texts,
    setAside,
    sheets: [],
    sheet: null,
    range: null,
    isWhole: true,
  };
}
