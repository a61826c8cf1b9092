import { normalizeName } from './read-name.ts';
import type { Role } from './role.ts';

/** Names that a role's column has. English is matched on lower-case words with single spaces, Chinese on the bare name. */
interface NameRule {
  readonly role: Role;
  /** 0–1: how sure the name alone makes. */
  readonly weight: number;
  readonly pattern: RegExp;
}

function rule(role: Role, weight: number, ...patterns: readonly string[]): NameRule {
  return { role, weight, pattern: new RegExp(`^(?:${patterns.join('|')})$`, 'iu') };
}

/** Stronger rules first. */
export const nameRules: readonly NameRule[] = [
  rule(
    'customer',
    0.95,
    '(?:customer|cust|client|user|member|subscriber|account|acct|player|buyer|patient|policy holder|cardholder) ?(?:id|no|nr|num|number|code|key|uuid)',
    'msisdn|uid|userid|openid|clientnum|customer|subscriber',
    '(?:客户|用户|会员|顾客|买家|玩家|账户|帐户|学员|车主|订户|储户|消费者|投保人|租户)(?:唯一)?(?:编号|编码|号|号码|id|代码|标识|账号|识别码|码|卡号)',
  ),
  rule(
    'customer',
    0.75,
    'id|card (?:no|number)|vin|respondent ?(?:id|no|nr|num|number|code|key)|(?:tenant|donor|employee|driver|student|learner|guest|household|device|merchant|seller|reader) ?(?:id|no|nr|num|number|code|key)',
    '(?:店铺|商家|商户|企业|读者|借阅|患者|病人|司机|骑手|业主|住户|租客|设备|家庭|员工|学生|捐赠人)(?:编号|编码|号码?|证号|id|代码)|电表户号|学号|工号|会员卡号|卡号|车架号|车牌号码?|户号|账号|帐号|编号|客户|用户|会员',
  ),
  // A contract that is renewed has a new number, its party has not: so the party is the customer.
  rule(
    'customer',
    0.74,
    '(?:passport|identity|id card) ?(?:no|nr|num|number)',
    '(?:投保人|被保险人|租客|承租人|客户|会员|用户|车主|学员)?(?:身份证|证件)(?:号码?|编号)',
  ),
  rule(
    'customer',
    0.72,
    'account|client|policy ?holder|organi[sz]ation|(?:customer|client|account|company|organi[sz]ation|tenant|merchant|policy ?holder) name',
    '(?:客户|单位|公司|企业|商户)名称|甲方(?:名称|单位)?|投保人(?:姓名|名称)?|承租人|租客(?:姓名)?',
  ),
  rule(
    'customer',
    0.7,
    '(?:subscription|contract|policy) ?(?:id|no|nr|num|number|code|key)',
    '(?:订阅|合同|租约|保单)(?:编号|编码|号码|号|id)',
  ),
  rule(
    'customer',
    0.5,
    '(?:customer|client|account|user|member|company|shop|partner|full)? ?name|phone(?: number)?|mobile(?: number)?|(?:(?:customer|client|user|member|account|contact) )?e ?mail(?: address)?',
    '手机号码?|手机|电话(?:号码)?|(?:客户|用户|会员|车主|学员|学生|幼儿|儿童|宝宝|孩子|患者|顾客|客人|住客|读者|投保人|租户|租客|业主|店铺|单位|公司|企业|商户|门店)?(?:姓名|名称)|(?:买家|客户|用户|会员|玩家)(?:昵称|会员名|旺旺|网名|名)',
  ),

  rule(
    'churned',
    0.95,
    '(?:is |has |customer )?churn(?:ed)?(?: (?:flag|label|value|status|yn|ind|indicator))?|is churned?|exited|attrition(?: flag)?',
    '是否(?:已)?(?:流失|离网|销户|注销|退网|退订|流失客户)|(?:流失|离网|销户)(?:标志|标记|标识|标签|与否|状态)?',
  ),
  rule(
    'churned',
    0.6,
    'left|lost|cancell?ed|terminated|closed|target|label|is (?:lost|closed|cancell?ed)|event(?: occurred)?|died|death|dead|fustat|cens',
    '流失客户|是否离开|是否终止',
  ),

  // When it was over, not when that was asked for.
  rule('ended', 0.97, '(?:(?:subscription|contract|service|membership) )?ended(?: (?:date|at|on))'),
  rule(
    'ended',
    0.95,
    `(?:(?:customer|account|subscription|contract|service|membership|policy) )?(?:churn|churned|surrender|surrendered|end|ended|ending|cancel|cancell?ed|cancell?ation|terminated|termination|left|leave|leaving|stop|stopped|quit|lost|close|closed|closing|closure|exit|exited|deactivated|deactivation|unsubscribed|attrition|lapsed?|disconnect(?:ed|ion)?|move ?out|moved out|resignation|resigned)(?: (?:date|day|dt|at|on|time|month|ts))`,
    `(?:客户|用户|会员|合同|服务|套餐)?(?:离网|销户|流失|注销|终止|解约|退(?!休|款|货|票|税|换|回)\\p{Script=Han}|撤店|结清|离(?!线|散|婚|网)\\p{Script=Han}|关闭|关户|拆机|失效|停用|退出|停机|取消|(?:取消|停止|关闭|不再)(?:自动)?(?:续费|续订|续约|订阅|会员)|断约|断缴)(?:日期|时间|日|月份|时刻)`,
  ),
  rule(
    'ended',
    0.75,
    '(?:final|last) (?:issue|edition|instal?lment|lesson|class|shift|(?:working )?day)(?: (?:date|of [a-z ]+))?|(?:(?:subscription|contract|membership|lease|policy|rental|service|customer) )?(?:end|ended|left|terminated|closed|exit|expiry|expiration|expires|valid to|valid until|cancelled|canceled)(?: (?:date|dt|on|at))?',
    `(?:(?:合同|合约|协议|服务|套餐|订阅|会员|租约|租赁|保单|保险|保障|有效期)?(?:结束|到期|届满|期满|满期)|终保|结课|截止|(?:合同|合约|协议|服务|租赁|保险|有效期)截?止|有效期至|止)(?:日期|时间|日|期)?`,
  ),

  rule(
    'started',
    0.95,
    `(?:(?:customer|account|subscription|contract|service|membership|policy|lease|trial|user) )?(?:sign ?up|signed up|inception|commencement|start|started|starting|join|joined|joining|registration(?: init)?|register|registered|activation|activated|open|opened|opening|enrol|enroll|enrolled|enrollment|onboard(?:ed|ing)?|subscribed|created|creation|effective|commencement|hire|hired|move ?in|moved in|became (?:a )?customer)(?: (?:date|day|dt|at|on|time|month|ts))`,
    `(?:客户|用户|会员|合同|合约|协议|服务|订阅|租约|租赁|保险|保单|首次)?(?:入网|开户|注册|激活|加入|入会|开通|起保|承保|签订|开卡|办卡|起租|报名|入学|入店|入职|购车|签约|起始|开始|合作|建档|登记|投保|生效|订阅|成为会员|首购|首次购买|首次消费|首次付费|首次充值|首单|首诊|首次就诊|首次下单|首次登录|入驻|开店|装机|立户|放款|办证|入园|入住|建卡)(?:日期|时间|日|月份|年月)`,
  ),
  rule(
    'started',
    0.7,
    '(?:(?:customer|member|user|client) )?since(?: date)?|(?:(?:subscription|contract|membership|lease|policy|rental|trial) )?(?:start|started|joined|registered|signup|created|valid from)|first (?:order|purchase|transaction|payment|visit|booking|gift|donation|log ?in|seen|issue|edition|instal?lment|lesson|class|shift|(?:working )?day)(?: (?:date|time|at|on))?',
    '(?:入网|开户|注册|激活|入会|开通)(?:时)?|(?:保险|合同|租赁|保障)?起期|建立日期|创建(?:日期|时间)',
  ),

  rule(
    'tenure',
    0.95,
    '(?:customer |account )?tenure(?: (?:in )?(?:months?|days?|years?|weeks?))?|(?:months?|days?|years?|weeks?) (?:with us|on book|active|as customer|since (?:(?:policy|contract|account|subscription|membership) )?(?:start|joined|sign ?up|inception|opening))|(?:account|subscription|membership) (?:length|age|duration)|(?:length of )?(?:relationship|service) (?:length|months|duration)?|(?:years?|months?) (?:at|in|with|of) (?:the |our )?(?:company|firm|bank|service|employment)',
    '(?:在网|入网|网龄|开户|注册|入会|会员|合作|使用|存续|在册|客户)(?:时长|时间长度|月数|天数|年限|年数|月龄|期限|长度|周期)|网龄|会龄|司龄|账龄|在网时间',
  ),
  rule(
    'tenure',
    0.6,
    'months?|lifetime(?: (?:days|months))?|duration(?: (?:days|months))?|t|(?:survival |follow up |futime )?time(?: to (?:event|death|churn))?|futime|os|pfs',
    '时长|月数|年限|月龄',
  ),

  rule(
    'reason',
    0.95,
    '(?:churn|exit|leaving|cancell?ation|cancel|stop|stopping|quit|quitting|attrition|termination|lost|surrender|lapse|move ?out) (?:details )?(?:reason|cause|feedback)(?: (?:code|text|category))?|reason (?:code|for (?:leaving|churn|cancell?ation))|reasons?|causes?|why (?:left|leaving)|why (?:did|are|do|have) (?:you|they|he|she) .*(?:cancel|leav|left|churn|quit|stop|go|unsubscrib).*',
    '(?:客户|用户)?(?:流失|离网|销户|关户|拆机|注销|退(?!休|款|货|票|税|换|回)\\p{Script=Han}|离(?!线|散|婚|网)\\p{Script=Han}|关闭|解约|(?:取消|停止|不再|不)(?:自动)?(?:续费|续订|续约|订阅)|取消|终止|不来|失败|未成交)(?:的)?(?:主要)?(?:原因|理由|因素)(?:说明|分类|代码)?|(?:您|你)?(?:为什么|为何).*(?:取消|离开|退|注销|流失|不再|停).*|原因|理由',
  ),

  rule(
    'value',
    0.95,
    'arpu|mrr|(?:mrr|arr) amount|monthly ?(?:charges?|price|rent|subscription|fees?|premiums?|spend(?:ing)?|revenue|bill|income|value|amount|payment|recurring revenue)|(?:price|fees?|rent|charge|revenue|amount|payment|premium) (?:per|a) month|monthly turnover|turnover (?:per )?month|avg (?:monthly )?(?:revenue|spend)',
    'arpu值?|(?:月|每月|月均|平均每?月|当月|本月|(?:当|本)?月?出账)(?:租|租金|费|(?!退)\\p{Script=Han}{1,2}费|费用|租费|订阅|订阅费|服务费|消费|消费额|消费金额|话费|收入|销售|销售额|账单|均消费|付费|扣费|会费|缴费|成交额|交易额|营业额|流水|gmv)(?:金额|额)?|月租费?',
  ),
  rule(
    'value',
    0.7,
    '(?:total |annual |yearly )?(?:customer |contract )?(?:value|revenue)|acv|arr|(?:total |annual )?(?:charges?|spend(?:ing)?|sales|revenue|fee|premium|balance|fare)|(?:aum|assets?|deposits?|account|average|month end)(?: balance)?|price|salary|purchase value',
    '(?:累计|年|总|历史)?(?:消费|付费|充值|交易|购买|成交|投资)(?:总)?(?:金额|额)|客单价|话费|收入|年费|年(?:服务费|会费|租金)|学费|会员?费|会籍费|服务费|套餐费用?|资费|(?:日均|月均|年均|平均|账户|管理)?(?:余额|资产|存款|(?:资产|存款)(?:余额|总额|规模))|(?:年度?|每年|首年|期)?[缴交]?保费|(?:年度?|每年)合同(?:总)?(?:金额|额|价值)|销售额|年销售额|价值|贡献',
  ),

  rule(
    'amount',
    0.95,
    '(?:order|purchase|transaction|payment|pay|invoice|sale|paid|basket|net|gross|line)s? ?(?:amount|value|total|price|sum|revenue|usd|eur)|amount|amt|(?:actual |total )?amount paid|total ?(?:amount|price)|revenue|sales|monetary',
    '(?:订单|实付|支付|成交|交易|付款|消费|购买|实收|应付|充值|结算)(?:总)?(?:金额|额|价)|金额',
  ),
  rule('amount', 0.5, 'price|value|total|spend|unit price|charges?', '单价|价格|总价'),

  rule(
    'transaction',
    0.9,
    '(?:(?:sales |purchase )?order|invoice|receipt|transaction|bill|basket|booking|ticket|sale) ?(?:id|no|nr|num|number|code|key)|invoice|order|transaction|receipt',
    '(?:销售|交易|购物|购买|商品|消费|主|父)?(?:订单|交易|小票|发票|流水|票据|单据|账单|结算单)(?:编号|编码|单号|号码|号|id|流水号)|单号|流水号|主单号|父单号',
  ),
  rule(
    'time',
    0.95,
    '(?:order|purchase|transaction|event|invoice|payment|visit|login|activity|session|trip|booking|usage|call|call ?back|contact|follow up|post|review|comment|complaint|survey|submit|submitt|submission|response)(?:ed)? ?(?:date|time|day|at|on|dt|ts|timestamp|datetime)|timestamp|event ts|invoicedate|tpep pickup datetime',
    '(?:下单|交易|支付|成交|购买|消费|付款|登录|登陆|来店|到店|进店|发生|访问|活动|充值|出行|预订|订单|维修|进厂|通话|使用|工单|回访|致电|联系|外呼|发布|发表|评论|评价|投诉|反馈|填写|提交|填表|答题)(?:日期|时间|日|时刻)',
  ),
  rule('time', 0.6, 'date|time|day|datetime|dt|ts', '日期|时间|时刻|日'),

  rule(
    'last',
    0.95,
    '(?:(?:customer|user|member) )?(?:last|latest|most recent)(?: (?:order|purchase|transaction|gift|donation|event|invoice|payment|visit|log ?in|activity|active|session|trip|booking|usage|use|used|call|seen|service|repair|interaction|check ?in|played|game|online|sign ?in|access)(?:ed)?)+(?: (?:date|time|day|at|on|dt|ts|timestamp|datetime))?',
    '末单(?:日期|时间)|(?:最近|最后|末次|上次|最新|上一次)(?:一次)?(?:下单|付费|就诊|上课|借阅|接单|捐赠|缴费|交易|支付|成交|购买|消费|付款|登录|登陆|来店|到店|进店|访问|活动|活跃|充值|出行|预订|订单|维修|进厂|通话|使用|在线|签到|打卡|入场)(?:的)?(?:日期|时间|日|时刻)?',
  ),
  rule(
    'recency',
    0.95,
    'recency(?: days)?|days? since(?: (?:the )?last)?(?: (?:order|purchase|transaction|visit|log ?in|activity|session|booking|seen|use))?|(?:inactive|inactivity) days|days inactive',
    '(?:距离?)?(?:最近|最后|末次|上次)(?:一次)?(?:下单|交易|购买|消费|登录|登陆|到店|来店|访问|活跃|充值|使用)(?:距今|间隔|至今)?的?天数|(?:未|沉默|不)(?:消费|登录|登陆|活跃|到店|购买)?天数',
  ),
  rule(
    'frequency',
    0.95,
    'frequency|(?:(?:number|num|no|count) of|n|total|order|purchase)? ?(?:orders|purchases|transactions|visits|log ?ins|bookings|sessions|gifts|donations)(?: (?:count|number|num))?|(?:order|purchase|transaction|visit|login|booking|session) (?:count|number|num|frequency)',
    '(?:累计|总|历史)?单量|(?:累计|总|历史)?(?:消费|付费|就诊|进厂|上课|借阅|接单|捐赠|购买|下单|交易|登录|登陆|到店|来店|访问|订单|充值|入场)(?:总)?(?:次数|频次|频率|笔数|数量|数)|频次|频率',
  ),
  rule(
    'amount',
    0.8,
    '(?:total|lifetime|cumulative) (?:customer )?(?:spend(?:ing)?|spent|paid|billed|revenue|sales|charges?|fees?|payments?|purchases?(?: amount)?)|(?:spent|paid|revenue) to date',
    '(?:累计|总|历史)(?:(?:消费|付费|充值|交易|购买|成交|投资|缴费|销售)(?:总)?(?:金额|额)?|收入|保费|费用)',
  ),
  rule(
    'period',
    0.95,
    '(?:billing|bill|report|reporting|statement|data|stat|fiscal|calendar|acct|account)? ?(?:month|period|cycle|year month|yyyymm|quarter)|snapshot (?:month|date)|month id|ym',
    '账期|帐期|(?:统计|数据|报表|账单|计费|结算)?(?:月份|月度|年月|期间|期次|月|周期|季度)|统计月|数据月',
  ),
  rule('period', 0.6, 'year|week|date|day', '年份|年度|年|日期|周|统计日期'),

  rule(
    'status',
    0.95,
    'is active|active|is current|(?:is |has )?(?:renewed|retained)|(?:is |right )?censor(?:ed|ing)?|(?:customer|account|subscription|user|member|service|contract|policy)? ?(?:status|state)(?: (?:code|name|desc))?|(?:customer |account )?(?:lifecycle|life cycle) ?(?:stage|phase|status)?|(?:customer|account) stage',
    '(?:客户|用户|会员|账户|账号|在网|号码|服务|合同|租约|保单|保险|店铺|商户|学籍|订阅|业务|入网)?状态|(?:客户|会员|用户)?(?:生命周期)?阶段|是否(?:已)?(?:在网|在用|活跃|有效|正常|在职|留存|续费|续约|续订|续保)|(?:是否)?(?:右)?(?:删失|截尾)(?:标志|标记|标识)?',
  ),

  rule(
    'observed',
    0.95,
    'as of(?: date)?|snapshot(?: date)?|extract(?:ed|ion)? (?:date|at)|export(?:ed)? (?:date|at)|observation (?:date|end)|data date',
    '(?:数据|快照|提取|导出|观察|观测|统计截止|截止|截至)(?:日期|时间|日)',
  ),
  rule(
    'entered',
    0.95,
    '(?:observation|study|follow up) (?:start|entry)(?: date)?|observed (?:from|since)|entry date|entered(?: (?:on|at|study))?',
    '观察(?:开始|起始)(?:日期|时间|日)?|入组日期|纳入日期',
  ),
  rule(
    'contact',
    0.9,
    '(?:contact |cell |mobile |home |customer )?(?:phone|mobile|tel|telephone|email|e mail|address|contact)(?: (?:number|no|address|info))?',
    '(?:联系|客户)?(?:手机|电话|邮箱|地址|联系方式|微信|联系电话|手机号|手机号码|电话号码|电子邮箱|通讯地址|微信号|qq)',
  ),
  rule(
    'text',
    0.9,
    '(?:user |customer |other |additional |further )?(?:feedback|comments?|review|remarks?|notes?|message|content)(?: (?:text|body|content))?|text|body',
    '(?:用户|客户|其他|其它|补充)?(?:评价|评论|反馈|意见|备注|留言|回访记录|内容|建议|说明|回访结果|投诉内容)(?:内容|文本)?',
  ),
  rule(
    'platform',
    0.9,
    '(?:app )?(?:store|platform|market|source app)|app store|os',
    '(?:应用)?(?:市场|商店|平台)|渠道来源|下载渠道|应用市场',
  ),
  rule(
    'rating',
    0.9,
    '(?:user |customer )?(?:rating|stars?|score|satisfaction(?: score)?|nps|csat|grade)',
    '评分|星级|打分|满意度|评级|好评差评|评价等级',
  ),
];

/** The roles that a column of this name can have, each with how sure the name alone makes. */
export function matchName(name: string): { role: Role; weight: number }[] {
  const text = normalizeName(name);
  const squeezed = text.replaceAll(' ', '');
  const bare = text
    .replace(/ (?:usd|eur|gbp|cny|rmb|jpy|hkd)$/, '')
    .replace(/ (?:date ?time|time ?stamp|dttm)$/, ' date');
  const found = new Map<Role, number>();
  for (const { role, weight, pattern } of nameRules) {
    const isHit =
      pattern.test(text) || pattern.test(bare) || (/[^\p{ASCII}]/u.test(squeezed) && pattern.test(squeezed));
    if (isHit) found.set(role, Math.max(weight, found.get(role) ?? 0));
  }
  return [...found].map(([role, weight]) => ({ role, weight }));
}
