import type { CellObject } from '@e965/xlsx';

const DAY = 86_400_000;
/** Excel counts a 29 February 1900 that never was: from March 1900 on, day 0 is 30 December 1899. */
const EPOCH = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/** A cell's value as text: what its formula gave, dates in ISO form, truth values as `true` and `false`, errors as `#N/A`. */
export function writeSheetCell(
  cell: CellObject | undefined,
  is1904: boolean,
  isDateFormat: (format: string) => boolean,
): string {
  if (!cell) return '';
  const { t, v } = cell;
  switch (t) {
    case 'n':
      return typeof v !== 'number'
        ? ''
        : typeof cell.z === 'string' && isDateFormat(cell.z)
          ? writeDate(v, cell.z, is1904)
          : writeNumber(v);
    case 'b':
      return v ? 'true' : 'false';
    case 'e':
      return cell.w ?? ERRORS[Number(v)] ?? '#VALUE!';
    case 'd':
      return v instanceof Date ? writeStamp(v.getTime()) : String(v ?? '');
    case 's':
      return String(v ?? '');
    default:
      return '';
  }
}

const ERRORS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
};

/** Excel keeps fifteen digits; what a sum adds beyond them is noise. */
function writeNumber(value: number): string {
  const rounded = Number(value.toPrecision(15));
  const text = String(rounded);
  return text.includes('e') && Math.abs(rounded) >= 1e15 ? BigInt(Math.round(rounded)).toString() : text;
}

function writeDate(serial: number, format: string, is1904: boolean): string {
  if (/\[[hms]+\]/i.test(format)) return writeNumber(serial);
  if (serial < 0 || serial > 2_958_466) return writeNumber(serial);
  const ms = Math.round(serial * DAY);
  if (serial < 1 && !/[yd]/i.test(format)) return new Date(ms).toISOString().slice(11, 19);
  const early = !is1904 && serial < 60 ? DAY : 0;
  return writeStamp((is1904 ? EPOCH_1904 : EPOCH) + ms + early);
}

function writeStamp(time: number): string {
  const iso = new Date(time).toISOString();
  const [day = '', clock = ''] = iso.replace('Z', '').split('T');
  return clock === '00:00:00.000' ? day : `${day} ${clock.replace(/\.000$/, '')}`;
}
