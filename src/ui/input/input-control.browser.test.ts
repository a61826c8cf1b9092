import { flushSync, mount, unmount } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import type { InputSpec } from '../../notebook/parse-input-spec.ts';
import InputControl from './InputControl.svelte';
import type { InputValue } from './input-value.ts';
import { moveDate } from './move-date.ts';
import '../theme.css';

let close: () => void = () => undefined;
afterEach(() => {
  close();
  close = () => undefined;
});

function open(spec: InputSpec, value: InputValue, choices: readonly string[] | null = null) {
  const target = document.createElement('div');
  document.body.append(target);
  const changes: InputValue[] = [];
  const component = mount(InputControl, {
    target,
    props: { spec, value, choices, language: 'en', onchange: (next: InputValue) => changes.push(next) },
  });
  flushSync();
  close = () => {
    void unmount(component);
    target.remove();
  };
  const all = <T extends HTMLElement>(selector: string): T[] => [...target.querySelectorAll<T>(selector)];
  const enter = (input: HTMLInputElement, text: string): void => {
    input.value = text;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
    flushSync();
  };
  return { target, changes, all, enter, fault: () => target.querySelector('.fault')?.textContent ?? '' };
}

const regions = ['华东', '华南', '华北'];

test('up to five choices are radio buttons, each named by its label', () => {
  const { all, changes, target } = open(
    { type: 'select', label: 'Region', default: '华东', options: regions, from: null },
    '华东',
  );
  expect(all('input[type=radio]')).toHaveLength(3);
  expect(target.querySelector('[role=group]')?.getAttribute('aria-label')).toBe('Region');
  all('input[type=radio]')[1]?.click();
  expect(changes).toEqual(['华南']);
});

test('labels are read instead of the options, which are what is told', () => {
  const labels = ['东', '南', '北'];
  const shared = { label: 'Region', options: regions, labels, from: null };
  const one = open({ ...shared, type: 'select', default: '华东' }, '华东');
  expect(one.all('label').map((label) => label.textContent.trim())).toEqual(labels);
  one.all('input[type=radio]')[1]?.click();
  expect(one.changes).toEqual(['华南']);
  const several = open({ ...shared, type: 'multiselect', default: [] }, ['华北', '华东']);
  expect(several.target.querySelector('button')?.textContent).toContain('北, 东');
});

test('more than five choices are a native select, "not chosen" until one is', () => {
  const many = Array.from({ length: 8 }, (_, index) => `plan ${index}`);
  const spec: InputSpec = {
    type: 'select',
    label: 'Plan',
    default: null,
    options: [],
    from: { relation: 't', column: 'plan', isDescending: false },
  };
  const { all, changes } = open(spec, null, many);
  const [select] = all<HTMLSelectElement>('select');
  if (!select) throw new Error('no select');
  expect(select.selectedOptions[0]?.textContent).toBe('Not chosen');
  for (const index of [3, 0]) {
    select.selectedIndex = index;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }
  expect(changes[0]).toBe('plan 2');
});

test('a value that is no longer among the choices stays visible and says so', () => {
  const spec: InputSpec = { type: 'select', label: '', default: null, options: regions, from: null };
  const { fault, all } = open(spec, '西北');
  expect(fault()).toContain('西北');
  expect(all('label').map((one) => one.textContent.trim())).toEqual([...regions, '西北']);
});

test('several choices keep their order, and all and none act on what the search found', () => {
  const many = Array.from({ length: 12 }, (_, index) => `city ${index}`);
  const spec: InputSpec = { type: 'multiselect', label: 'City', default: null, options: many, from: null };
  const { all, changes, enter } = open(spec, ['city 3']);
  all('button')[0]?.click();
  all('input[type=checkbox]')[1]?.click();
  expect(changes.at(-1)).toEqual(['city 1', 'city 3']);
  const [search] = all<HTMLInputElement>('input[type=search]');
  if (!search) throw new Error('no search');
  enter(search, 'CITY 1');
  expect(all('input[type=checkbox]')).toHaveLength(3);
  all('.both button')[0]?.click();
  expect(changes.at(-1)).toEqual(['city 1', 'city 3', 'city 10', 'city 11']);
  all('.both button')[1]?.click();
  expect(changes.at(-1)).toEqual(['city 3']);
});

test('a number outside its bounds is not emitted and says which bound', () => {
  const spec: InputSpec = { type: 'number', label: 'Days', default: 30, min: 1, max: 90, step: 1 };
  const { all, changes, enter, fault } = open(spec, 30);
  const [input] = all<HTMLInputElement>('input');
  if (!input) throw new Error('no input');
  enter(input, '120');
  expect([changes, fault()]).toEqual([[], 'The largest value is 90.']);
  enter(input, '45');
  expect([changes, fault()]).toEqual([[45], '']);
  enter(input, '');
  expect(changes).toEqual([45, null]);
});

test('the thumbs of a range stop at each other, and its numbers are checked', () => {
  const spec: InputSpec = { type: 'range', label: 'Fee', default: [0, 100], min: 0, max: 100, step: 5 };
  const { all, changes, enter, fault } = open(spec, [20, 60]);
  const [from, to] = all<HTMLInputElement>('input[type=range]');
  const [, last] = all<HTMLInputElement>('input[type=number]');
  if (!from || !to || !last) throw new Error('no inputs');
  enter(from, '80');
  expect(changes.at(-1)).toEqual([60, 60]);
  enter(last, '10');
  expect(fault()).toContain('after');
  expect(changes).toHaveLength(1);
});

test('a date is ISO text; a year still being typed is nothing', () => {
  const spec: InputSpec = {
    type: 'date',
    label: 'As of',
    default: null,
    min: '2023-01-01',
    max: '2024-12-31',
  };
  const { all, changes, enter, fault } = open(spec, null);
  const [input] = all<HTMLInputElement>('input');
  if (!input) throw new Error('no input');
  enter(input, '0202-05-01');
  enter(input, '2025-05-01');
  expect([changes, fault()]).toEqual([[], 'The last day is 2024-12-31.']);
  enter(input, '2024-05-01');
  expect(changes).toEqual(['2024-05-01']);
});

test('the presets of a date range end with the last day', () => {
  const spec: InputSpec = {
    type: 'daterange',
    label: 'Period',
    default: [null, null],
    min: '2023-01-01',
    max: '2024-02-29',
  };
  const { all, changes } = open(spec, [null, null]);
  for (const chip of all('.chip')) chip.click();
  expect(changes).toEqual([
    ['2023-01-01', '2024-02-29'],
    ['2024-01-31', '2024-02-29'],
    ['2023-12-02', '2024-02-29'],
    ['2023-03-01', '2024-02-29'],
  ]);
});

test('text is emitted once typing has stopped, never while an input method composes', async () => {
  const { all, changes } = open({ type: 'text', label: 'Search', default: '' }, '');
  const [input] = all<HTMLInputElement>('input');
  if (!input) throw new Error('no input');
  input.value = 'kehu';
  input.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true }));
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(changes).toEqual([]);
  input.value = '客户';
  input.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
  await vi.waitFor(() => expect(changes).toEqual(['客户']));
});

test('dates are moved by days and months, within the month', () => {
  expect(moveDate('2024-03-01', { days: -1 })).toBe('2024-02-29');
  expect(moveDate('2024-03-31', { months: -1 })).toBe('2024-02-29');
  expect(moveDate('2024-01-15', { months: -12 })).toBe('2023-01-15');
});
