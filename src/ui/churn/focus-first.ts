/** Puts the focus on an element when it appears, so that one key answers; the page stays where it is. */
export function focusFirst(element: HTMLElement): void {
  element.focus({ preventScroll: true });
}
