import { foldName } from '../sql/fold-name.ts';
import { findParameters } from '../sql/find-parameters.ts';
import { quoteName, unquoteName } from '../sql/quote.ts';
import { isCode, tokenize } from '../sql/tokenize.ts';
import { writeName } from '../sql/write-name.ts';
import { parseDocument } from 'yaml';
import { findInlineValues } from './find-inline-values.ts';
import { findMakes } from './find-makes.ts';
import { isDeepYaml } from './is-deep-yaml.ts';
import type { Cell } from './notebook.ts';
import { findReferences } from './references.ts';
import { withAttributes, withBody } from './write-cell.ts';

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The cells with every reading of `cell` under its old name rewritten to the new one, and nothing else touched. */
export function renameReferences(cells: readonly Cell[], cell: Cell, name: string): Cell[] {
  const old = cell.name;
  if (old === null) return [...cells];
  const parameters = cell.kind === 'input' ? renamedParameters(cell, old, name) : null;
  return cells.map((other) => {
    if (other.kind === 'query' || other.kind === 'check') {
      const changes = parameters ? inParameters(other.body, parameters) : inSql(other.body, old, name);
      return withBody(other, replace(other.body, changes));
    }
    if (parameters) return other;
    if (other.kind === 'text') return withBody(other, replace(other.body, inProse(other.body, old, name)));
    if (other.kind === 'input') return withBody(other, inInput(other.body, old, name));
    const from = other.attributes['from'];
    return from !== undefined && isSame(from, old) ? withAttributes(other, { from: name }) : other;
  });
}

function renamedParameters(cell: Cell, old: string, name: string): Map<string, string> {
  const made = findMakes(cell).parameters;
  return new Map(made.map((one) => [foldName(one), name + one.slice(old.length)]));
}

function inParameters(sql: string, names: ReadonlyMap<string, string>): Change[] {
  return findParameters(sql).flatMap(({ name, start, end }) => {
    const renamed = names.get(foldName(name));
    return renamed === undefined ? [] : [{ start, end, text: `$${renamed}` }];
  });
}

/** Table names, and `old.` before a column where the table has no other name. */
function inSql(sql: string, old: string, name: string): Change[] {
  const references = findReferences(sql).filter((one) => isSame(one.name, old));
  if (references.length === 0) return [];
  const starts = new Set(references.map((one) => one.start));
  const tokens = tokenize(sql).filter(isCode);
  return tokens.flatMap((token, i): Change[] => {
    const isName = token.kind === 'word' || token.kind === 'quoted';
    const isQualifier =
      isName &&
      isSame(unquoteName(token.text), old) &&
      tokens[i + 1]?.text === '.' &&
      tokens[i - 1]?.text !== '.';
    if (!starts.has(token.start) && !isQualifier) return [];
    const text =
      token.kind === 'string'
        ? `'${name.replaceAll("'", "''")}'`
        : token.kind === 'quoted'
          ? quoteName(name)
          : writeName(name);
    return [{ start: token.start, end: token.end, text }];
  });
}

function inProse(markdown: string, old: string, name: string): Change[] {
  const text = /^[^\s"{}|.]+$/.test(name) ? name : quoteName(name);
  return findInlineValues(markdown)
    .filter((value) => isSame(value.relation, old))
    .map((value) => ({ start: value.relationStart, end: value.relationEnd, text }));
}

function inInput(body: string, old: string, name: string): string {
  if (isDeepYaml(body)) return body;
  const document = parseDocument(body, { schema: 'core', logLevel: 'silent' });
  const from: unknown = document.errors.length > 0 ? null : document.get('from');
  if (typeof from !== 'string' || !isSame(from, old)) return body;
  document.set('from', name);
  return document.toString({ lineWidth: 0 }).replace(/\n$/, '');
}

function isSame(a: string, b: string): boolean {
  return foldName(a) === foldName(b);
}

function replace(text: string, changes: readonly Change[]): string {
  return changes
    .toSorted((a, b) => b.start - a.start)
    .reduce((done, { start, end, text: by }) => done.slice(0, start) + by + done.slice(end), text);
}
