import { parseDocument } from 'yaml';
import { ProblemError, type Problem } from '../problem.ts';
import { isDeepYaml } from './is-deep-yaml.ts';
import type { Head } from './notebook.ts';
import { splitLines } from './split-lines.ts';

/** The newest notebook format that this version reads and writes. */
export const format = 1;

const none: Head = { source: '', format, title: '', lang: null, asOf: null };

/**
 * Reads the front matter at a file's start. Null when there is none that says `ebb:`.
 * Damaged YAML is kept; of it only the `ebb:` line counts.
 * @throws ProblemError `newer-notebook-format`
 */
export function parseHead(text: string): Head | null {
  const source = findFrontMatter(text);
  if (source === null) return null;
  const head = readFields(source);
  if (head && head.format > format)
    throw new ProblemError({ code: 'newer-notebook-format', values: { format: head.format } });
  return head;
}

/** What is wrong with a notebook's front matter: its YAML cannot be read, and so neither can its title, language and as-of date. */
export function findHeadProblem({ source }: Head): Problem | null {
  const isRead = findFrontMatter(source) === null || readYaml(yamlOf(source)) !== null;
  return isRead ? null : { code: 'damaged-front-matter' };
}

/** A head that says nothing, for a file without front matter. */
export function emptyHead(source: string): Head {
  return { ...none, source };
}

/** The YAML between the fences of a front matter's source. */
export function yamlOf(source: string): string {
  return splitLines(source).slice(1, -1).join('');
}

function findFrontMatter(text: string): string | null {
  const lines = splitLines(text);
  if (!/^\uFEFF?---[ \t]*[\r\n]+$/.test(lines[0] ?? '')) return null;
  const end = lines.findIndex((line, i) => i > 0 && /^(?:---|\.\.\.)[ \t]*[\r\n]*$/.test(line));
  return end < 0 ? null : lines.slice(0, end + 1).join('');
}

function readFields(source: string): Head | null {
  const fields = readYaml(yamlOf(source));
  if (fields === null) {
    const found = /^ebb[ \t]*:[ \t]*["']?(\d+)/m.exec(yamlOf(source));
    return found ? { ...none, source, format: Number(found[1]) } : null;
  }
  const { ebb, title, lang, as_of: asOf } = fields;
  const version = typeof ebb === 'string' ? Number(ebb) : ebb;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return null;
  return {
    source,
    format: version,
    title: typeof title === 'string' || typeof title === 'number' ? String(title) : '',
    lang: lang === 'zh' || lang === 'en' ? lang : /^zh\b/i.test(String(lang)) ? 'zh' : null,
    asOf: typeof asOf === 'string' && isIsoDate(asOf) ? asOf : null,
  };
}

function readYaml(yaml: string): Record<string, unknown> | null {
  if (isDeepYaml(yaml)) return null;
  try {
    const document = parseDocument(yaml, { schema: 'core', logLevel: 'silent' });
    if (document.errors.length > 0) return null;
    const value: unknown = document.toJS({ maxAliasCount: 20 });
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Whether a text is a real calendar day, `2024-02-29`. */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
