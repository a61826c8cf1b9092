import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { createCell } from '../notebook/create-cell.ts';
import { createHead } from '../notebook/set-head.ts';
import type { Cell, Notebook } from '../notebook/notebook.ts';
import { createKinds } from './create-kinds.ts';
import { createRuntime } from './create-runtime.ts';
import type { Runtime } from './runtime.ts';

/** Cells of one shape: cell `i` is named `n<i>` and adds a number to what some other cell gives. */
interface Shape {
  readonly add: number;
  readonly from: number | null;
  readonly usesInput: boolean;
}

const COUNT = 6;
const shape = fc.record<Shape>({
  add: fc.integer({ min: 0, max: 3 }),
  from: fc.option(fc.nat(COUNT - 1)),
  usesInput: fc.boolean(),
});
const step = fc.oneof(
  fc.record({ type: fc.constant('edit' as const), index: fc.nat(COUNT - 1), shape }),
  fc.record({ type: fc.constant('input' as const), value: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ type: fc.constantFrom('run' as const, 'start' as const, 'stop' as const, 'lose' as const) }),
  fc.record({ type: fc.constant('some' as const), index: fc.nat(COUNT - 1) }),
);

/** What a cell must give by plain arithmetic; null on or behind a cycle. */
function expected(
  shapes: readonly Shape[],
  input: number,
  index: number,
  path: readonly number[] = [],
): number | null {
  const one = shapes[index];
  if (!one || path.includes(index)) return null;
  const base = one.from === null ? 0 : expected(shapes, input, one.from, [...path, index]);
  return base === null ? null : base + one.add + (one.usesInput ? input : 0);
}

function toNotebook(shapes: readonly Shape[], known: Map<string, Cell>): Notebook {
  const cells = shapes.map((one, i) => {
    const base = one.from === null ? '0' : `(select v from n${one.from})`;
    const body = `select ${base} + ${one.add}${one.usesInput ? ' + $x::int' : ''} as v`;
    const key = `${i} ${body}`;
    const cell = known.get(key) ?? createCell('query', { id: `c${i}`, attributes: { name: `n${i}` }, body });
    known.set(key, cell);
    return cell;
  });
  const text =
    known.get('text') ??
    createCell('text', { id: 'text', body: shapes.map((_, i) => `{{ n${i}.v }}`).join(' ') });
  const input =
    known.get('input') ??
    createCell('input', { id: 'x', attributes: { name: 'x' }, body: 'type: number\ndefault: 0' });
  known.set('text', text).set('input', input);
  return { head: createHead({ title: '', lang: null, asOf: null }), cells: [...cells, text, input] };
}

let engine: Engine;
beforeAll(async () => {
  engine = await createNodeEngine();
});
afterAll(() => engine.close());

async function checkAll(runtime: Runtime, shapes: readonly Shape[], input: number): Promise<void> {
  for (const i of shapes.keys()) {
    const value = expected(shapes, input, i);
    const state = runtime.state(`c${i}`);
    expect(state.status, `n${i}`).toBe(
      value !== null ? 'done' : state.problem?.code === 'cycle' ? 'failed' : 'blocked',
    );
    if (value === null) continue;
    expect((await engine.query(`FROM ${state.relation}`)).at(0, 0), `n${i}`).toBe(value);
    expect((await engine.query(`FROM main.n${i}`)).at(0, 0), `main.n${i}`).toBe(value);
    expect(runtime.state('text').values[`n${i}.v`], `text n${i}`).toBe(value);
  }
}

test('after any row of edits, runs, stops and losses a full run gives what arithmetic gives', async () => {
  const start = fc.array(shape, { minLength: COUNT, maxLength: COUNT });
  const property = fc.asyncProperty(start, fc.array(step, { maxLength: 12 }), async (first, steps) => {
    let shapes: readonly Shape[] = first;
    let input = 0;
    const known = new Map<string, Cell>();
    const runtime = createRuntime({
      engine,
      kinds: createKinds({ checkChart: () => null }),
      clock: () => performance.now(),
    });
    runtime.setNotebook(toNotebook(shapes, known));
    for (const one of steps) {
      if (one.type === 'edit') {
        shapes = shapes.with(one.index, one.shape);
        runtime.setNotebook(toNotebook(shapes, known));
      } else if (one.type === 'input') {
        input = one.value;
        runtime.setInput('x', { type: 'DOUBLE', value: input });
      } else if (one.type === 'run') await runtime.run();
      else if (one.type === 'start') void runtime.run();
      else if (one.type === 'some') void runtime.run([`c${one.index}`]);
      else if (one.type === 'stop') await runtime.stop();
      else runtime.forgetResults();
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await runtime.run();
    await checkAll(runtime, shapes, input);
  });
  await fc.assert(property, { numRuns: 60 });
});
