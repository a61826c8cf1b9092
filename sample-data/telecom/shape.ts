import type { Channel, Payment, Plan, Reason, Region, Subscriber } from './subscriber.ts';

/** The facts built into the sample. Months count from January 2020 (0); the window is 2024, months 48–59. */
export const FIRST_YEAR = 2020;
export const WINDOW_START = 48;
export const MONTHS = 60;

/** Of the customers at the start of a month of 2024, those who leave in it, in basis points. */
export const WINDOW_CHURN = [120, 118, 122, 180, 236, 291, 331, 316, 311, 302, 232, 181];
/** The same for the months before 2024, repeated. */
export const EARLIER_CHURN = [118, 124, 115, 121, 127, 119, 122, 116];
/** New customers who leave in the month they came, in basis points. */
export const FIRST_MONTH_CHURN = 90;

/** New customers by month of the year. */
export const JOINERS = [300, 250, 320, 315, 326, 331, 339, 352, 402, 331, 319, 311];

export const SATISFACTION = [81.9, 82.2, 81.7, 77.4, 74.8, 72.5, 70.9, 70.6, 71.0, 72.1, 75.6, 77.9];
/** Per 10,000 customers. */
export const COMPLAINTS = [61, 59, 62, 104, 128, 149, 162, 157, 151, 139, 108, 90];
export const COMPETITOR_OFFERS = [0, 0, 0, 0, 3, 5, 7, 7, 6, 6, 5, 4];
/** The new plan of November brings the average down. */
export const PLAN_AGE = [38.2, 39.2, 40.2, 41.2, 42.2, 43.2, 44.2, 45.2, 46.2, 47.2, 40.4, 39.9];

const APRIL = WINDOW_START + 3;
const MAY = WINDOW_START + 4;
const NOVEMBER = WINDOW_START + 10;

export const REGIONS: Record<Region, number> = {
  east: 27,
  south: 21,
  north: 18,
  central: 15,
  southwest: 12,
  northwest: 7,
};
export const CHANNELS: Record<Channel, number> = { store: 38, online: 29, agent: 22, phone: 11 };
export const FEES: Record<Plan, readonly number[]> = {
  classic: [38, 46, 58],
  basic: [29, 39],
  standard: [59, 79],
  family: [129, 169],
  unlimited: [99, 128],
  fresh: [69, 89, 119],
};

/** What a new customer takes: the classic plan was sold until the end of 2021, the fresh one from November 2024. */
export function planWeights(month: number): Record<Plan, number> {
  return {
    classic: month < 24 ? 45 : 0,
    basic: 30,
    standard: 34,
    family: 16,
    unlimited: 20,
    fresh: month >= NOVEMBER ? 60 : 0,
  };
}

export function paymentWeights(plan: Plan): Record<Payment, number> {
  if (plan === 'family' || plan === 'unlimited') return { prepaid: 15, postpaid: 85 };
  return plan === 'basic' ? { prepaid: 70, postpaid: 30 } : { prepaid: 45, postpaid: 55 };
}

/** How likely a customer is to be among a month's leavers, relative to others. */
export function leavingWeight(one: Subscriber, month: number): number {
  const tenure = month - one.startMonth;
  const surge = month >= APRIL;
  const offers = month >= MAY;
  const byTenure = tenure <= 2 ? 2.4 : tenure <= 5 ? 1.7 : tenure <= 11 ? 1.25 : tenure <= 23 ? 0.9 : 0.6;
  const byPayment = one.payment === 'prepaid' ? (offers ? 1.65 : 1.4) : 0.7;
  const byAge = one.age === null ? 1 : one.age < 26 ? 1.25 : one.age < 36 ? 1.15 : one.age < 51 ? 0.95 : 0.75;
  const byRegion = {
    east: 1,
    south: offers ? 1.4 : 1.1,
    north: 0.95,
    central: 1,
    southwest: 1.1,
    northwest: 0.8,
  };
  const byChannel = { store: 0.8, online: 1, agent: 1.4, phone: 1.15 };
  const byPlan = {
    classic: surge ? 1.9 : 1.2,
    basic: 1.15,
    standard: 1,
    family: 0.6,
    unlimited: 0.8,
    fresh: 0.6,
  };
  return byTenure * byPayment * byAge * byRegion[one.region] * byChannel[one.channel] * byPlan[one.plan];
}
/** No weight is above this. */
export const HIGHEST_WEIGHT = 2.4 * 1.65 * 1.25 * 1.4 * 1.4 * 1.9;

/** Share of leavers whose form is blank. */
export const BLANK_REASON = 0.09;

/** What leavers name: competitors weigh little before their offers appear in May 2024, most after. */
export function reasonWeights(one: Subscriber, month: number): Record<Reason, number> {
  const ramp = [6, 18, 34, 48, 50, 50, 48, 44, 40];
  const competitor = ramp[Math.max(0, month - (MAY - 1))] ?? 0;
  return {
    price: month < MAY ? 30 : 22,
    competitor,
    network: 19,
    service: month < APRIL ? 12 : 17,
    oldPlan: one.plan === 'classic' ? 24 : 5,
    moved: 10,
    other: 4,
    unknown: 5,
  };
}
