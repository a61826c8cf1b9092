import { normalizeName } from './read-name.ts';

/**
 * What reports group and count by, beyond the roles: each row is one meaning, in the names that companies give it. English is
 * matched on lower-case words, Chinese on the bare name, whole names only.
 */
const meanings: readonly RegExp[] = (
  [
    [
      '(?:(?:price|rate|tariff|service|subscription|product) )?(?:plan|package|tariff|bundle)(?: (?:name|type))?',
      '(?:资费|产品|业务|服务)?套餐(?:名称|类型)?|资费(?:方案|类型|名称)',
    ],
    [
      '(?:sales |home )?(?:region|province|area|district|territory|city)(?: name)?',
      '(?:所在|归属)?(?:地区|区域|省份?|城市|地市|大区|片区|地)',
    ],
    [
      '(?:(?:sales|acquisition|marketing|sign ?up|order|booking) )?channel|(?:app )?store|marketplace|source|origin',
      '(?:办理|销售|入网|获客|注册|开户|推广|下载|来源)?渠道(?:名称|来源)?|来源|应用(?:市场|商店)',
    ],
    ['platform|os|operating system|device (?:type|os)', '平台|操作系统|系统|设备类型|终端类型'],
    [
      'payment|(?:payment|pay|paying|billing|charging) (?:method|type|mode|form)',
      '(?:付费|缴费|计费|支付|付款|收费|结算)(?:方式|类型|类别|模式)',
    ],
    [
      '(?:(?:client|customer|user|member|subscriber) )?age|years old|age (?:in )?years',
      '(?:客户|用户|会员|顾客)?年龄|岁数|周岁',
    ],
    [
      '(?:customer )?satisfaction(?: (?:score|rating|index))?|csat',
      '(?:客户|用户|顾客)?满意[度率](?:评分|得分|指数)?|客户评分',
    ],
    [
      '(?:customer )?complaints?(?: (?:count|number))?|tickets',
      '(?:客户|用户)?投诉(?:量|数|数量|件数|次数)?|客诉[量数]|工单[量数]',
    ],
    [
      '(?:competitor|competition|rival)s?(?: (?:offers?|promotions?|campaigns?|discounts?))?',
      '(?:竞品|竞争对手|对手|友商)(?:优惠|促销|活动)(?:数|量|数量|次数)?',
    ],
    [
      '(?:contract|commitment)(?: (?:months?|length|term|period))?|term months',
      '(?:合约|合同|协议)(?:期|期限|月数|时长)',
    ],
    [
      '(?:monthly |service |network |serving )*costs?|cost (?:to serve|of service)',
      '(?:月|每月|月均)?(?:服务|网络|运营|维护)?成本',
    ],
    [
      '(?:outgoing |voice |total )?calls(?: (?:made|count))?|call count',
      '(?:主叫|通话|呼叫|拨打)(?:次数|数)',
    ],
    [
      '(?:n|num|num of|number of|no of)? ?products?(?: (?:count|held))?',
      '(?:持有)?产品(?:数|数量|个数)|持有产品',
    ],
    [
      '(?:in |under )?warranty(?: (?:status|state))?|guarantee|cover(?:age)?',
      '(?:质保|保修)(?:状态|期|情况)?',
    ],
    ['(?:downloads?|installs?|installations)(?: count)?', '(?:累计)?(?:下载|安装)(?:量|次数|数)'],
    ['(?:number of )?reviews?(?: (?:count|number))?|reviews', '(?:评论|评价|点评)(?:数|量|条数|数量)'],
    [
      '(?:PEOPLE )?at (?:the )?start|(?:opening|starting|beginning|start) (?:PEOPLE|count|base)',
      '[期月年]初(?:客户|用户|会员)?(?:数|数量|人数)?',
    ],
    [
      'new (?:PEOPLE)|sign ?ups?|registrations|gross adds',
      '新增?(?:客户|用户|会员)(?:数|量|人数)?|拉新(?:数|人数)?',
    ],
    [
      '(?:PEOPLE )?at (?:the )?end|(?:closing|ending|end) (?:PEOPLE|count|base)',
      '[期月年]末(?:客户|用户|会员)?(?:数|数量|人数)?',
    ],
    [
      '(?:total |net |gross |operating )?(?:revenue|turnover|sales|income)',
      '(?:营业|销售|总)?收入|营业额|销售额|流水',
    ],
    [
      '(?:orders?|transactions?|purchases)(?: (?:count|number))?',
      '(?:订单|交易|成交)(?:数|量|数量|笔数|单数)',
    ],
    [
      '(?:marketing|ads?|advertising|promotion|campaign|media) (?:costs?|spend(?:ing)?|expenses?|budget)',
      '(?:营销|广告|推广|市场|投放)(?:费用|花费|成本|支出|投入)',
    ],
    [
      '(?:marketing|ads?|advertising|campaign) (?:revenue|sales|income)|revenue from (?:marketing|ads|campaigns)',
      '(?:营销|广告|推广|投放)(?:带来的?|产生的?)?(?:收入|销售额)',
    ],
    [
      '(?:(?:business|operating) )?(?:condition|situation)|business (?:state|status)',
      '(?:经营|营业)(?:状况|情况|状态)',
    ],
    [
      '(?:sales|revenue|value) (?:class|tier|level|band|grade)|(?:customer )?tier',
      '年?(?:销售额?|营业额)(?:级别|等级|层级|档次)',
    ],
    ['(?:(?:customer|company|account|business) )?size', '(?:客户|企业|公司)?规模'],
    [
      '(?:(?:retention|win ?back) )?(?:measures?|actions?)(?: taken)?',
      '(?:采取的?|挽留|挽回|补救)?(?:措施|动作)',
    ],
    ['assessment|evaluation|verdict|conclusion', '评估(?:结果|结论)?|结论'],
    ['relation(?:ship)?(?: with \\w+)?', '(?:与[^的]{1,6})?关系'],
    [
      'not reached because|(?:contact )?failure(?: reason)?|call (?:result|status)',
      '(?:未接通|联系失败|失败)原因|(?:通话|呼叫|外呼|拨打)结果',
    ],
    ['went to|(?:new )?destination|now (?:with|at)', '(?:现|客户)?去向'],
    ['(?:(?:service|other) )?station|garage|workshop', '(?:流向)?(?:网点|服务站)'],
  ] as const
).map(
  ([en, zh]) =>
    new RegExp(
      `^(?:${en.replaceAll('PEOPLE', '(?:customers?|accounts?|subscribers?|members?|users?|clients?)')}|${zh})$`,
      'iu',
    ),
);

/** Whether a column's name says what one of these names says, as `tariff` and `plan` do. */
export function meansTheSame(column: string, names: readonly string[]): boolean {
  const [text, ...wanted] = [column, ...names].map(normalizeName);
  return meanings.some(
    (meaning) => text !== undefined && meaning.test(text) && wanted.some((name) => meaning.test(name)),
  );
}
