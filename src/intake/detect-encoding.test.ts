import { expect, test } from 'vitest';
import { createDecoder } from './create-decoder.ts';
import { detectEncoding } from './detect-encoding.ts';

/** The bytes of a text in an encoding, by trying which bytes give each character. */
function encode(text: string, encoding: string): Uint8Array {
  const bytesOf = new Map<string, number[]>();
  const strict = createDecoder(encoding, { fatal: true });
  const learn = (...bytes: number[]): void => {
    try {
      const char = strict.decode(new Uint8Array(bytes));
      if ([...char].length === 1 && !bytesOf.has(char)) bytesOf.set(char, bytes);
    } catch {
      // Not a character there.
    }
  };
  for (let byte = 0; byte < 256; byte++) learn(byte);
  if (!/windows|koi/.test(encoding))
    for (let lead = 0x81; lead < 0xff; lead++)
      for (let trail = 0x40; trail < 0xff; trail++) learn(lead, trail);
  return new Uint8Array([...text].flatMap((char) => bytesOf.get(char) ?? []));
}

test.each([
  ['gb18030', '用户,注册日期,会员等级\n王芳,2024-01-05,黄金\n刘洋,2024-02-01,普通\n'],
  ['big5', '會員,註冊日期,等級\n林志玲,2024-01-05,黃金\n張家豪,2024-02-01,普通\n'],
  ['shift_jis', '会員,登録日,コース\n山本,2024-01-05,スタンダード\n中村,2024-02-01,ライト\n'],
  ['euc-jp', '会員,登録日,コース\n山本,2024-01-05,スタンダード\n中村,2024-02-01,ライト\n'],
  ['euc-kr', '회원,가입일,등급\n박지성,2024-01-05,우수\n최민호,2024-02-01,일반\n'],
  ['windows-1250', 'odběratel,město\nNovák,Ústí nad Labem\nDvořáková,Třebíč\n'],
  ['windows-1251', 'абонент,тариф,дата\nСмирнов,семейный,2024-01-05\nКузнецова,общий,2024-02-01\n'],
  ['windows-1251', 'Код клиента;ФИО\n00001;Иванов Иван 1\n00002;Иванов Иван 2\n'],
  ['windows-1252', 'client,motif\nHélène,tarif trop élevé\nJérôme,déménagement à l’étranger – 5 €\n'],
  ['windows-1253', 'συνδρομητής,πακέτο\nΠαπαδόπουλος,οικογενειακό\n'],
  ['windows-1254', 'abone,paket\nYağmur,ışık hızı\nGüneş,şimşek\n'],
  ['windows-1255', 'מנוי,חבילה\nכהן,משפחתית\nלוי,רגילה\n'],
  ['windows-1256', 'المشترك,الخدمة\nأحمد,عائلية\nليلى,عادية\n'],
  ['windows-1257', 'abonents,plāns\nBērziņš,ģimenes\nKalniņa,pamata\n'],
  ['windows-874', 'สมาชิก,แพ็กเกจ\nสมหญิง,ครอบครัว\n'],
  ['koi8-r', 'абонент,тариф\nСмирнов,семейный\nКузнецова,общий\n'],
])('a short table in %s is recognised, and read as it was written', (encoding, text) => {
  const bytes = encode(text, encoding);
  const found = detectEncoding(bytes, true);
  expect(found.encoding).toBe(encoding);
  expect(createDecoder(found.encoding).decode(bytes)).toBe(text);
});

test('one damaged character in a long text does not change its encoding', () => {
  const bytes = encode(`客户,城市\n${'王芳,北京\n'.repeat(50)}`, 'gb18030');
  bytes[41] = 0xff;
  expect(detectEncoding(bytes, true).encoding).toBe('gb18030');
});
