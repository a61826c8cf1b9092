import { flushSync, mount, unmount, type Component } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import type { ImportReport } from '../../intake/import-report.ts';
import { resolvePlain } from '../../intake/resolve-plain.ts';
import ColumnProfile from './ColumnProfile.svelte';
import DataRail from './DataRail.svelte';
import DropZone from './DropZone.svelte';
import ImportAccount from './ImportAccount.svelte';
import { formatBytes } from '../../locale/format-bytes.ts';
import { toTypeSign } from './type-sign.ts';
import '../theme.css';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

function open<Props extends Record<string, unknown>>(component: Component<Props>, props: Props) {
  const target = document.createElement('div');
  document.body.append(target);
  const mounted = mount(component, { target, props });
  flushSync();
  closers.push(() => {
    void unmount(mounted);
    target.remove();
  });
  return {
    target,
    button: (text: string): HTMLElement => {
      const found = [...target.querySelectorAll('button')].find(
        (one) => one.textContent?.trim() === text || one.getAttribute('aria-label') === text,
      );
      if (!found) throw new Error(`no button ${text}`);
      return found;
    },
  };
}

const report: ImportReport = {
  file: '客户.csv',
  kind: 'csv',
  encoding: 'utf-8',
  delimiter: ';',
  relation: '客户',
  records: 1003,
  loaded: 1001,
  setAside: [
    { line: 17, reason: 'too-few-cells', text: '1;2' },
    { line: 1002, reason: 'strange-new-reason', text: '<img src=x>' },
  ],
  columns: [
    { name: '编号', type: 'VARCHAR', nulls: 0, misfits: 0, examples: [] },
    { name: '月费', type: 'VARCHAR', nulls: 12, misfits: 3, examples: ['n/a', '-'], nearly: 'DOUBLE' },
  ],
  notices: [{ code: 'noticePreamble', values: { lines: 2 } }],
  misfitCells: [],
  mended: [],
  questions: [],
  recipe: resolvePlain({}),
};

function drag(type: string, files: readonly File[], init: DragEventInit = {}): boolean {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  return window.dispatchEvent(
    new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, ...init }),
  );
}

test('dropped files are given on together, notebooks apart from tables', () => {
  const got: Record<string, string[]> = {};
  const names = (files: readonly File[]): string[] => files.map(({ name }) => name);
  const { target } = open(DropZone, {
    language: 'en' as const,
    ontables: (files: readonly File[]) => (got['tables'] = names(files)),
    onnotebooks: (files: readonly File[]) => (got['notebooks'] = names(files)),
  });
  const files = ['客户.csv', 'story.md', 'b.parquet'].map((name) => new File(['x'], name));
  expect(drag('dragenter', files)).toBe(false);
  flushSync();
  expect(target.querySelector('.overlay')).not.toBeNull();
  expect(drag('drop', files)).toBe(false);
  flushSync();
  expect(target.querySelector('.overlay')).toBeNull();
  expect(got).toEqual({ tables: ['客户.csv', 'b.parquet'], notebooks: ['story.md'] });
});

test('the overlay stays while the pointer crosses elements and goes when it leaves the page', () => {
  const { target } = open(DropZone, {
    language: 'zh' as const,
    ontables: () => undefined,
    onnotebooks: () => undefined,
  });
  const files = [new File(['x'], 'a.csv')];
  drag('dragenter', files);
  drag('dragleave', files, { relatedTarget: document.body });
  flushSync();
  expect(target.querySelector('.overlay')?.textContent).toContain('松开即可打开');
  drag('dragleave', files, { relatedTarget: null });
  flushSync();
  expect(target.querySelector('.overlay')).toBeNull();
});

test('dragged text is left to the page', () => {
  const { target } = open(DropZone, {
    language: 'en' as const,
    ontables: () => undefined,
    onnotebooks: () => undefined,
  });
  const dataTransfer = new DataTransfer();
  dataTransfer.setData('text/plain', 'word');
  const event = new DragEvent('dragenter', { dataTransfer, bubbles: true, cancelable: true });
  expect(window.dispatchEvent(event)).toBe(true);
  flushSync();
  expect(target.querySelector('.overlay')).toBeNull();
});

test('the account names every set-aside line, as text, with its reason', () => {
  let downloads = 0;
  const { target, button } = open(ImportAccount, {
    report,
    language: 'en' as const,
    ondownload: () => (downloads += 1),
  });
  const text = target.textContent ?? '';
  expect(text).toContain('1,001 of 1,003 records are in the table; 2 were set aside.');
  expect(text).toContain('Lines left out before the table: 2.');
  expect(text).toMatch(/17\s*too few cells/);
  expect(text).toContain('could not be read (strange-new-reason)');
  expect(text).toContain('<img src=x>');
  expect(target.querySelector('img')).toBeNull();
  expect(text).toMatch(/3\s*n\/a\s*-\s*would be DOUBLE/);
  button('Download these lines').click();
  expect(downloads).toBe(1);
});

test('the rail inserts names, opens the menu and offers what can be done with a failed file', () => {
  const done: string[] = [];
  const file = new File(['x'], 'bad.csv');
  const { target, button } = open(DataRail, {
    tables: [{ relation: '客户', report }],
    tasks: [
      {
        id: 1,
        file,
        status: 'failed' as const,
        progress: null,
        secondsLeft: null,
        problem: { code: 'file-empty', values: { file: 'bad.csv' } },
      },
      {
        id: 2,
        file,
        status: 'importing' as const,
        progress: { stage: 'load' as const, percent: 41.6, rows: 5000 },
        secondsLeft: 12,
        problem: null,
      },
    ],
    removed: 'old',
    language: 'en' as const,
    oninsert: (name: string, relation: string) => done.push(`insert ${relation}.${name}`),
    onagain: () => undefined,
    onaccount: (relation: string) => done.push(`account ${relation}`),
    onquery: (relation: string) => done.push(`query ${relation}`),
    onrename: (relation: string, name: string) => {
      done.push(`rename ${relation} to ${name}`);
      return Promise.resolve(null);
    },
    onremove: (relation: string) => done.push(`remove ${relation}`),
    onundo: () => done.push('undo'),
    oncancel: (id: number) => done.push(`cancel ${id}`),
    onretry: (id: number) => done.push(`retry ${id}`),
    ondismiss: (id: number) => done.push(`dismiss ${id}`),
  });
  expect(target.querySelector('[role=alert]')?.textContent).toContain('“bad.csv” is empty');
  expect(target.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('42');
  button('Columns of 客户').click();
  flushSync();
  for (const name of [
    '客户',
    'Insert 月费 (VARCHAR)',
    'Undo',
    'Try again',
    'Dismiss',
    'Stop loading bad.csv',
    '2 set aside',
  ])
    button(name).click();
  button('More for 客户').click();
  button('Query this table').click();
  button('Remove').click();
  expect(done).toEqual([
    'insert 客户.客户',
    'insert 客户.月费',
    'undo',
    'retry 1',
    'dismiss 1',
    'cancel 2',
    'account 客户',
    'query 客户',
    'remove 客户',
  ]);
});

test('one null of many rows is not said to be none, and all but one value not to be all', () => {
  const top = [{ value: 'Ulm', count: 149_999 }];
  const column = { name: 'city', type: 'VARCHAR', nulls: 1, distinct: 1, low: null, high: null };
  const profile = { ...column, bars: [], top };
  const { target } = open(ColumnProfile, { profile, rows: 150_000, language: 'en' as const });
  expect(target.textContent).toMatch(/<0.1% null\s*Ulm >99.9%/);
});

test('signs and sizes are short', () => {
  const types = [
    'BIGINT',
    'DECIMAL(18,2)',
    'VARCHAR',
    'DATE',
    'TIMESTAMP',
    'BOOLEAN',
    'VARCHAR[]',
    'INTERVAL',
  ];
  expect(types.map(toTypeSign)).toEqual(['123', '1.5', 'abc', '31', '12h', 'y/n', '{ }', '12h']);
  expect([formatBytes(999), formatBytes(1_250_000), formatBytes(2.24e9)]).toEqual([
    '999 B',
    '1.3 MB',
    '2.2 GB',
  ]);
});
