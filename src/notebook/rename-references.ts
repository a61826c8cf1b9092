import { foldName } from '../sql/fold-name.ts';
import { findParameters } from '../sql/find-parameters.ts';
import { quoteName, unquoteName } from '../sql/quote.ts';
import { isCode, tokenize } from '../sql/tokenize.ts';
import { writeName } from '../sql/write-name.ts';
import { parseDocument } from 'yaml';
import { findInlineValues } from './find-inline-values.ts';
import { findMakes, namesOf } from './find-makes.ts';
import { isDeepYaml } from './is-deep-yaml.ts';
import type { Cell } from './notebook.ts';
import { churnRelationKeys } from './find-reads.ts';
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
  if (cell.kind === 'input') {
    const parameters = renamedParameters(cell, old, name);
    return cells.map((other) =>
      other.kind === 'query' || other.kind === 'check'
        ? withBody(other, replace(other.body, inParameters(other.body, parameters)))
        : other,
    );
  }
  const made = namesOf(findMakes(cell));
  return (made.length > 0 ? made : [old]).reduce<Cell[]>(
    (done, one) => done.map((other) => withRelation(other, one, name + one.slice(old.length))),
    [...cells],
  );
}

/** The cell with its readings of a relation under another name. */
function withRelation(cell: Cell, old: string, name: string): Cell {
  if (cell.kind === 'query' || cell.kind === 'check')
    return withBody(cell, replace(cell.body, inSql(cell.body, old, name)));
  if (cell.kind === 'text') return withBody(cell, replace(cell.body, inProse(cell.body, old, name)));
  if (cell.kind === 'input') return withBody(cell, inYaml(cell.body, ['from'], old, name));
  const from = cell.attributes['from'];
  const moved = from !== undefined && isSame(from, old) ? withAttributes(cell, { from: name }) : cell;
  return cell.kind === 'churn' ? withBody(moved, inYaml(moved.body, churnRelationKeys, old, name)) : moved;
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

/** Keys of a YAML body that name a relation. */
function inYaml(body: string, keys: readonly string[], old: string, name: string): string {
  if (isDeepYaml(body)) return body;
  const document = parseDocument(body, { schema: 'core', logLevel: 'silent' });
  if (document.errors.length > 0) return body;
  const found = keys.filter((key) => {
    const value: unknown = document.get(key);
    return typeof value === 'string' && isSame(value, old);
  });
  if (found.length === 0) return body;
  for (const key of found) document.set(key, name);
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
