/** A pressed key in the notation of commands: `Mod+Shift+z`, `ArrowUp`, `?`. */
export function readKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  mac: boolean,
): string {
  const mod = mac ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const isLetter = /^\p{L}$/u.test(key);
  const shift = event.shiftKey && (isLetter || event.key.length > 1);
  return [mod && 'Mod', event.altKey && 'Alt', shift && 'Shift', key].filter(Boolean).join('+');
}

/** Turns presses into combinations; remembers a first press for pairs such as `d d`. */
export function createKeyReader(pairs: readonly string[], now: () => number) {
  let first: { readonly key: string; readonly at: number } | null = null;
  return (key: string): string => {
    const pair = first && now() - first.at < 800 ? `${first.key} ${key}` : key;
    if (pairs.includes(pair) && pair !== key) {
      first = null;
      return pair;
    }
    first = pairs.some((one) => one.startsWith(`${key} `)) ? { key, at: now() } : null;
    return key;
  };
}
