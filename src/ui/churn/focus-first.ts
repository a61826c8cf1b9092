/** Puts the focus on an element when it appears, so that one key answers; the page stays where it is, and so does who is writing. */
export function focusFirst(element: HTMLElement | null): void {
  const { activeElement } = document;
  if (activeElement?.closest('.cm-editor, input, textarea')) return;
  element?.focus({ preventScroll: true });
}
