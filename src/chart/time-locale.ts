import { timeFormatLocale, type TimeLocaleDefinition } from 'd3-time-format';
import type { Language } from './language.ts';

const zhMonths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((month) => `${month}月`);
type Months = TimeLocaleDefinition['months'];

export const timeLocale: Readonly<Record<Language, TimeLocaleDefinition>> = {
  en: {
    dateTime: '%x, %X',
    date: '%-d %b %Y',
    time: '%H:%M:%S',
    periods: ['AM', 'PM'],
    days: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    shortDays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
    shortMonths: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  },
  zh: {
    dateTime: '%x %X',
    date: '%Y年%-m月%-d日',
    time: '%H:%M:%S',
    periods: ['上午', '下午'],
    days: ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
    shortDays: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
    months: zhMonths as Months,
    shortMonths: zhMonths as Months,
  },
};

const formats = { en: timeFormatLocale(timeLocale.en), zh: timeFormatLocale(timeLocale.zh) };

/** Formats a date whose UTC fields are the wall clock to show. */
export function timeFormat(language: Language, specifier: string): (value: Date) => string {
  return formats[language].utcFormat(specifier);
}
