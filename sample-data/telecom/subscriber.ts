export type Plan = 'classic' | 'basic' | 'standard' | 'family' | 'unlimited' | 'fresh';
export type Region = 'east' | 'south' | 'north' | 'central' | 'southwest' | 'northwest';
export type Channel = 'store' | 'online' | 'agent' | 'phone';
export type Payment = 'prepaid' | 'postpaid';
export type Reason =
  'price' | 'competitor' | 'network' | 'service' | 'oldPlan' | 'moved' | 'other' | 'unknown';

/** One customer. Dates are ISO days; `ended` is the day the customer left, null while still there. */
export interface Subscriber {
  readonly id: string;
  readonly started: string;
  readonly startMonth: number;
  readonly plan: Plan;
  readonly region: Region;
  readonly channel: Channel;
  /** Years, null when the operator does not know. */
  readonly age: number | null;
  readonly payment: Payment;
  /** Yuan a month. */
  readonly fee: number;
  ended: string | null;
  /** Null for those who stay, and for leavers whose form was left blank. */
  reason: Reason | null;
}

/** One month of the operator's indicators. */
export interface Indicators {
  readonly month: string;
  /** Survey score, 0–100. */
  readonly satisfaction: number;
  /** Complaints received. */
  readonly complaints: number;
  /** Competitors' switching offers on the market. */
  readonly competitorOffers: number;
  /** Months since the plans on sale were launched, on average. */
  readonly planAge: number;
}
