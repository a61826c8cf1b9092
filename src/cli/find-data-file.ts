import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { DataSpec } from '../notebook/parse-data-spec.ts';
import { ProblemError } from '../problem.ts';

/**
 * Where the file is that a data cell names: beside the notebook, else among the samples. Of several files that are one
 * table it is the folder of the first, with the name they have together.
 * @throws ProblemError `cli-data-not-found`
 */
export function findDataFile(
  name: string,
  { file, import: how }: Pick<DataSpec, 'file' | 'import'>,
  notebook: string,
  samples: string,
): string {
  const [first] = Array.isArray(how?.['files']) ? (how['files'] as unknown[]) : [];
  const beside = resolve(dirname(notebook), dirname(file), String(first ?? ''));
  if (first !== undefined && file !== '' && existsSync(beside)) return join(dirname(beside), basename(file));
  const places = [resolve(dirname(notebook), file), join(samples, basename(file))];
  const found = file === '' ? undefined : places.find((place) => existsSync(place));
  if (found === undefined) throw new ProblemError({ code: 'cli-data-not-found', values: { name, file } });
  return found;
}
