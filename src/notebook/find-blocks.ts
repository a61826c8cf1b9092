import MarkdownIt from 'markdown-it';

/** A top-level block of Markdown: lines `start` up to, not with, `end`, counted as `splitLines` does. */
export interface Block {
  readonly type: 'fence' | 'html' | 'other';
  readonly start: number;
  readonly end: number;
  /** The opening fence's characters, `''` for other blocks. */
  readonly fence: string;
  /** A heading's level, 0 for other blocks. */
  readonly level: number;
}

const parser = new MarkdownIt('commonmark');
parser.core.ruler.enableOnly(['normalize', 'block']);

/** The top-level blocks of a Markdown text by CommonMark's rules, so that a fence in a list, quote or comment is not one. */
export function findBlocks(markdown: string): Block[] {
  return parser.parse(markdown, {}).flatMap((token): Block[] => {
    if (token.level !== 0 || !token.map || token.nesting < 0) return [];
    const type = token.type === 'fence' ? 'fence' : token.type === 'html_block' ? 'html' : 'other';
    const fence = type === 'fence' ? token.markup : '';
    const level = token.type === 'heading_open' ? Number(token.tag.slice(1)) : 0;
    return [{ type, start: token.map[0], end: token.map[1], fence, level }];
  });
}
