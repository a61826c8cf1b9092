import {
  findEpoch,
  holdsDates,
  isDateType,
  isNumberType,
  isTextType,
  uniqueness,
  type ColumnFacts,
} from './column-facts.ts';

/** Whether customers can be grouped by a column: a few values, or numbers to be banded. */
export function isSegment(facts: ColumnFacts): boolean {
  const { distinct, rows, type, name } = facts;
  if (distinct < 2 || isDateType(facts) || findEpoch(facts) !== null) return false;
  if (
    /(?:^|[_\s])(?:id|uuid|zip|zipcode|postcode|lat|latitude|long|longitude|lat long|row ?(?:num|number|no)|rownum|index)$|编号|编码|^(?:序号|行号)$|邮编|经度|纬度|身份证/i.test(
      name.trim(),
    )
  )
    return false;
  if (/(?:[a-z]ID|Id)$/.test(name.trim())) return false;
  if (type === 'BOOLEAN') return true;
  if (isTextType(facts))
    return (
      distinct <= 50 && (rows < 100 || uniqueness(facts) <= 0.5) && !(distinct > 20 && holdsDates(facts))
    );
  return isNumberType(facts) && (rows < 100 || distinct < 0.98 * rows || distinct > 12);
}
