import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { ProblemError } from '../../problem.ts';
import {
  commonKeys,
  defaultDefinition,
  ownSqlKeys,
  ruleKeys,
  ruleNames,
  units,
  type Definition,
  type Exclusion,
} from './definition.ts';

/**
 * Reads a churn cell's YAML. Strict: a key that the rule does not use is an error, not a silence.
 * @throws ProblemError `churn-yaml`, `churn-key-unknown`, `churn-key-not-used`, `churn-value`, `churn-own-sql`, each with line and position
 */
export function parseDefinition(body: string): Definition {
  const lines = new LineCounter();
  const document = parseDocument(body, { schema: 'core', logLevel: 'silent', lineCounter: lines });
  const fail = (
    code: string,
    position: number,
    values: Record<string, string | number> = {},
    detail?: string,
  ) => {
    const { line } = lines.linePos(Math.min(position, Math.max(0, body.length - 1)));
    return new ProblemError({
      code,
      values: { line, ...values },
      ...(detail !== undefined && { detail }),
      sql: body,
      position,
    });
  };
  const [error] = document.errors;
  if (error) throw fail('churn-yaml', error.pos[0], {}, error.message.split('\n')[0] ?? '');
  if (document.contents === null) return defaultDefinition;
  if (!isMap(document.contents)) throw fail('churn-yaml', 0);
  return readDefinition(new Reader(document.contents, fail));
}

type Fail = (code: string, position: number, values?: Record<string, string | number>) => ProblemError;

/** A YAML map that is read key by key. */
class Reader {
  readonly #map: YAMLMap;
  readonly fail: Fail;

  constructor(map: YAMLMap, fail: Fail) {
    this.#map = map;
    this.fail = fail;
  }

  keys(): { key: string; position: number }[] {
    return this.#map.items.map(({ key }) => {
      const position = isScalar(key) ? (key.range?.[0] ?? 0) : 0;
      return { key: isScalar(key) ? String(key.value) : '?', position };
    });
  }

  has(key: string): boolean {
    const node: unknown = this.#map.get(key, true);
    return node !== undefined && !(isScalar(node) && node.value === null);
  }

  wrong(key: string, expected: string): ProblemError {
    const node: unknown = this.#map.get(key, true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
    const position = Array.isArray(range) ? Number(range[0]) : 0;
    return this.fail('churn-value', position, { key, expected });
  }

  text(key: string): string | null {
    if (!this.has(key)) return null;
    const value: unknown = this.#map.get(key);
    if (typeof value !== 'string' && typeof value !== 'number') throw this.wrong(key, '…');
    return String(value);
  }

  choice<T extends string>(key: string, choices: readonly T[]): T | null {
    const text = this.text(key);
    if (text === null) return null;
    const found = choices.find((one) => one === text);
    if (found === undefined) throw this.wrong(key, choices.join(', '));
    return found;
  }

  number(key: string, least: number, most = Number.MAX_SAFE_INTEGER): string | null {
    if (!this.has(key)) return null;
    const value: unknown = this.#map.get(key);
    if (typeof value === 'string' && isParameter(value)) return value;
    if (typeof value !== 'number' || !(value >= least) || value > most)
      throw this.wrong(key, most === Number.MAX_SAFE_INTEGER ? `≥ ${least}` : `${least}–${most}`);
    return String(value);
  }

  date(key: string): string | null {
    const text = this.text(key);
    if (text === null || isParameter(text)) return text;
    if (!isDate(text)) throw this.wrong(key, '2024-12-31');
    return text;
  }

  texts(key: string): string[] | null {
    if (!this.has(key)) return null;
    const node: unknown = this.#map.get(key, true);
    const items: unknown[] = isSeq(node) ? node.items : [node];
    return items.map((item) => {
      const value: unknown = isScalar(item)
        ? typeof item.value === 'string'
          ? item.value
          : (item.source ?? item.value)
        : null;
      if (value === null || value === '') throw this.wrong(key, '[…, …]');
      return String(value);
    });
  }

  maps(key: string): Reader[] {
    if (!this.has(key)) return [];
    const node: unknown = this.#map.get(key, true);
    if (!isSeq(node)) throw this.wrong(key, '- …');
    return node.items.map((item) => {
      if (!isMap(item)) throw this.wrong(key, '- tenure_under: 90');
      return new Reader(item, this.fail);
    });
  }
}

function readDefinition(reader: Reader): Definition {
  if (reader.has('sql')) {
    checkKeys(reader, ownSqlKeys, 'churn-own-sql', 'sql');
    const sql = reader.text('sql');
    return { ...defaultDefinition, sql, asOf: reader.date('as_of'), label: reader.text('label') };
  }
  const rule = reader.choice('rule', ruleNames) ?? defaultDefinition.rule;
  checkKeys(reader, [...commonKeys, ...ruleKeys[rule]], 'churn-key-not-used', rule);
  return {
    ...defaultDefinition,
    rule,
    asOf: reader.date('as_of'),
    left: reader.texts('left'),
    days: reader.number('days', 1) ?? defaultDefinition.days,
    activity: reader.text('activity'),
    periods: reader.text('periods'),
    falls: reader.number('falls', 0, 100) ?? defaultDefinition.falls,
    over: reader.number('over', 1) ?? defaultDefinition.over,
    atLeast: reader.number('at_least', 0),
    unit: reader.choice('unit', units) ?? defaultDefinition.unit,
    segments: reader.texts('segments') ?? [],
    exclude: reader.maps('exclude').map(readExclusion),
    reactivation: reader.choice('reactivation', ['same', 'new']) ?? defaultDefinition.reactivation,
    boundary: reader.choice('boundary', ['calendar', 'rolling']) ?? defaultDefinition.boundary,
  };
}

const everyKey = new Set([...commonKeys, ...ownSqlKeys, ...Object.values(ruleKeys).flat()]);

function checkKeys(reader: Reader, allowed: readonly string[], code: string, rule: string): void {
  for (const { key, position } of reader.keys()) {
    if (!everyKey.has(key))
      throw reader.fail('churn-key-unknown', position, { key, known: allowed.join(', ') });
    if (!allowed.includes(key)) throw reader.fail(code, position, { key, rule, known: allowed.join(', ') });
  }
}

const exclusionKeys = ['tenure_under', 'left_within', 'missing', 'where'] as const;

function readExclusion(reader: Reader): Exclusion {
  const keys = reader.keys();
  const strange = keys.find(({ key }) => key !== 'label' && !exclusionKeys.some((one) => one === key));
  const known = exclusionKeys.join(', ');
  if (strange) throw reader.fail('churn-key-unknown', strange.position, { key: strange.key, known });
  const [first, second] = keys.filter(({ key }) => key !== 'label');
  if (!first || second) throw reader.fail('churn-exclusion', (second ?? keys[0])?.position ?? 0, { known });
  const label = reader.text('label');
  const kind = first.key as (typeof exclusionKeys)[number];
  if (kind === 'missing') return { kind, column: reader.text(kind) ?? fallOver(reader, kind), label };
  if (kind === 'where') return { kind, condition: reader.text(kind) ?? fallOver(reader, kind), label };
  return { kind, days: reader.number(kind, 0) ?? fallOver(reader, kind), label };
}

function fallOver(reader: Reader, key: string): never {
  throw reader.wrong(key, '…');
}

function isParameter(text: string): boolean {
  return /^\$[\p{L}_][\p{L}\p{N}\p{M}_]*$/u.test(text);
}

/** A day that exists: `2023-02-29` does not. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
