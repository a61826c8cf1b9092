import { quoteName } from '../sql/quote.ts';

/** A name as a person would write it in SQL: quoted only where it must be. */
export function toSqlName(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}\p{M}_]*$/u.test(name) && !RESERVED.test(name) ? name : quoteName(name);
}

const RESERVED =
  /^(?:all|and|any|as|asc|both|case|cast|check|column|create|default|desc|distinct|do|else|end|except|false|for|from|group|having|in|initially|intersect|into|lateral|leading|limit|not|null|offset|on|only|or|order|primary|references|select|table|then|to|trailing|true|union|unique|user|using|when|where|window|with)$/i;
