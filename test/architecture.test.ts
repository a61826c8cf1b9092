import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const src = resolve(import.meta.dirname, '../src');

/** Who may import whom. `engine types` means the files of `engine/` that hold no adapter. */
const mayImport: Record<string, readonly string[]> = {
  sql: [],
  notebook: ['sql'],
  engine: ['sql'],
  intake: ['sql', 'engine types'],
  runtime: ['sql', 'notebook', 'engine types'],
  churn: ['sql'],
  chart: ['engine types'],
  publish: ['notebook', 'chart', 'engine types'],
  locale: [],
  session: ['sql', 'notebook', 'intake', 'runtime', 'churn', 'chart', 'publish', 'locale', 'engine types'],
  ui: ['session', 'locale', 'types'],
  cli: [
    'sql',
    'notebook',
    'engine',
    'engine types',
    'intake',
    'runtime',
    'churn',
    'chart',
    'publish',
    'locale',
  ],
};

/** Every file may import these leaves of `src/`. */
const leaves = ['problem.ts', 'breathe.ts'];
const engineTypes = ['engine/engine.ts', 'engine/source.ts', 'engine/table.ts'];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = sourceFiles(src).filter((file) => !/\.test\.ts$/.test(file));
const imports = files.flatMap(findImports);

test('every room imports only what the room table allows', () => {
  const wrong = imports.filter((one) => !isAllowed(one)).map((one) => `${one.from} → ${one.to}`);
  expect(wrong).toEqual([]);
});

test('there is no import cycle', () => {
  expect(findCycle()).toEqual([]);
});

test('rooms without a DOM are type-checked without one', () => {
  const { include } = JSON.parse(readFileSync(join(src, 'tsconfig.pure.json'), 'utf8')) as {
    include: string[];
  };
  for (const room of Object.keys(mayImport)) {
    if (['session', 'ui', 'cli', 'engine'].includes(room)) continue;
    expect(include, room).toContain(room);
  }
});

test('every room is in the table and has a one-page README', () => {
  const rooms = readdirSync(src).filter((name) => statSync(join(src, name)).isDirectory());
  for (const room of rooms) {
    expect(Object.keys(mayImport)).toContain(room);
    const lines = readFileSync(join(src, room, 'README.md'), 'utf8').split('\n').length;
    expect(lines, `${room}/README.md`).toBeLessThanOrEqual(80);
  }
});

test('a source file over 300 lines says why at its top, and none is over 500', () => {
  for (const file of files.filter((name) => /\.(ts|svelte)$/.test(name))) {
    const text = readFileSync(join(src, file), 'utf8');
    const lines = text.split('\n').length;
    expect(lines, file).toBeLessThanOrEqual(500);
    if (lines > 300) expect(text.trimStart(), file).toMatch(/^(\/\*|\/\/|<!--)/);
  }
});

function isAllowed({ from, to, typeOnly }: Import): boolean {
  const [fromRoom, toRoom] = [roomOf(from), roomOf(to)];
  if (fromRoom === toRoom || fromRoom === '' || leaves.includes(to)) return true;
  const allowed = mayImport[fromRoom] ?? [];
  if (allowed.includes(toRoom)) return true;
  if (allowed.includes('types') && typeOnly) return true;
  return allowed.includes('engine types') && engineTypes.includes(to);
}

function roomOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : '';
}

function findImports(from: string): Import[] {
  const text = readFileSync(join(src, from), 'utf8');
  const found = text.matchAll(
    /^\s*(?:import|export)\s+(type\s)?[^'";]*?from\s+'(\.[^']+)'|import\(\s*'(\.[^']+)'|new URL\('(\.[^']+)'/gm,
  );
  return [...found].flatMap((match) => {
    const path = (match[2] ?? match[3] ?? match[4] ?? '').replace(/\?.*$/, '');
    const to = posix.normalize(posix.join(posix.dirname(from), path));
    return to.startsWith('..') ? [] : [{ from, to, typeOnly: match[1] !== undefined }];
  });
}

function findCycle(): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to, typeOnly } of imports)
    if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const visit = (file: string, path: string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const to of next.get(file) ?? []) {
      const cycle = visit(to, [...path, file]);
      if (cycle.length > 0) return cycle;
    }
    done.add(file);
    return [];
  };
  for (const file of files) {
    const cycle = visit(file, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

function sourceFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
    .map((entry) => relative(src, join(entry.parentPath, entry.name)).split('\\').join('/'))
    .filter((file) => dirname(file) !== '');
}
