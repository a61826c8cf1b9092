import { isMap, parseDocument, stringify } from 'yaml';
import type { ImportRecipe } from '../intake/import-recipe.ts';
import { parseRecipe, serializeRecipe } from '../intake/parse-recipe.ts';
import { parseDataSpec, type DataSpec } from '../notebook/parse-data-spec.ts';
import { toProblem, type Problem } from '../problem.ts';
import type { FileShape } from './file-shape.ts';
import { setFile } from './set-data.ts';

/** What a data cell keeps about its file: how to read it, and the columns it had. */
export interface DataImport {
  readonly recipe: ImportRecipe;
  /** Null when the cell does not say. */
  readonly shape: FileShape | null;
}

/**
 * The `import:` of a data cell.
 * @throws ProblemError `recipe-value` with the key whose value makes no sense
 */
export function toDataImport({ import: written }: Pick<DataSpec, 'import'>): DataImport {
  const { shape, ...recipe } = written ?? {};
  return { recipe: parseRecipe(recipe), shape: toShape(shape) };
}

/** What is wrong with the `import:` in a data cell's YAML; null when nothing is, and when the YAML itself is at fault. */
export function findImportProblem(body: string): Problem | null {
  try {
    const spec = parseDataSpec(body);
    try {
      if (spec.import) toDataImport(spec);
      return null;
    } catch (thrown) {
      return toProblem(thrown);
    }
  } catch {
    return null;
  }
}

/** The `import:` in a data cell's YAML; null when it has none or cannot be read. */
export function maybeDataImport(body: string): DataImport | null {
  try {
    const spec = parseDataSpec(body);
    return spec.import ? toDataImport(spec) : null;
  } catch {
    return null;
  }
}

function toShape(value: unknown): FileShape | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([name, type]) => [name, String(type)]));
}

/** A new data cell's YAML. */
export function writeDataBody(file: string, kept: DataImport): string {
  return setImport(setFile('', file), kept);
}

/** A data cell's YAML with another `import:`; every other line stays as it is written. */
export function setImport(body: string, { recipe, shape }: DataImport): string {
  const document = parseDocument(body);
  const pair = isMap(document.contents)
    ? document.contents.items.find(({ key }) => String(key) === 'import')
    : undefined;
  const { key, value } = (pair ?? {}) as { key?: Ranged; value?: Ranged };
  const start = key?.range?.[0] ?? body.length;
  const end = value?.range?.[2] ?? key?.range?.[2] ?? body.length;
  const before = body.slice(0, start).trimEnd();
  const after = body.slice(end).replace(/^\n+/, '');
  return [before, write(recipe, shape), after].filter((part) => part !== '').join('\n');
}

interface Ranged {
  readonly range?: readonly [number, number, number] | null;
}

function write(recipe: ImportRecipe, shape: FileShape | null): string {
  const written = serializeRecipe(recipe);
  const hasShape = shape !== null && Object.keys(shape).length > 0;
  if (Object.keys(written).length === 0 && !hasShape) return '';
  const lines = { ...written, ...(hasShape && { shape }) };
  return `import:\n${Object.entries(lines)
    .map(([key, value]) => `  ${key}: ${toFlow(value)}`)
    .join('\n')}`;
}

/** On one line, so that a recipe stays short to read. */
function toFlow(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true }).trim();
}
