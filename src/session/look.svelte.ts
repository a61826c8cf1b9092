/** How the page looks now, with `system` resolved. */
export class Look {
  theme = $state.raw<'light' | 'dark'>('light');
}
