import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { ProblemError } from '../problem.ts';

/**
 * Where the file is that a data cell names: beside the notebook, else among the samples.
 * @throws ProblemError `cli-data-not-found`
 */
export function findDataFile(name: string, file: string, notebook: string, samples: string): string {
  const places = [resolve(dirname(notebook), file), join(samples, basename(file))];
  const found = file === '' ? undefined : places.find((place) => existsSync(place));
  if (found === undefined) throw new ProblemError({ code: 'cli-data-not-found', values: { name, file } });
  return found;
}
