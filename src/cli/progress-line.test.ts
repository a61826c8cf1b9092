import { expect, test } from 'vitest';
import { createProgressLine } from './progress-line.ts';

test('a terminal sees percent, bytes, rows and the time left, and nothing of it in the end', () => {
  let time = 0;
  let written = '';
  const line = createProgressLine(
    'en',
    (text) => void (written += text),
    () => time,
  );
  line.show({ stage: 'inspect', percent: 0 });
  time = 50;
  line.show({ stage: 'load', percent: 5, bytes: 1_000_000 });
  time = 10_000;
  line.show({ stage: 'load', percent: 25.7, bytes: 34_560_000, rows: 12_345 });
  line.end();
  expect(written.split('\r\u001b[K')).toEqual([
    '',
    '0 %',
    '25 % · 34.6 MB · 12,345 rows · about 29 s left',
    '',
  ]);
});
