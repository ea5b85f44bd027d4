import type { Calendar, SpecialDay } from '../calendar.ts';
import { closedFrom, type Holidays } from './holidays.ts';

/** A day of the weekend on which people make up for a holiday: it has the hours of a Monday. */
function madeUpOn(date: string, en: string, zh: string): SpecialDay {
  return { date, title: { en: `Make-up day for ${en}`, zh: `${zh}调休上班` }, hours: 'monday' };
}

/** The holidays of mainland China. */
export const chinaHolidays: Holidays = {
  source:
    'For 2026 the arrangement by the General Office of the State Council, make-up days included. For 2027 the days off by the Regulation on Public Holidays for National Annual Festivals and Memorial Days alone: its arrangement is not in here.',
  days: [
    ...closedFrom('2026-01-01', '2026-01-03', "New Year's Day", '元旦'),
    madeUpOn('2026-01-04', "New Year's Day", '元旦'),
    madeUpOn('2026-02-14', 'Spring Festival', '春节'),
    ...closedFrom('2026-02-15', '2026-02-23', 'Spring Festival', '春节'),
    madeUpOn('2026-02-28', 'Spring Festival', '春节'),
    ...closedFrom('2026-04-04', '2026-04-06', 'Qingming Festival', '清明节'),
    ...closedFrom('2026-05-01', '2026-05-05', 'Labour Day', '劳动节'),
    madeUpOn('2026-05-09', 'Labour Day', '劳动节'),
    ...closedFrom('2026-06-19', '2026-06-21', 'Dragon Boat Festival', '端午节'),
    madeUpOn('2026-09-20', 'National Day', '国庆节'),
    ...closedFrom('2026-09-25', '2026-09-27', 'Mid-Autumn Festival', '中秋节'),
    ...closedFrom('2026-10-01', '2026-10-07', 'National Day', '国庆节'),
    madeUpOn('2026-10-10', 'National Day', '国庆节'),
    ...closedFrom('2027-01-01', '2027-01-01', "New Year's Day", '元旦'),
    ...closedFrom('2027-02-05', '2027-02-08', 'Spring Festival', '春节'),
    ...closedFrom('2027-04-05', '2027-04-05', 'Qingming Festival', '清明节'),
    ...closedFrom('2027-05-01', '2027-05-02', 'Labour Day', '劳动节'),
    ...closedFrom('2027-06-09', '2027-06-09', 'Dragon Boat Festival', '端午节'),
    ...closedFrom('2027-09-15', '2027-09-15', 'Mid-Autumn Festival', '中秋节'),
    ...closedFrom('2027-10-01', '2027-10-03', 'National Day', '国庆节'),
  ],
};

const hours = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
];

/** Office hours in China. */
export const chinaOffice: Calendar = {
  title: { en: 'Office hours in China', zh: '中国办公时间' },
  timeZone: 'Asia/Shanghai',
  week: { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours },
  days: [...chinaHolidays.days],
};
