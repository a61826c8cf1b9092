import { parseDocument, stringify } from 'yaml';
import {
  commonKeys,
  ruleKeys,
  type Definition,
  type Exclusion,
  type RuleName,
} from '../churn/definition/definition.ts';
import { parseDefinition } from '../churn/definition/parse-definition.ts';
import { memoByCell } from '../notebook/memo-by-cell.ts';
import type { Cell } from '../notebook/notebook.ts';
import { toProblem, type Problem } from '../problem.ts';

export { ruleKeys, ruleNames, units } from '../churn/definition/definition.ts';
export type { Definition, Exclusion, RuleName };

/** A churn cell's YAML, read for a form; or what is wrong with it. */
export function maybeDefinition(body: string): Definition | { readonly problem: Problem } {
  try {
    return parseDefinition(body);
  } catch (thrown) {
    return { problem: toProblem(thrown) };
  }
}

/** What a churn cell says, read once. */
export const definitionOf: (cell: Cell) => Definition | { readonly problem: Problem } = memoByCell(
  ({ body }) => maybeDefinition(body),
);

export type YamlValue =
  string | number | boolean | readonly (string | Readonly<Record<string, string | number>>)[];

/** The YAML with one key set, or taken away; comments and the order of the rest stay. */
export function setKey(body: string, key: string, value: YamlValue | null): string {
  const document = parseDocument(body);
  if (value === null || value === '') document.delete(key);
  else document.set(key, document.createNode(value, { flow: false }));
  return toText(document);
}

/** Another rule: keys that it does not use are taken away, since a definition must say nothing that does not count. */
export function setRule(body: string, rule: RuleName): string {
  const document = parseDocument(body);
  const allowed = new Set([...commonKeys, ...ruleKeys[rule]]);
  const map: unknown = document.toJS();
  for (const key of Object.keys(typeof map === 'object' && map !== null ? map : {}))
    if (!allowed.has(key)) document.delete(key);
  document.set('rule', rule);
  return toText(document);
}

/** Numbers stay numbers, `$parameters` texts. */
export function toYamlNumber(text: string): string | number | null {
  const plain = text.trim();
  if (plain === '') return null;
  return Number.isFinite(Number(plain)) ? Number(plain) : plain;
}

export function setExclusions(body: string, list: readonly Exclusion[]): string {
  const written = list.map((one) => {
    const label = one.label === null ? {} : { label: one.label };
    if (one.kind === 'missing') return { missing: one.column, ...label };
    if (one.kind === 'where') return { where: one.condition, ...label };
    return { [one.kind]: toYamlNumber(one.days) ?? 0, ...label };
  });
  return setKey(body, 'exclude', written.length > 0 ? written : null);
}

/** The user's own SELECT instead of the form. */
export function toOwnSql(sql: string, label: string | null): string {
  return stringify({ ...(label !== null && { label }), sql: `${sql.trim()}\n` }, { lineWidth: 0 }).trimEnd();
}

function toText(document: ReturnType<typeof parseDocument>): string {
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd();
}
