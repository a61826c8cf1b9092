import { foldName } from '../../sql/fold-name.ts';
import { writeName } from '../../sql/write-name.ts';
import type { CellDraft, RecipeContext } from '../recipe.ts';

/** Paragraphs of Markdown. */
export function text(...paragraphs: readonly string[]): CellDraft {
  return { kind: 'text', attributes: {}, body: paragraphs.filter((one) => one !== '').join('\n\n') };
}

/** A query whose result is a relation of this name. */
export function query(
  name: string,
  sql: string,
  attributes: Readonly<Record<string, string>> = {},
): CellDraft {
  return { kind: 'query', name, attributes, body: trimSql(sql) };
}

/** A query that is not stored, so that what it gives is never copied. */
export function view(name: string, sql: string): CellDraft {
  return { kind: 'query', name, attributes: { view: '' }, body: trimSql(sql) };
}

/** A query whose rows are violations. */
export function check(name: string, sql: string): CellDraft {
  return { kind: 'check', name, attributes: {}, body: trimSql(sql) };
}

/** A Vega-Lite chart over a relation. */
export function chart(from: string, spec: Readonly<Record<string, unknown>>): CellDraft {
  return { kind: 'chart', attributes: { from }, body: JSON.stringify(spec, null, 2) };
}

/** A parameter; the body is YAML. */
export function input(name: string, yaml: readonly string[]): CellDraft {
  return { kind: 'input', name, attributes: {}, body: yaml.join('\n') };
}

/** A fitted model over a relation; the body is YAML. */
export function model(name: string, kind: string, from: string, yaml: readonly string[]): CellDraft {
  return { kind: 'model', name, attributes: { kind, from }, body: yaml.join('\n') };
}

/** Names for new cells: the name itself, or with the first number that makes it new. Asked twice for one name, it answers the same. */
export function createNames({ taken }: Pick<RecipeContext, 'taken'>): (name: string) => string {
  const given = new Map<string, string>();
  return (name) => {
    const known = given.get(name);
    if (known !== undefined) return known;
    let free = name;
    for (let count = 2; taken.has(foldName(free)); count++) free = `${name}_${count}`;
    given.set(name, free);
    return free;
  };
}

/** The lifetimes' name as SQL needs it. */
export function writeSource({ lifetimes }: RecipeContext): string {
  return writeName(lifetimes);
}

/** Chooses the words of the notebook's language. */
export function createSay({ language }: Pick<RecipeContext, 'language'>): (zh: string, en: string) => string {
  return (zh, en) => (language === 'zh' ? zh : en);
}

/** SQL without the indent that the code around it has, and without lines that a left-out part leaves empty. */
function trimSql(sql: string): string {
  const lines = sql.split('\n').filter((line) => line.trim() !== '');
  const indent = Math.min(...lines.map((line) => /^ */.exec(line)?.[0].length ?? 0));
  return lines.map((line) => line.slice(indent).trimEnd()).join('\n');
}
