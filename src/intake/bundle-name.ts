/**
 * The name of several files as one: `orders-2024-*.csv` for `orders-2024-01.csv` and `orders-2024-02.csv`, else the first
 * one's with how many there are. Next month's files have the same name together, so that the notebook knows them.
 */
export function bundleName(names: readonly string[]): string {
  const [first = '', ...others] = names;
  if (others.length === 0) return first;
  const { stem, extension } = splitName(first);
  const stems = names.map((name) => splitName(name).stem);
  const alike = names.every((name) => splitName(name).extension === extension) ? extension : '';
  const start = commonStart(stems).replace(/\d+$/u, '');
  const rest = stems.map((one) => one.slice(start.length));
  const end = reverse(commonStart(rest.map(reverse))).replace(/^\d+/u, '');
  const isTold = /[\p{L}\p{N}]/u.test(start + end);
  return isTold ? `${start}*${end}${alike}` : `${stem}+${others.length}${alike}`;
}

function splitName(name: string): { stem: string; extension: string } {
  const at = name.search(/(?<=.)(?:\.[a-z]\w{0,7}){1,2}$/i);
  return at < 0 ? { stem: name, extension: '' } : { stem: name.slice(0, at), extension: name.slice(at) };
}

function commonStart(texts: readonly string[]): string {
  const characters = [...(texts[0] ?? '')];
  let length = 0;
  while (
    length < characters.length &&
    texts.every((text) => text.startsWith(characters.slice(0, length + 1).join('')))
  )
    length++;
  return characters.slice(0, length).join('');
}

function reverse(text: string): string {
  return [...text].reverse().join('');
}
