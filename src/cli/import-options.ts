import { parseArgs } from 'node:util';
import type { ImportOptions } from '../intake/import-report.ts';
import { ProblemError } from '../problem.ts';

/** What `ebb import` was asked for. */
export interface ImportRequest {
  /** Path of the file to import. */
  readonly file: string;
  readonly format: 'text' | 'json';
  /** Path of a CSV file to write the table to. */
  readonly to: string | undefined;
  readonly options: ImportOptions;
}

/**
 * Reads the words after `ebb import`.
 * @throws ProblemError `cli-bad-option`, `cli-no-import-file`, `cli-bad-format`
 */
export function parseImportRequest(args: readonly string[]): ImportRequest {
  const { values, positionals } = readArguments(args);
  const [file, extra] = positionals;
  if (file === undefined) throw new ProblemError({ code: 'cli-no-import-file' });
  if (extra !== undefined) throw new ProblemError({ code: 'cli-bad-option', values: { option: extra } });
  const { format = 'text', to, encoding, delimiter } = values;
  if (format !== 'text' && format !== 'json')
    throw new ProblemError({ code: 'cli-bad-format', values: { text: format } });
  const options = {
    ...(encoding !== undefined && { encoding }),
    ...(delimiter !== undefined && { delimiter: readDelimiter(delimiter) }),
  };
  return { file, format, to, options };
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        to: { type: 'string' },
        encoding: { type: 'string' },
        delimiter: { type: 'string' },
      },
    });
  } catch (cause) {
    const option = /'([^']+)'/.exec(cause instanceof Error ? cause.message : '')?.[1] ?? args.join(' ');
    throw new ProblemError({ code: 'cli-bad-option', values: { option } }, { cause });
  }
}

function readDelimiter(text: string): string {
  const delimiter = text === '\\t' || text === 'tab' ? '\t' : text;
  if (delimiter.length === 1 && !/["\r\n]/.test(delimiter) && delimiter.charCodeAt(0) < 128) return delimiter;
  throw new ProblemError({ code: 'cli-bad-option', values: { option: `--delimiter ${text}` } });
}
