import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { utils, write } from '@e965/xlsx';
import { type Line, toLine } from './line.ts';
import { makeFile } from './make-data.ts';
import type { Stage } from './stage.ts';

const WORDS = { plan: ['基础', '畅享', '家庭', '尊享'], city: ['北京', '上海', '广州', '深圳', '成都'] };

/** Our import of a GB18030 text against our import of the same text in UTF-8. */
export async function compareEncoding({ inFreshTab }: Stage, rounds: number, rows: number): Promise<Line> {
  const list = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
  const plain = await makeFile(
    `chinese-${rows}.csv`,
    `SELECT 'C' || lpad(i::VARCHAR, 8, '0') AS "customer_id",
            [${list(WORDS.plan)}][1 + (hash(i * 11) % 4)::INTEGER] AS plan,
            [${list(WORDS.city)}][1 + (hash(i * 13) % 5)::INTEGER] AS city,
            DATE '2021-01-01' + (hash(i) % 1400)::INTEGER AS start_date,
            round(19 + (hash(i * 19) % 8000) / 100.0, 2)::DECIMAL(9, 2) AS monthly_fee
     FROM range(${rows}) AS t(i)`,
    'csv',
  );
  const recoded = await makeGb18030(plain);
  const ours: number[] = [];
  const bare: number[] = [];
  let longestTask = 0;
  for (let round = 0; round < rounds; round++)
    for (const [file, times] of [
      [plain, bare],
      [recoded, ours],
    ] as const) {
      const timed = await inFreshTab([file], (page) => page.evaluate(() => window.bench.ourImport()));
      if (timed.rows !== rows) throw new Error(`${file}: ${timed.rows} rows loaded`);
      times.push(timed.ms);
      longestTask = Math.max(longestTask, timed.longestTask);
    }
  return toLine(`import gb18030, ${rows / 1e6} M rows, bare is utf-8`, { ours, bare, longestTask }, '≤ 2');
}

/** Our import of a workbook against SheetJS only parsing it, both in the tab. */
export async function compareWorkbook({ inFreshTab }: Stage, rounds: number): Promise<Line> {
  const rows = 100_000;
  const file = makeWorkbook(rows, 20);
  const ours: number[] = [];
  const bare: number[] = [];
  let longestTask = 0;
  for (let round = 0; round < rounds; round++) {
    bare.push(await inFreshTab([file], (page) => page.evaluate(() => window.bench.bareWorkbook())));
    const timed = await inFreshTab([file], (page) => page.evaluate(() => window.bench.ourImport()));
    if (timed.rows !== rows) throw new Error(`xlsx: ${timed.rows} rows loaded`);
    ours.push(timed.ms);
    longestTask = Math.max(longestTask, timed.longestTask);
  }
  return toLine('import xlsx, 100,000 × 20, bare is SheetJS', { ours, bare, longestTask }, '< 3');
}

/** The same text in GB18030, by the bytes of its few Chinese characters. */
async function makeGb18030(plain: string): Promise<string> {
  const path = plain.replace('.csv', '-gb18030.csv');
  if (existsSync(path)) return path;
  const decoder = new TextDecoder('gb18030');
  const bytesOf = new Map<string, string>();
  for (let lead = 0xb0; lead <= 0xf7; lead++)
    for (let trail = 0xa1; trail <= 0xfe; trail++)
      bytesOf.set(decoder.decode(new Uint8Array([lead, trail])), String.fromCharCode(lead, trail));
  async function* recode(pieces: AsyncIterable<string>): AsyncGenerator<Buffer> {
    for await (const piece of pieces)
      yield Buffer.from(
        piece.replace(/[^\0-\x7f]/g, (char) => bytesOf.get(char) ?? '?'),
        'latin1',
      );
  }
  await pipeline(createReadStream(plain, 'utf8'), recode, createWriteStream(`${path}.part`));
  renameSync(`${path}.part`, path);
  return path;
}

function makeWorkbook(rows: number, columns: number): string {
  const path = join(tmpdir(), 'ebb-bench', `book-${rows}-${columns}.xlsx`);
  if (existsSync(path)) return path;
  mkdirSync(dirname(path), { recursive: true });
  const names = Array.from({ length: columns }, (_, column) => `column ${column + 1}`);
  const cell = (row: number, column: number): string | number =>
    column === 0 ? `C${row}` : column % 4 === 1 ? `word ${(row * column) % 97}` : (row * column) / 4;
  const data = Array.from({ length: rows }, (_, row) => names.map((_, column) => cell(row, column)));
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([names, ...data], { dense: true }), 'Data');
  const bytes = new Uint8Array(
    write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer,
  );
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
  return path;
}
