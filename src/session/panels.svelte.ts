export type Panel = 'palette' | 'shortcuts' | 'stored' | 'guide';

/** What is open over or beside the document. */
export class Panels {
  shown = $state.raw<Panel | null>(null);
  /** The rail as a drawer, where there is no room beside the document. */
  drawer = $state.raw(false);
  /** Counts requests to show or hide the rail; the screen knows which of its two forms it has. */
  railFlips = $state.raw(0);

  /** The table whose account is open. */
  account = $state.raw<string | null>(null);

  showAccount(relation: string | null): void {
    this.account = relation;
  }

  show(panel: Panel): void {
    this.shown = panel;
  }

  hide(): void {
    this.shown = null;
  }

  flipRail(): void {
    this.railFlips += 1;
  }
}
