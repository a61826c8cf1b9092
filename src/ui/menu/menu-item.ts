import type { IconName } from '../icon/icons.ts';

/** A line of a menu; `null` in a list of items is a rule between groups. */
export interface MenuItem {
  readonly label: string;
  readonly icon?: IconName;
  readonly keys?: string;
  readonly tone?: 'plain' | 'danger';
  readonly disabled?: boolean;
  /** Set on items of which one is chosen. */
  readonly checked?: boolean;
  readonly run: () => void;
}

/** A heading over the items that follow. */
export interface MenuHeading {
  readonly heading: string;
}
