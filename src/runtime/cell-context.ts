import type { Graph, GraphNode } from '../notebook/graph.ts';
import type { CellId } from '../notebook/notebook.ts';
import { namesOf } from '../notebook/find-makes.ts';
import { toLiteral, type BoundValue } from '../sql/bind-parameters.ts';
import { foldName } from '../sql/fold-name.ts';
import type { CellContext, CellResult, Kind } from './kind.ts';
import { toPartResult } from './part-result.ts';
import type { BoundTable } from './runtime.ts';

/** What stands around a cell at the moment of asking. */
export interface Surroundings {
  readonly graph: Graph;
  readonly asOf: string | null;
  readonly language: 'zh' | 'en' | null;
  readonly tables: Readonly<Record<string, BoundTable>>;
  /** What the user set, by parameter name. */
  readonly inputs: ReadonlyMap<string, BoundValue>;
  readonly keyOf: (id: CellId) => string | null;
  readonly resultOf: (id: CellId) => CellResult | undefined;
}

/** All that the cell may see. */
export function createContext(node: GraphNode, around: Surroundings): CellContext {
  const { cell, reads, makes } = node;
  const relations = new Map<string, CellResult>();
  for (const name of reads.relations) {
    const id = findMaker(node, around, relationsOf, name);
    const made = id === null ? undefined : around.graph.nodes.get(id)?.makes;
    const result = id === null ? undefined : around.resultOf(id);
    const read = made && result && toPartResult(made, result, name);
    if (read) relations.set(foldName(name), read);
  }
  const set = makes.parameters.flatMap((name) => {
    const value = around.inputs.get(name);
    return value ? [[name, value] as const] : [];
  });
  const table =
    cell.name !== null && Object.hasOwn(around.tables, cell.name) ? around.tables[cell.name] : null;
  return {
    cell,
    language: around.language,
    relations,
    parameters: Object.fromEntries(
      reads.parameters.flatMap((name) => {
        const value = findParameter(node, around, name);
        return value ? [[name, value] as const] : [];
      }),
    ),
    table: table ?? null,
    overrides: Object.fromEntries(set),
  };
}

/**
 * The content of a cell, of which its key is the hash: what it says, the values of its parameters, and the keys of the
 * relations it reads. Null while one of these is not known; a tolerant kind goes without it.
 */
export function serializeContent(node: GraphNode, kind: Kind, around: Surroundings): string | null {
  const parts: (string | null)[] = [node.cell.kind, kind.content(createContext(node, around))];
  for (const name of node.reads.relations) {
    const id = findMaker(node, around, relationsOf, name);
    const key = id === null ? 'none' : around.keyOf(id);
    if (key === null && !kind.tolerant) return null;
    const made = id === null ? undefined : around.graph.nodes.get(id)?.makes;
    const part = made?.parts.find((one) => foldName(one.name) === foldName(name))?.part;
    parts.push(foldName(name), part === undefined || key === null ? key : `${key} ${part}`);
  }
  for (const name of node.reads.parameters) {
    const value = findParameter(node, around, name);
    const isMade = findMaker(node, around, (one) => one.makes.parameters, name) !== null;
    if (!value && isMade) return null;
    parts.push(name, value ? toLiteral(value) : 'none');
  }
  return JSON.stringify(parts);
}

const relationsOf = ({ makes }: GraphNode): readonly string[] => namesOf(makes);

function findParameter(node: GraphNode, around: Surroundings, name: string): BoundValue | null {
  const id = findMaker(node, around, (one) => one.makes.parameters, name);
  if (id === null)
    return foldName(name) === 'as_of' && around.asOf !== null ? { type: 'DATE', value: around.asOf } : null;
  const found = Object.entries(around.resultOf(id)?.parameters ?? {});
  return found.find(([made]) => foldName(made) === foldName(name))?.[1] ?? null;
}

/** Which of the cells it needs makes a name. */
function findMaker(
  { needs }: GraphNode,
  { graph }: Surroundings,
  makes: (node: GraphNode) => readonly string[],
  name: string,
): CellId | null {
  const isMaker = (id: CellId): boolean => {
    const node = graph.nodes.get(id);
    return (node ? makes(node) : []).some((one) => foldName(one) === foldName(name));
  };
  return needs.find(isMaker) ?? null;
}
