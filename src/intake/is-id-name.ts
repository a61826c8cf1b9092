const ALWAYS =
  /^(?:ids?|uuid|guid|zip|zipcode|postcode|phone|mobile|tel|telephone|fax|ssn|imei|imsi|msisdn|iban|sku|barcode|plz|nif|siren|siret)$/;
const AFTER_A_THING = /^(?:no|nr|num|number|code)$/;
const THING =
  /^(?:account|acct|card|customer|cust|client|user|member|subscriber|order|invoice|contract|policy|phone|mobile|tel|telephone|serial|employee|emp|staff|store|shop|product|item|stock|postal|post|zip|area|country|ticket|transaction|trans|passport|licence|license|tax|bank|device|student|patient|case)$/;
const GERMAN = /^\p{L}{3,}(?:nummer|nr)$/u;
const EAST_ASIAN =
  /(?<![序信符])[号號]$|번호$|코드$|전화|(?:編號|號碼|單號|電話|身分證|郵遞區號|代碼|番号|コード|编号|编码|号码|单号|卡号|账号|帐号|工号|学号|证号|户号|机号|会员号|客户号|用户号|订单号|合同号|序列号|流水号|手机|电话|身份证|邮编|邮政编码|代码|识别码|条码|标识)$/u;

/** Whether a column's name says that its values name things: such columns stay text, whatever is in them. */
export function isIdName(name: string): boolean {
  if (EAST_ASIAN.test(name.trim())) return true;
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/([^\x00-\x7f])([A-Za-z])/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (ALWAYS.test(last) || GERMAN.test(last)) return true;
  if (AFTER_A_THING.test(last) && THING.test(before)) return true;
  return words.length === 2 && words[0] === 'id';
}

/** Whether a column's name says that it holds dates: only then are eight digits read as one. */
export function isDateName(name: string): boolean {
  return /date|datum|fecha|day|month|日付|날짜|일자|日期|日$|时间|生日|(?:^|[_\s])(?:dt|on|at)$/iu.test(
    name.trim(),
  );
}
