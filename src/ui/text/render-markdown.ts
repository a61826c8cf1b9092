import createDOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false });
markdown.validateLink = (url) => /^(?:https?:|mailto:|#)/i.test(url.trim()) || isPicture(url);
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

/** One sanitiser a window: making one costs more than using it. */
const sanitisers = new WeakMap<object, ReturnType<typeof createDOMPurify>>();

const TEXT_NODES = 4;
const MARK = /\uE000(\d+)\uE001/;

/** An inline value as it should be shown; offsets are UTF-16 in the Markdown text. */
export interface InlineMark {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly state: 'filled' | 'waiting' | 'missing';
  /** What the pointer is told. */
  readonly title: string;
}

/**
 * Markdown as a safe piece of the page: no HTML from the text, pictures only from `data:`, links that cannot run anything.
 * Inline values go through Markdown as marks, so that a `|` in one does not end a table's cell.
 */
export function renderMarkdown(
  text: string,
  marks: readonly InlineMark[],
  window: Window & typeof globalThis = globalThis.window,
): DocumentFragment {
  const fragment = sanitiserOf(window).sanitize(markdown.render(withMarks(text, marks)), {
    RETURN_DOM_FRAGMENT: true,
    ALLOWED_TAGS: [
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'hr', 'br'],
      ...['strong', 'em', 's', 'a', 'img', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
    ],
    ALLOWED_ATTR: ['href', 'title', 'src', 'alt', 'start', 'style'],
    ALLOW_DATA_ATTR: false,
  });
  secureElements(fragment);
  fillMarks(fragment, marks, window.document);
  return fragment;
}

function sanitiserOf(window: Window & typeof globalThis): ReturnType<typeof createDOMPurify> {
  const known = sanitisers.get(window) ?? createDOMPurify(window);
  sanitisers.set(window, known);
  return known;
}

function withMarks(text: string, marks: readonly InlineMark[]): string {
  const plain = (part: string): string => part.replace(/[\uE000\uE001]/g, ' ');
  let at = 0;
  let out = '';
  marks.forEach(({ start, end, text: shown }, index) => {
    out += plain(text.slice(at, start)) + (shown === '' ? '' : `\uE000${index}\uE001`);
    at = end;
  });
  return out + plain(text.slice(at));
}

function isPicture(url: string): boolean {
  return /^data:image\/(?:png|jpeg|gif|webp);base64,/i.test(url.trim());
}

function secureElements(fragment: DocumentFragment): void {
  for (const link of fragment.querySelectorAll('a')) {
    const href = link.getAttribute('href') ?? '';
    if (!/^(?:https?:|mailto:|#)/i.test(href)) link.removeAttribute('href');
    link.rel = 'noopener noreferrer';
    if (!href.startsWith('#')) link.target = '_blank';
  }
  for (const image of fragment.querySelectorAll('img')) {
    if (!isPicture(image.getAttribute('src') ?? '')) image.replaceWith(image.alt);
  }
  for (const element of fragment.querySelectorAll('[style]')) {
    const align = /text-align:\s*(left|right|center)/.exec(element.getAttribute('style') ?? '')?.[1];
    element.removeAttribute('style');
    if (align) element.setAttribute('data-align', align);
  }
  for (const table of fragment.querySelectorAll('table')) {
    const frame = table.ownerDocument.createElement('div');
    frame.className = 'table-frame';
    table.replaceWith(frame);
    frame.append(table);
  }
}

function fillMarks(fragment: DocumentFragment, marks: readonly InlineMark[], document: Document): void {
  const walker = document.createTreeWalker(fragment, TEXT_NODES);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (let text of texts) {
    for (let found = MARK.exec(text.data); found; found = MARK.exec(text.data)) {
      const place = text.splitText(found.index);
      text = place.splitText(found[0].length);
      const mark = marks[Number(found[1])];
      place.replaceWith(mark ? createMark(mark, document) : '');
    }
  }
}

function createMark({ text, title, state }: InlineMark, document: Document): HTMLElement {
  const element = document.createElement('span');
  element.className = `inline-value ${state}`;
  element.dataset['tip'] = title;
  element.textContent = text;
  return element;
}
