import createDOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false });
markdown.validateLink = (url) => /^(?:https?:|mailto:|#)/i.test(url.trim()) || isPicture(url);
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

const HOLE = /\{\{((?:[^}]|\}(?!\}))*)\}\}/g;
const NODE_TEXT = 4;
const PLACE = /\uE000(\d+)\uE001/;

/** An inline value as it should be shown. */
export interface InlineText {
  readonly text: string;
  /** What it is and where it comes from, for the pointer and for screen readers. */
  readonly title: string;
  readonly state: 'filled' | 'waiting' | 'missing';
}

/**
 * Markdown as a safe piece of the page: no HTML from the text, pictures only from `data:`, links that
 * cannot run anything. `{{ expression }}` is replaced by `inline(expression)`.
 */
export function renderMarkdown(
  text: string,
  inline: (expression: string) => InlineText,
  window: Window & typeof globalThis = globalThis.window,
): DocumentFragment {
  const holes: string[] = [];
  const open = text.replace(/[\uE000\uE001]/g, '').replace(HOLE, (hole) => `\uE000${holes.push(hole) - 1}\uE001`);
  const fragment = createDOMPurify(window).sanitize(markdown.render(open), {
    RETURN_DOM_FRAGMENT: true,
    ALLOWED_TAGS: [
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'hr', 'br'],
      ...['strong', 'em', 's', 'a', 'img', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
    ],
    ALLOWED_ATTR: ['href', 'title', 'src', 'alt', 'start', 'style'],
    ALLOW_DATA_ATTR: false,
  });
  secureElements(fragment);
  fillHoles(fragment, holes, inline, window.document);
  return fragment;
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

/** The holes went through Markdown as marks, so that a `|` in one does not end a table's cell. In code they stay as written. */
function fillHoles(
  fragment: DocumentFragment,
  holes: readonly string[],
  inline: (expression: string) => InlineText,
  document: Document,
): void {
  const walker = document.createTreeWalker(fragment, NODE_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (let text of texts) {
    const isCode = text.parentElement?.closest('code') !== null;
    for (let found = PLACE.exec(text.data); found; found = PLACE.exec(text.data)) {
      const place = text.splitText(found.index);
      text = place.splitText(found[0].length);
      const hole = holes[Number(found[1])] ?? '';
      place.replaceWith(isCode ? hole : createMark(inline(hole.slice(2, -2).trim()), document));
    }
  }
}

function createMark({ text, title, state }: InlineText, document: Document): HTMLElement {
  const mark = document.createElement('span');
  mark.className = `inline-value ${state}`;
  mark.dataset['tip'] = title;
  mark.textContent = text;
  return mark;
}
