/** Shows what a mark stands for, as text: nothing in a value becomes markup, a link or an image. */
export interface ChartTooltip {
  show(x: number, y: number, value: unknown): void;
  hide(): void;
  remove(): void;
}

const mostLines = 16;
const mostCharacters = 300;

/** A tooltip inside `host`, which must not clip fixed elements. */
export function createChartTooltip(host: HTMLElement): ChartTooltip {
  const box = document.createElement('div');
  box.className = 'chart-tooltip';
  box.setAttribute('role', 'tooltip');
  box.hidden = true;
  host.append(box);
  return {
    show(x, y, value) {
      const lines = toLines(value);
      box.hidden = lines.length === 0;
      if (box.hidden) return;
      box.replaceChildren(...lines.map(([name, text]) => lineOf(name, text)));
      const { offsetWidth: width, offsetHeight: height } = box;
      box.style.left = `${Math.max(4, x + 14 + width > innerWidth ? x - 14 - width : x + 14)}px`;
      box.style.top = `${Math.max(4, y + 14 + height > innerHeight ? y - 14 - height : y + 14)}px`;
    },
    hide() {
      box.hidden = true;
    },
    remove() {
      box.remove();
    },
  };
}

function toLines(value: unknown): [string, string][] {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value !== 'object') return [['', String(value)]];
  return Object.entries(value)
    .slice(0, mostLines)
    .map(([name, text]) => [name, typeof text === 'object' ? JSON.stringify(text) : String(text)]);
}

function lineOf(name: string, text: string): HTMLElement {
  const line = document.createElement('div');
  const [term, value] = [document.createElement('span'), document.createElement('strong')];
  term.textContent = name;
  value.textContent = text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
  line.append(...(name === '' ? [value] : [term, value]));
  return line;
}
