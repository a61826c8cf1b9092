/** One subscriber. Months count from January 2022 (0). */
export interface Subscriber {
  readonly id: string;
  readonly started: string;
  readonly startMonth: number;
  readonly payment: 'prepaid' | 'postpaid';
  /** Whether name, address and a second number are on file. */
  readonly contact: 'complete' | 'incomplete';
  /** Months the contract binds; 0 without one. */
  readonly contract: 0 | 12 | 24 | 36;
  /** Whether the number makes hardly any call. */
  readonly isQuiet: boolean;
  /** What serving the subscriber costs, yuan a month. */
  readonly cost: number;
  /** Usual revenue, yuan a month; falls for good when the subscriber moves to a cheap plan. */
  arpu: number;
  ended: string | null;
  endMonth: number | null;
}

/** A quarter of one subscriber. */
export interface Usage {
  readonly id: string;
  /** The quarter's first day. */
  readonly quarter: string;
  /** Revenue in yuan a month, averaged over the quarter. */
  readonly arpu: number;
  /** Calls in the quarter. */
  readonly calls: number;
}
