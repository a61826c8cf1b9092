import { afterEach, expect, test, vi } from 'vitest';
import type { Column, Value } from '../../engine/table.ts';
import { frame, mountGrid, tableOf, wait } from './grid-fixture.ts';
import type { ReadRows, Sort } from './row-pages.svelte.ts';

const million = 1_000_000;
const columns: Column[] = [
  { name: 'id', type: 'BIGINT', kind: 'integer' },
  { name: '客户', type: 'VARCHAR', kind: 'text' },
  { name: 'fee', type: 'DECIMAL(10,2)', kind: 'decimal' },
  { name: 'share', type: 'DOUBLE', kind: 'number' },
  { name: 'started', type: 'DATE', kind: 'date' },
  { name: 'note', type: 'VARCHAR', kind: 'text' },
];

function valueAt(row: number, column: number): Value {
  const values: Value[] = [row, `客户${row}`, `${row}.25`, row / 3, '2024-01-05', row % 3 === 0 ? null : 'n'];
  return values[column] ?? null;
}

/** Answers after `delay` ms and keeps what it was asked. */
function createReader(delay = 5) {
  const asked: { from: number; count: number; sort: Sort | null; signal: AbortSignal }[] = [];
  const readRows: ReadRows = async (from, count, sort, signal) => {
    asked.push({ from, count, sort, signal });
    await wait(delay);
    return tableOf(columns, count, (row, column) => valueAt(from + row, column));
  };
  return { asked, readRows };
}

let grid: ReturnType<typeof mountGrid>;
afterEach(() => grid.close());

async function open(rowCount: number, options: Partial<Parameters<typeof mountGrid>[0]> = {}, delay = 5) {
  const reader = createReader(delay);
  grid = mountGrid({ columns, rowCount, readRows: reader.readRows, ...options });
  if (rowCount > 0) await vi.waitFor(() => expect(grid.cell(0, 0).textContent).toBe('0'));
  return reader;
}

test('a million rows scroll to the very last one, in an element no taller than browsers allow', async () => {
  await open(million);
  expect(grid.scroller.scrollHeight).toBeLessThan(10_000_000);
  grid.scroller.scrollTop = grid.scroller.scrollHeight;
  await vi.waitFor(() => expect(grid.cell(million - 1, 0).textContent).toBe(String(million - 1)));
  const last = grid.cell(million - 1, 0).getBoundingClientRect();
  const box = grid.scroller.getBoundingClientRect();
  expect(last.bottom).toBeLessThanOrEqual(box.bottom);
  expect(last.bottom).toBeGreaterThan(box.bottom - 30);
  expect(grid.scroller.getAttribute('aria-rowcount')).toBe(String(million + 1));
});

test('wheel steps in the middle of a million rows move one to one, and resting does not move the rows', async () => {
  await open(million);
  grid.scroller.scrollTop = 4_000_000;
  await wait(250);
  const first = Number(grid.find('.row:nth-child(5)').dataset['row']);
  expect(first).toBeGreaterThan(450_000);
  const before = grid.cell(first + 10, 0).getBoundingClientRect().top;
  grid.scroller.scrollTop += 90;
  await frame();
  await frame();
  expect(grid.cell(first + 10, 0).getBoundingClientRect().top).toBeCloseTo(before - 90, 0);
  await wait(250);
  expect(grid.cell(first + 10, 0).getBoundingClientRect().top).toBeCloseTo(before - 90, 0);
});

test('on paper, a table that scrolls shows its first hundred rows and says how many are left out', async () => {
  await open(150);
  window.dispatchEvent(new Event('beforeprint'));
  expect(grid.target.querySelectorAll('tbody tr')).toHaveLength(100);
  expect(grid.find('tbody tr:last-child td').textContent).toBe('99');
  expect(grid.target.textContent).toContain('50 more rows are not printed.');
  expect(getComputedStyle(grid.scroller).display).toBe('none');
  window.dispatchEvent(new Event('afterprint'));
  await vi.waitFor(() => expect(grid.target.querySelector('table')).toBeNull());
});

test('scrolling fast drops the pages that went by', async () => {
  const { asked } = await open(million, {}, 400);
  asked.length = 0;
  for (let step = 1; step <= 40; step += 1) {
    grid.scroller.scrollTop = step * 100_000;
    await frame();
  }
  grid.scroller.scrollTop = 7_000_000;
  await vi.waitFor(
    () => expect(grid.find('.row:nth-child(5)').getAttribute('aria-busy')).toBe('false'),
    3000,
  );
  const row = Number(grid.find('.row:nth-child(5)').dataset['row']);
  expect(grid.cell(row, 0).textContent).toBe(String(row));
  expect(asked.length).toBeLessThan(40);
  expect(asked.filter(({ signal }) => !signal.aborted).length).toBeLessThanOrEqual(4);
});

test('a click on a name sorts up, then down, then not at all; the order is left to readRows', async () => {
  const { asked } = await open(5000);
  const header = grid.cell(-1, 2);
  const states: [string, Sort | null][] = [
    ['ascending', { column: 2, descending: false }],
    ['descending', { column: 2, descending: true }],
    ['none', null],
  ];
  for (const [state, sort] of states) {
    asked.length = 0;
    header.click();
    await vi.waitFor(() => expect(asked[0]).toMatchObject({ from: 0, sort }));
    expect(header.getAttribute('aria-sort')).toBe(state);
  }
});

test('the arrow keys move the focus, also to the header and past the view', async () => {
  await open(million);
  grid.cell(0, 0).focus();
  grid.press('ArrowRight');
  grid.press('ArrowDown');
  await vi.waitFor(() => expect(document.activeElement).toBe(grid.cell(1, 1)));
  grid.press('End', { ctrlKey: true });
  await vi.waitFor(() => expect(document.activeElement).toBe(grid.cell(million - 1, 5)));
  await vi.waitFor(() => expect(grid.cell(million - 1, 0).textContent).toBe(String(million - 1)));
  grid.press('PageUp');
  await vi.waitFor(() => expect(Number(active().row)).toBeLessThan(million - 5));
  grid.press('Home', { ctrlKey: true });
  grid.press('ArrowUp');
  await vi.waitFor(() => expect(document.activeElement).toBe(grid.cell(-1, 0)));
  grid.press('Enter');
  await vi.waitFor(() => expect(grid.cell(-1, 0).getAttribute('aria-sort')).toBe('ascending'));
});

test('the focus stays where it was while the view is far away', async () => {
  await open(million);
  grid.cell(2, 1).focus();
  grid.press('ArrowDown');
  await frame();
  grid.scroller.scrollTop = 3_000_000;
  await wait(250);
  expect(active()).toMatchObject({ row: '3', column: '1' });
  grid.press('ArrowDown');
  await vi.waitFor(() => expect(grid.scroller.scrollTop).toBe(0 + 4 * 30));
});

test('Shift with arrows selects, and the foot adds up what is selected', async () => {
  await open(500);
  grid.cell(0, 2).focus();
  grid.press('ArrowDown');
  grid.press('ArrowDown', { shiftKey: true });
  grid.press('ArrowRight', { shiftKey: true });
  await vi.waitFor(() => expect(grid.target.querySelectorAll('[aria-selected=true]')).toHaveLength(4));
  // 1.25 + 2.25 + 1/3 + 2/3, counted by hand
  await vi.waitFor(() => expect(grid.find('.picked').textContent).toMatch(/2 × 2 selected.*Sum 4\.5/s));
});

test('what is copied is the exact values, quoted where a spreadsheet needs it', async () => {
  const shape: Column[] = [
    { name: 'a\tb', type: 'VARCHAR', kind: 'text' },
    { name: 'n', type: 'BIGINT', kind: 'integer' },
    { name: '嵌套', type: 'STRUCT(x BIGINT)', kind: 'nested' },
  ];
  const cells: Value[][] = [
    ['tab\there', 1234567, { x: 9007199254740993n }],
    ['two\nlines', -0.5, null],
    ['say "hi"', null, [1, 'é']],
    ['<b>&', 12345678901234567890n, []],
  ];
  const written: ClipboardItem[] = [];
  grid = mountGrid({
    columns: shape,
    rowCount: cells.length,
    readRows: async (from, count) =>
      tableOf(shape, count, (row, column) => cells[from + row]?.[column] ?? null),
    formatCell: () => 'formatted',
    clipboard: { write: async (items) => void written.push(...items) },
  });
  await vi.waitFor(() => expect(grid.cell(0, 0).textContent).toBe('formatted'));
  grid.cell(0, 0).focus();
  grid.press('a', { ctrlKey: true });
  await frame();
  grid.press('c', { ctrlKey: true });
  await vi.waitFor(() => expect(written).toHaveLength(1));
  const read = async (type: string): Promise<string> => (await written[0]?.getType(type))?.text() ?? '';
  expect(await read('text/plain')).toBe(
    [
      '"a\tb"\tn\t嵌套',
      '"tab\there"\t1234567\t"{""x"":9007199254740993}"',
      '"two\nlines"\t-0.5\t',
      '"say ""hi"""\t\t"[1,""é""]"',
      '<b>&\t12345678901234567890\t[]',
    ].join('\r\n'),
  );
  const html = new DOMParser().parseFromString(await read('text/html'), 'text/html');
  const texts = [...html.querySelectorAll('tr:last-child td')].map((cell) => cell.textContent);
  expect(texts).toEqual(['<b>&', '12345678901234567890', '[]']);
  expect(html.querySelector('tr:last-child td:nth-child(2)')?.getAttribute('style')).toContain('@');
});

test('more cells than a clipboard holds are refused with their number and what to do', async () => {
  await open(million);
  grid.cell(0, 0).focus();
  grid.press('a', { ctrlKey: true });
  await frame();
  grid.press('c', { ctrlKey: true });
  await vi.waitFor(() => expect(grid.find('[role=alert]').textContent).toMatch(/6,000,000 cells.*as CSV/s));
});

test('a selection far down is copied without being looked at', async () => {
  const written: ClipboardItem[] = [];
  await open(30_000, { clipboard: { write: async (items) => void written.push(...items) } });
  grid.cell(0, 0).focus();
  grid.press(' ', { ctrlKey: true });
  await frame();
  grid.find<HTMLInputElement>('label input').click();
  grid.press('c', { ctrlKey: true });
  await vi.waitFor(() => expect(written).toHaveLength(1));
  const text = await (await written[0]?.getType('text/plain'))?.text();
  expect(text?.split('\r\n')).toEqual(Array.from({ length: 30_000 }, (_, row) => String(row)));
});

test('a few rows are shown whole, without scrolling inside', async () => {
  await open(12);
  expect(grid.scroller.scrollHeight).toBe(grid.scroller.clientHeight);
  expect(grid.cell(11, 0).getBoundingClientRect().bottom).toBeLessThanOrEqual(
    grid.scroller.getBoundingClientRect().bottom,
  );
  expect(grid.cell(3, 5).textContent).toBe('–');
  expect(grid.cell(3, 5).getAttribute('aria-label')).toBe('missing');
});

test('a result without rows keeps its names and says so', async () => {
  await open(0, { language: 'zh' });
  expect(grid.target.textContent).toContain('没有数据行');
  expect(grid.find('.foot').textContent).toContain('0 行 × 6 列');
  expect(grid.cell(-1, 1).textContent).toContain('客户');
});

test('of a thousand columns only those in sight are drawn, and Ctrl+Right goes to the last', async () => {
  const wide = Array.from({ length: 1000 }, (_, index): Column => ({
    name: `column ${index}`,
    type: 'BIGINT',
    kind: 'integer',
  }));
  grid = mountGrid({
    columns: wide,
    rowCount: 500,
    readRows: async (from, count) => tableOf(wide, count, (row, column) => (from + row) * 1000 + column),
  });
  await vi.waitFor(() => expect(grid.cell(0, 0).textContent).toBe('0'));
  expect(grid.target.querySelectorAll('[role=columnheader]').length).toBeLessThan(20);
  grid.cell(0, 0).focus();
  grid.press('ArrowRight', { ctrlKey: true });
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('999'));
  const [cell, box] = [grid.cell(0, 999).getBoundingClientRect(), grid.scroller.getBoundingClientRect()];
  expect(cell.right).toBeLessThanOrEqual(box.right + 1);
});

test('a column fits its Chinese text, and its width changes by drag and by key', async () => {
  const text = '华东地区高价值后付费客户流失原因';
  const shape: Column[] = [{ name: '原因', type: 'VARCHAR', kind: 'text' }];
  grid = mountGrid({
    columns: shape,
    rowCount: 3,
    readRows: async (_from, count) => tableOf(shape, count, () => text),
  });
  await vi.waitFor(() => expect(grid.cell(0, 0).textContent).toBe(text));
  await frame();
  const cell = grid.cell(0, 0);
  expect(cell.scrollWidth).toBeLessThanOrEqual(cell.clientWidth);
  expect(cell.clientWidth).toBeLessThan(16 * 13 + 60);
  const before = cell.clientWidth;
  grid.cell(-1, 0).focus();
  grid.press('ArrowUp');
  await frame();
  grid.press('ArrowRight', { shiftKey: true });
  await frame();
  expect(cell.clientWidth).toBe(before + 16);
  const grip = grid.find('.grip');
  const at = (clientX: number): PointerEventInit => ({ clientX, bubbles: true, pointerId: 1 });
  grip.setPointerCapture = () => undefined;
  grip.dispatchEvent(new PointerEvent('pointerdown', at(100)));
  grip.dispatchEvent(new PointerEvent('pointermove', at(150)));
  grip.dispatchEvent(new PointerEvent('pointerup', at(150)));
  await frame();
  expect(cell.clientWidth).toBe(before + 66);
});

test('Enter shows the whole value, and Escape gives the focus back', async () => {
  const shape: Column[] = [{ name: 'text', type: 'VARCHAR', kind: 'text' }];
  const long = 'word '.repeat(400);
  grid = mountGrid({
    columns: shape,
    rowCount: 2,
    readRows: async (_from, count) => tableOf(shape, count, () => long),
  });
  await vi.waitFor(() => expect(grid.cell(0, 0).textContent).toContain('word'));
  grid.cell(0, 0).focus();
  grid.press('Enter');
  await vi.waitFor(() => expect(grid.find('.card pre').textContent).toBe(long));
  grid.find('.card').hidePopover();
  await vi.waitFor(() => expect(grid.target.querySelector('.card')).toBeNull());
});

test('a failed read says what to do, and trying again reads on', async () => {
  let broken = true;
  grid = mountGrid({
    columns,
    rowCount: 900,
    readRows: async (from, count) => {
      if (broken) throw new Error('engine gone');
      return tableOf(columns, count, (row, column) => valueAt(from + row, column));
    },
  });
  await vi.waitFor(() => expect(grid.find('[role=alert]').textContent).toContain('Try again'));
  broken = false;
  grid.find('[role=alert] button').click();
  await vi.waitFor(() => expect(grid.cell(0, 0).textContent).toBe('0'));
  expect(grid.target.querySelector('[role=alert]')).toBeNull();
});

function active(): DOMStringMap & { row: string; column: string } {
  const cell = document.activeElement;
  return {
    row: (cell?.parentElement?.dataset['row'] ?? '') as string,
    column: (cell instanceof HTMLElement ? cell.dataset['column'] : '') as string,
  };
}
