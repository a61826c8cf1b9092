import { ProblemError } from '../problem.ts';
import { memoByCell } from './memo-by-cell.ts';
import type { Cell } from './notebook.ts';
import { isIsoDate } from './parse-head.ts';
import { parseYamlBody } from './parse-yaml-body.ts';

interface Common {
  readonly label: string;
}

/** Where the choices of a select come from: a fixed list, or a column of a relation. */
export interface ChoiceSource {
  readonly relation: string;
  readonly column: string;
  /** Whether the last in order comes first, as of months. */
  readonly isDescending: boolean;
}

/** What a select offers. */
interface Choices {
  readonly options: readonly string[];
  /** What people read instead of the options, one for each. */
  readonly labels?: readonly string[];
  readonly from: ChoiceSource | null;
}

/** An input cell, filled in. `default` is null where the cell names none; bounds are null where it sets none. */
export type InputSpec = Common &
  (
    | (Choices & { readonly type: 'select'; readonly default: string | null })
    | (Choices & { readonly type: 'multiselect'; readonly default: readonly string[] | null })
    | { readonly type: 'text'; readonly default: string }
    | (Bounds<number> & {
        readonly type: 'number';
        readonly default: number | null;
        readonly step: number | null;
      })
    | (Bounds<number> & {
        readonly type: 'range';
        readonly default: Range<number>;
        readonly step: number | null;
      })
    | (Bounds<string> & { readonly type: 'date'; readonly default: string | null })
    | (Bounds<string> & { readonly type: 'daterange'; readonly default: Range<string> })
  );

interface Bounds<T> {
  readonly min: T | null;
  readonly max: T | null;
}

/** From and to, both included; null is open. */
export type Range<T> = readonly [T | null, T | null];

type Fields = Readonly<Record<string, unknown>>;

/** What an input cell asks for, read once. @throws as `parseInputSpec` does */
export const readInputSpec: (cell: Cell) => InputSpec = memoByCell(({ body }) => parseInputSpec(body));

/**
 * Reads an input cell's YAML.
 * @throws ProblemError `yaml-syntax`, `yaml-not-a-map`, `input-type`, `input-key` with the key that is wrong,
 * `input-no-choices`
 */
export function parseInputSpec(body: string): InputSpec {
  const fields = parseYamlBody(body);
  const label = readText(fields, 'label') ?? '';
  const { type } = fields;
  switch (type) {
    case 'select':
      return { type, label, ...readChoices(fields), default: readText(fields, 'default') };
    case 'multiselect':
      return { type, label, ...readChoices(fields), default: readTexts(fields, 'default') };
    case 'text':
      return { type, label, default: readText(fields, 'default') ?? '' };
    case 'number': {
      const bounds = readBounds(fields, readNumber);
      return { type, label, ...bounds, step: readStep(fields), default: readNumber(fields, 'default') };
    }
    case 'range': {
      const bounds = readBounds(fields, readNumber);
      return {
        type,
        label,
        ...bounds,
        step: readStep(fields),
        default: readRange(fields, readNumber, bounds),
      };
    }
    case 'date':
      return { type, label, ...readBounds(fields, readDate), default: readDate(fields, 'default') };
    case 'daterange': {
      const bounds = readBounds(fields, readDate);
      return { type, label, ...bounds, default: readRange(fields, readDate, bounds) };
    }
    default:
      throw new ProblemError({ code: 'input-type', values: { type: describe(type) } });
  }
}

function readChoices(fields: Fields): Choices {
  const relation = readText(fields, 'from');
  const column = readText(fields, 'column');
  if (relation !== null && column === null) wrong('column', 'missing');
  const options = readTexts(fields, 'options') ?? [];
  if (relation === null && options.length === 0) throw new ProblemError({ code: 'input-no-choices' });
  const order = readText(fields, 'order') ?? 'asc';
  if (order !== 'asc' && order !== 'desc') wrong('order', order);
  const isDescending = order === 'desc';
  const labels = readTexts(fields, 'labels');
  if (labels !== null && labels.length !== options.length) wrong('labels', describe(labels));
  return {
    options,
    ...(labels && { labels }),
    from: relation !== null && column !== null ? { relation, column, isDescending } : null,
  };
}

function readBounds<T extends number | string>(
  fields: Fields,
  read: (fields: Fields, key: string) => T | null,
): Bounds<T> {
  const bounds = { min: read(fields, 'min'), max: read(fields, 'max') };
  if (bounds.min !== null && bounds.max !== null && bounds.min > bounds.max)
    wrong('min', describe(bounds.min));
  return bounds;
}

function readRange<T extends number | string>(
  fields: Fields,
  read: (fields: Fields, key: string) => T | null,
  { min, max }: Bounds<T>,
): Range<T> {
  const value = fields['default'];
  if (value === undefined || value === null) return [min, max];
  if (!Array.isArray(value) || value.length !== 2) return wrong('default', describe(value));
  const [from, to] = [
    read({ default: value[0] as unknown }, 'default'),
    read({ default: value[1] as unknown }, 'default'),
  ];
  if (from !== null && to !== null && from > to) wrong('default', describe(value));
  return [from, to];
}

function readStep(fields: Fields): number | null {
  const step = readNumber(fields, 'step');
  return step !== null && step <= 0 ? wrong('step', describe(step)) : step;
}

function readText(fields: Fields, key: string): string | null {
  const value = fields[key];
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? wrong(key, describe(value)) : describe(value);
}

function readTexts(fields: Fields, key: string): string[] | null {
  const value = fields[key];
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) return wrong(key, describe(value));
  return value.map((one: unknown) => readText({ [key]: one }, key) ?? wrong(key, 'null'));
}

function readNumber(fields: Fields, key: string): number | null {
  const value = fields[key];
  if (value === undefined || value === null) return null;
  return typeof value === 'number' && Number.isFinite(value) ? value : wrong(key, describe(value));
}

function readDate(fields: Fields, key: string): string | null {
  const value = fields[key];
  if (value === undefined || value === null) return null;
  return typeof value === 'string' && isIsoDate(value) ? value : wrong(key, describe(value));
}

function wrong(key: string, value: string): never {
  throw new ProblemError({ code: 'input-key', values: { key, value } });
}

function describe(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
