import { parseArgs } from 'node:util';
import { ruleNames, type RuleName } from '../churn/definition/definition.ts';
import { roles as roleNames, type Role } from '../churn/roles/role.ts';
import type { Language } from '../locale/language.ts';
import { ProblemError } from '../problem.ts';

/** What `ebb start` was asked for. */
export interface StartOptions {
  readonly files: readonly string[];
  /** Role → column's name or SQL expression. */
  readonly roles: ReadonlyMap<Role, string>;
  readonly rule: RuleName | null;
  readonly language: Language | null;
  /** Path of the notebook to write. */
  readonly out: string;
}

/**
 * Reads the words after `ebb start`.
 * @throws ProblemError `cli-bad-option`, `cli-no-start-file`, `cli-no-out`, `cli-bad-pair`, `cli-bad-choice`
 */
export function parseStartOptions(args: readonly string[]): StartOptions {
  const { values, positionals } = readArguments(args);
  if (positionals.length === 0) throw new ProblemError({ code: 'cli-no-start-file' });
  if (values.out === undefined) throw new ProblemError({ code: 'cli-no-out' });
  return {
    files: positionals,
    roles: new Map((values.role ?? []).map(readRole)),
    rule: values.rule === undefined ? null : choose('--rule', values.rule, ruleNames),
    language: values.lang === undefined ? null : choose('--lang', values.lang, ['zh', 'en'] as const),
    out: values.out,
  };
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        role: { type: 'string', multiple: true },
        rule: { type: 'string' },
        lang: { type: 'string' },
        out: { type: 'string' },
      },
    });
  } catch (cause) {
    const option = /'([^']+)'/.exec(cause instanceof Error ? cause.message : '')?.[1] ?? args.join(' ');
    throw new ProblemError({ code: 'cli-bad-option', values: { option } }, { cause });
  }
}

function readRole(pair: string): [Role, string] {
  const at = pair.indexOf('=');
  if (at < 1 || at === pair.length - 1)
    throw new ProblemError({ code: 'cli-bad-pair', values: { option: '--role', text: pair } });
  return [choose('--role', pair.slice(0, at), roleNames), pair.slice(at + 1)];
}

function choose<T extends string>(option: string, text: string, choices: readonly T[]): T {
  const found = choices.find((one) => one === text);
  if (found === undefined)
    throw new ProblemError({ code: 'cli-bad-choice', values: { option, text, known: choices.join(', ') } });
  return found;
}
