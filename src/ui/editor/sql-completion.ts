import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from '@codemirror/autocomplete';
import { functions, keywords } from './duckdb-words.ts';
import type { EditorSchema } from './editor-schema.ts';

const NAME = /[\p{L}\p{N}\p{M}_]*$/u;
const VALID = /^[\p{L}\p{N}\p{M}_]*$/u;
const BARE = /^[\p{L}_][\p{L}\p{N}\p{M}_]*$/u;
const RESERVED = new Set(keywords);

/** Completion of relations, columns, inputs, keywords and functions; `schema` is asked at each keystroke. */
export function createSqlCompletion(schema: () => EditorSchema): CompletionSource {
  return (context) => completeSql(context, schema());
}

/** What can stand at the cursor. After `relation.` or an alias of one: its columns; after `$`: inputs. */
export function completeSql(context: CompletionContext, schema: EditorSchema): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  if (inTextOrComment(before)) return null;
  const word = NAME.exec(before)?.[0] ?? '';
  const from = context.pos - word.length;
  const lead = before.slice(0, before.length - word.length);
  if (lead.endsWith('$')) return { from, options: inputOptions(schema), validFor: VALID };
  if (lead.endsWith('::')) return null;
  if (lead.endsWith('.')) {
    const owner = /(?:"((?:[^"]|"")+)"|([\p{L}\p{N}\p{M}_]+))\.$/u.exec(lead);
    const name = owner?.[1]?.replaceAll('""', '"') ?? owner?.[2];
    const relation = name && findRelation(name, context.state.doc.toString(), schema);
    return relation ? { from, options: columnOptions([relation]), validFor: VALID } : null;
  }
  if (word === '' && !context.explicit && !/\b(?:from|join)\s$/i.test(lead)) return null;
  const options = /\b(?:from|join)\s+$/i.test(lead)
    ? relationOptions(schema, 20)
    : generalOptions(context.state.doc.toString(), schema);
  return { from, options, validFor: VALID };
}

function generalOptions(sql: string, schema: EditorSchema): Completion[] {
  const mentioned = schema.relations.filter((relation) => sql.includes(relation.name));
  return [
    ...columnOptions(mentioned),
    ...relationOptions(schema, 5),
    ...functions.map(([label, detail]) => ({
      label,
      detail,
      type: 'function',
      apply: `${label}(`,
      boost: -5,
    })),
    ...keywords.map((label) => ({ label, type: 'keyword', boost: -2 })),
  ];
}

type SchemaRelation = EditorSchema['relations'][number];

function columnOptions(relations: readonly SchemaRelation[]): Completion[] {
  const seen = new Set<string>();
  return relations.flatMap(({ name, columns }) =>
    columns
      .filter((column) => !seen.has(column.name) && seen.add(column.name))
      .map((column, index) => ({
        label: column.name,
        apply: toSqlName(column.name),
        detail: `${column.type.toLowerCase()} · ${name}`,
        type: 'property',
        boost: 30 - index / 100,
      })),
  );
}

function relationOptions(schema: EditorSchema, boost: number): Completion[] {
  return schema.relations.map(({ name, detail }) => ({
    label: name,
    apply: toSqlName(name),
    detail,
    type: 'class',
    boost,
  }));
}

function inputOptions(schema: EditorSchema): Completion[] {
  return schema.inputs.map(({ name, type }) => ({
    label: name,
    detail: type.toLowerCase(),
    type: 'variable',
  }));
}

function findRelation(name: string, sql: string, schema: EditorSchema): SchemaRelation | undefined {
  const named = (wanted: string): SchemaRelation | undefined =>
    schema.relations.find((relation) => relation.name.toLowerCase() === wanted.toLowerCase());
  const direct = named(name);
  if (direct) return direct;
  const use =
    /\b(?:from|join)\s+(?:"((?:[^"]|"")+)"|([\p{L}\p{N}\p{M}_]+))\s+(?:as\s+)?"?([\p{L}\p{N}\p{M}_]+)/giu;
  for (const [, quoted, bare, alias] of sql.matchAll(use)) {
    if (alias?.toLowerCase() === name.toLowerCase())
      return named(quoted?.replaceAll('""', '"') ?? bare ?? '');
  }
  return undefined;
}

/** Whether the end of this line lies inside an open text or after a comment mark. */
function inTextOrComment(line: string): boolean {
  const bare = line.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, '');
  return bare.includes('--') || bare.includes("'");
}

function toSqlName(name: string): string {
  return BARE.test(name) && !RESERVED.has(name.toLowerCase()) ? name : `"${name.replaceAll('"', '""')}"`;
}
