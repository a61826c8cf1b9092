import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodeEngine } from '../engine/create-node-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { previewFile } from '../intake/preview-file.ts';
import { writeTar } from '../intake/write-tar.ts';
import { ImportReview, type ReviewRequest } from './import-review.svelte.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await createNodeEngine();
});
afterAll(() => engine.close());

const one = new File(['id,n\n1,5\n'], 'sales-1.csv');
const two = new File(['N;ID\n7,5;2\n'], 'sales-2.csv');
const other = new File(['city\nUlm\n'], 'city.csv');
const joined: ReviewRequest = {
  file: writeTar('sales-*.csv', [one, two]),
  recipe: { files: [one.name, two.name], fileColumn: 'file' },
  known: null,
  parts: [one, two],
};

function createReview(isJoining: boolean) {
  const said: boolean[] = [];
  const review = new ImportReview({
    engine,
    previewFile,
    isQuiet: () => false,
    isJoining: () => said.at(-1) ?? isJoining,
    onJoin: (isOne) => void said.push(isOne),
  });
  return { review, said };
}

const shown = (review: ImportReview) => ({
  file: review.current?.file.name,
  isOne: review.current?.isOne,
  waiting: review.current?.waiting,
  columns: review.current?.preview?.columns.map(({ name }) => name),
});
const isShown = (review: ImportReview) => expect.poll(() => review.current?.preview ?? null).not.toBeNull();

test('files are grouped by the columns they have, whatever their order, case and delimiter', async () => {
  const { review } = createReview(true);
  const broken = new File(['PK\u0003\u0004'], 'broken.zip');
  const groups = await review.group([one, other, broken, two]);
  expect(groups.map((files) => files.map(({ name }) => name))).toEqual([
    ['sales-1.csv', 'sales-2.csv'],
    ['city.csv'],
    ['broken.zip'],
  ]);
  expect(review.looking).toBeNull();
});

test('files that could be one table become one each, and one again, and that is remembered', async () => {
  const { review, said } = createReview(true);
  const asked = review.ask([joined]);
  await isShown(review);
  expect(shown(review)).toEqual({
    file: 'sales-*.csv',
    isOne: true,
    waiting: 0,
    columns: ['id', 'n', 'file'],
  });
  await review.join(false);
  expect(shown(review)).toEqual({ file: 'sales-1.csv', isOne: false, waiting: 1, columns: ['id', 'n'] });
  await review.join(true);
  expect(shown(review)).toMatchObject({ file: 'sales-*.csv', isOne: true, waiting: 0 });
  await review.join(false);
  review.accept();
  await expect.poll(() => review.current?.file.name).toBe('sales-2.csv');
  expect(shown(review)).toMatchObject({ waiting: 0, columns: ['N', 'ID'] });
  review.cancel();
  expect((await asked).map(({ file, recipe }) => [file.name, recipe])).toEqual([['sales-1.csv', {}]]);
  expect(said).toEqual([false, true, false]);
});

test('of a file that is seen in part only a narrower type is no change, another type is', async () => {
  const { review } = createReview(true);
  const known = { id: 'DATE', n: 'DOUBLE', file: 'VARCHAR' };
  const asked = review.ask([{ ...joined, known }]);
  await isShown(review);
  expect(review.current?.changes).toEqual([{ kind: 'retyped', name: 'id', from: 'DATE', to: 'VARCHAR' }]);
  review.accept();
  expect(await asked).toHaveLength(1);
});

test('columns with the same question are answered together', async () => {
  const { review } = createReview(true);
  const flags = new File(['id,a,b,c\n1,yes,no,no\n2,no,yes,no\n3,yes,yes,yes\n'], 'flags.csv');
  void review.ask([{ file: flags, recipe: {}, known: null, isAsked: true }]);
  await isShown(review);
  const { questions } = review.current?.preview ?? { questions: [] };
  expect(questions.map(({ column }) => column)).toEqual(['a', 'b', 'c']);
  const form = questions[0]?.choices[0] ?? '';
  review.changeColumns(
    questions.map(({ column }) => column),
    { form },
  );
  await expect.poll(() => review.current?.preview?.questions).toEqual([]);
  expect(review.current?.preview?.columns.map(({ type }) => type)).toEqual([
    'VARCHAR',
    'BOOLEAN',
    'BOOLEAN',
    'BOOLEAN',
  ]);
});

test('a file that cannot be read as it was asked for is not accepted by a key', async () => {
  const { review } = createReview(true);
  const broken = new File(['PK\u0003\u0004'], 'broken.zip');
  const asked = review.ask([{ file: broken, recipe: { member: 'a.csv' }, known: null }]);
  await expect.poll(() => review.current?.problem ?? null).not.toBeNull();
  review.accept();
  await Promise.resolve();
  review.cancel();
  expect(await asked).toEqual([]);
});
