const MAC: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Enter: '↩',
  Escape: 'esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
};
const OTHER: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** Whether the platform's keyboard has ⌘; decides what `Mod` means. */
export function isMac(platform: string = globalThis.navigator.platform): boolean {
  return /mac|iphone|ipad/i.test(platform);
}

/** A key combination such as `Mod+Shift+z` as it is printed on the user's keyboard. */
export function formatKeys(keys: string, mac: boolean = isMac()): string {
  return keys
    .split(' ')
    .map((step) =>
      step
        .split('+')
        .map((key) => (mac ? MAC[key] : OTHER[key]) ?? (key.length === 1 ? key.toUpperCase() : key))
        .join(mac ? '' : '+'),
    )
    .join(' ');
}
