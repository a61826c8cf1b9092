export type Outcome = 'station' | 'repair' | 'sold' | 'notDue' | 'willReturn';
export type Failure =
  'wrongNumber' | 'deadNumber' | 'switchedOff' | 'noAnswer' | 'refused' | 'busy' | 'forwarded' | 'moved';
export type Station = 'eastGate' | 'southRing' | 'highTech' | 'airport' | 'county' | 'otherStation';
/** Why a customer in warranty goes to another station. */
export type StationReason = 'nearer' | 'waiting' | 'attitude' | 'offers' | 'friend';
/** Why a customer out of warranty goes to a repair shop. */
export type RepairReason = 'tooFar' | 'costHigh' | 'carElsewhere' | 'passing' | 'other';
export type Model = 'sedan' | 'suv' | 'compact' | 'van';

/** A customer on a month's list of the lost, and what the call-back found. */
export interface LostCustomer {
  readonly id: string;
  readonly model: Model;
  readonly bought: string;
  readonly lastVisit: string;
  readonly inWarranty: boolean;
  readonly called: string;
  readonly failure: Failure | null;
  readonly outcome: Outcome | null;
  readonly station: Station | null;
  readonly reason: StationReason | RepairReason | null;
}
