import { LineCounter, parseDocument } from 'yaml';
import { ProblemError } from '../problem.ts';
import { isDeepYaml } from './is-deep-yaml.ts';

/**
 * The map in a YAML cell's body; an empty body is an empty map. No custom tags; aliases are limited.
 * @throws ProblemError `yaml-syntax` with line and column from 1, `yaml-not-a-map`
 */
export function parseYamlBody(body: string): Record<string, unknown> {
  if (isDeepYaml(body)) throw new ProblemError({ code: 'yaml-syntax', values: { line: 1, column: 1 } });
  const lines = new LineCounter();
  const document = parseDocument(body, { schema: 'core', logLevel: 'silent', lineCounter: lines });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw new ProblemError(
      {
        code: 'yaml-syntax',
        values: { line, column: col },
        detail: error.message.split('\n')[0] ?? '',
        sql: body,
        position: error.pos[0],
      },
      { cause: error },
    );
  }
  const value = toPlain(document);
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new ProblemError({ code: 'yaml-not-a-map' });
  return value as Record<string, unknown>;
}

function toPlain(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 }) as unknown;
  } catch (cause) {
    throw new ProblemError({ code: 'yaml-syntax', values: { line: 1, column: 1 } }, { cause });
  }
}
