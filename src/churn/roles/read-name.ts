/** A name as the rules read it: `customerID` and `customer_id` become `customer id`; a unit in brackets goes. Of a long text its beginning. */
export function normalizeName(name: string): string {
  return name
    .slice(0, 200)
    .normalize('NFKC')
    .replace(/[（(【[].*?[)）】\]]/gu, ' ')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/[_\-./:#?]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** The unit that a tenure's name tells, or null. */
export function findUnit(name: string): 'day' | 'week' | 'month' | 'quarter' | 'year' | null {
  const text = name.normalize('NFKC').toLowerCase();
  if (/month|月/.test(text)) return 'month';
  if (/day|天|日/.test(text)) return 'day';
  if (/week|周/.test(text)) return 'week';
  if (/quarter|季/.test(text)) return 'quarter';
  return /year|年/.test(text) ? 'year' : null;
}

const premium =
  /^(?:(?:policy|net|gross|written) )?premiums?(?: amount)?$|^(?:标准|应收|实收|首年|续期)?(?:保费|保险费)$/u;

/** Whether the name of an amount says that it is of a year; so are insurance premiums, where no month is spoken of. */
export function isYearly(name: string): boolean {
  if (premium.test(normalizeName(name))) return true;
  return /\b(?:annual(?:i[sz]ed)?|yearly|acv|arr|(?:per|a) year)\b|(?:^|[^近每逐上前去今往当本\d])年(?:度)?(?:总|[缴交])?(?:合同|费|服务费|会费|消费|付费|收入|销售|保费|营业|交易|采购|租|贡献)|每年|\/年/iu.test(
    normalizeName(name) + name.normalize('NFKC'),
  );
}

/** Whether the name of an amount says that it is what a customer has brought in all. */
export function isTotal(name: string): boolean {
  const text = normalizeName(name);
  return !isYearly(name) && /\b(?:total|lifetime|cumulative|to date)\b|累计|历史|总/u.test(text);
}

/** Whether a column holds what people or companies are called, which several of them may share. */
export function isCalled(name: string): boolean {
  return /\bname\b|姓名|名称|昵称|会员名|旺旺|网名/u.test(normalizeName(name));
}

/** Whether numbers of this name are a time that something took, a place, a score or a share, and so no money. */
export function isMeasured(name: string): boolean {
  return /\b(?:secs?|seconds?|mins?|minutes?|hours?|duration|lat(?:itude)?|lon(?:gitude)?|lng|score|rate|ratio|pct|percent(?:age)?|km|kwh|gb|mb)\b|时长|秒|分钟|小时|经度|纬度|得分|评分|率|占比|流量|里程|电量/u.test(
    normalizeName(name),
  );
}

/** Whether a flag of this name says who is still here. */
export function asksWhoIsHere(name: string): boolean {
  return /^(?:is |still )?(?:a )?(?:subscriber|subscribed|customer|member)$|^(?:is )?active$|^(?:is |has )?(?:renewed|retained)$|^(?:is |right )?censor(?:ed|ing)?$|删失|截尾|是否(?:已)?(?:在网|在用|活跃|有效|正常|在职|留存|续)/.test(
    normalizeName(name),
  );
}

/** Whether a column holds the price of one piece, or how many pieces a row is of. */
export function isOfPieces(name: string): 'price' | 'quantity' | null {
  const text = normalizeName(name);
  if (/^(?:unit |item |sale |selling )?price$|^(?:商品|销售|成交)?单价$|^售价$/.test(text)) return 'price';
  return /^(?:item |order |line ?item )?(?:quantity|qty)$|^(?:购买|商品|销售|下单|成交)?(?:数量|件数)$/.test(
    text,
  )
    ? 'quantity'
    : null;
}
