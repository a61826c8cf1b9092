import { parseArgs } from 'node:util';
import { ProblemError } from '../problem.ts';

/** What `ebb run` was asked for. */
export interface RunOptions {
  /** Path of the notebook's file. */
  readonly notebook: string;
  /** Data cell name → path of the file to bind. */
  readonly data: ReadonlyMap<string, string>;
  /** Input name → value as typed on the command line. */
  readonly set: ReadonlyMap<string, string>;
  /** The most rows to print of a cell. */
  readonly rows: number;
  readonly format: 'text' | 'json';
}

const defaultRows = { text: 20, json: 1000 };

/**
 * Reads the words after `ebb run`.
 * @throws ProblemError `cli-bad-option`, `cli-no-notebook`, `cli-bad-pair`, `cli-bad-rows`, `cli-bad-format`
 */
export function parseRunOptions(args: readonly string[]): RunOptions {
  const { values, positionals } = readArguments(args);
  const [notebook, extra] = positionals;
  if (notebook === undefined) throw new ProblemError({ code: 'cli-no-notebook' });
  if (extra !== undefined) throw new ProblemError({ code: 'cli-bad-option', values: { option: extra } });
  const format = values.format ?? 'text';
  if (format !== 'text' && format !== 'json')
    throw new ProblemError({ code: 'cli-bad-format', values: { text: format } });
  return {
    notebook,
    data: readPairs('--data', values.data ?? []),
    set: readPairs('--set', values.set ?? []),
    rows: values.rows === undefined ? defaultRows[format] : readRows(values.rows),
    format,
  };
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: 'string', multiple: true },
        set: { type: 'string', multiple: true },
        rows: { type: 'string' },
        format: { type: 'string' },
      },
    });
  } catch (error) {
    const option = /'([^']+)'/.exec(error instanceof Error ? error.message : '')?.[1] ?? args.join(' ');
    throw new ProblemError({ code: 'cli-bad-option', values: { option } }, { cause: error });
  }
}

function readPairs(option: string, pairs: readonly string[]): Map<string, string> {
  return new Map(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new ProblemError({ code: 'cli-bad-pair', values: { option, text: pair } });
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

function readRows(text: string): number {
  const rows = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(rows))
    throw new ProblemError({ code: 'cli-bad-rows', values: { text } });
  return rows;
}
