/** A value as part of a Vega expression. JSON is, but for two characters that end a line there. */
export function toLiteral(value: unknown): string {
  return JSON.stringify(value).replace(/[\u2028\u2029]/g, (end) => `\\u${end.charCodeAt(0).toString(16)}`);
}
