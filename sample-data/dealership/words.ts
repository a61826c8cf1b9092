import type { Failure, LostCustomer, Model, Outcome, Station } from './lost-customer.ts';

/** The list's headers and values in one language. */
export interface DealershipWords {
  readonly columns: readonly string[];
  readonly model: Record<Model, string>;
  readonly warranty: Record<'in' | 'out', string>;
  readonly failure: Record<Failure, string>;
  readonly outcome: Record<Outcome, string>;
  readonly station: Record<Station, string>;
  readonly reason: Record<NonNullable<LostCustomer['reason']>, string>;
}

export const dealershipWords: Record<'zh' | 'en', DealershipWords> = {
  zh: {
    columns: [
      '客户编号',
      '车型',
      '购车日期',
      '上次进店',
      '质保',
      '回访日期',
      '未接通原因',
      '去向',
      '流向网点',
      '流失原因',
    ],
    model: { sedan: '三厢轿车', suv: 'SUV', compact: '两厢轿车', van: '商务车' },
    warranty: { in: '质保内', out: '质保外' },
    failure: {
      wrongNumber: '号码错误',
      deadNumber: '空号停机',
      switchedOff: '关机',
      noAnswer: '无人接听',
      refused: '拒接',
      busy: '占线',
      forwarded: '呼叫转移',
      moved: '迁往外地',
    },
    outcome: {
      station: '其他服务站',
      repair: '修理厂',
      sold: '车已转卖或报废',
      notDue: '未到保养里程',
      willReturn: '答应回店',
    },
    station: {
      eastGate: '东门服务站',
      southRing: '南环服务站',
      highTech: '高新服务站',
      airport: '机场路服务站',
      county: '邻县服务站',
      otherStation: '其余服务站',
    },
    reason: {
      nearer: '离家近',
      waiting: '本店等待久',
      attitude: '本店服务态度',
      offers: '对方有优惠',
      friend: '熟人介绍',
      tooFar: '距离太远',
      costHigh: '费用高',
      carElsewhere: '车在外地',
      passing: '路过顺便修',
      other: '其他',
    },
  },
  en: {
    columns: [
      'customer_id',
      'model',
      'bought',
      'last_visit',
      'warranty',
      'call_date',
      'not_reached_because',
      'went_to',
      'station',
      'reason',
    ],
    model: { sedan: 'Sedan', suv: 'SUV', compact: 'Compact', van: 'Van' },
    warranty: { in: 'in warranty', out: 'out of warranty' },
    failure: {
      wrongNumber: 'Wrong number',
      deadNumber: 'Number dead',
      switchedOff: 'Switched off',
      noAnswer: 'No answer',
      refused: 'Refused',
      busy: 'Busy',
      forwarded: 'Forwarded',
      moved: 'Moved away',
    },
    outcome: {
      station: 'Another station',
      repair: 'Repair shop',
      sold: 'Car sold or scrapped',
      notDue: 'Service not due yet',
      willReturn: 'Will come back',
    },
    station: {
      eastGate: 'East Gate station',
      southRing: 'South Ring station',
      highTech: 'High-Tech station',
      airport: 'Airport Road station',
      county: 'Next county station',
      otherStation: 'All other stations',
    },
    reason: {
      nearer: 'Nearer to home',
      waiting: 'Long wait with us',
      attitude: 'Attitude of our staff',
      offers: 'Better offers there',
      friend: 'Friend recommended',
      tooFar: 'Too far',
      costHigh: 'Cost too high',
      carElsewhere: 'Car is elsewhere',
      passing: 'Passing by',
      other: 'Other',
    },
  },
};
