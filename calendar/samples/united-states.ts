import type { Calendar, SpecialDay } from '../calendar.ts';
import { closedOn, type Holidays } from './holidays.ts';

/** A holiday on a day of the weekend is off on the Friday before or the Monday after. */
function observedOn(observed: string, date: string, en: string, zh: string): SpecialDay[] {
  return [closedOn(date, en, zh), closedOn(observed, `${en} (observed)`, `${zh}（补休）`)];
}

/** The federal holidays of the United States. */
export const unitedStatesHolidays: Holidays = {
  source:
    'Holidays by 5 U.S.C. 6103, with the days on which they are observed where they fall on a weekend, as the Office of Personnel Management lists them.',
  days: [
    closedOn('2026-01-01', "New Year's Day", '元旦'),
    closedOn('2026-01-19', 'Birthday of Martin Luther King, Jr.', '马丁·路德·金纪念日'),
    closedOn('2026-02-16', "Washington's Birthday", '华盛顿诞辰纪念日'),
    closedOn('2026-05-25', 'Memorial Day', '阵亡将士纪念日'),
    closedOn('2026-06-19', 'Juneteenth', '六月节'),
    ...observedOn('2026-07-03', '2026-07-04', 'Independence Day', '独立日'),
    closedOn('2026-09-07', 'Labor Day', '劳动节'),
    closedOn('2026-10-12', 'Columbus Day', '哥伦布日'),
    closedOn('2026-11-11', 'Veterans Day', '退伍军人节'),
    closedOn('2026-11-26', 'Thanksgiving Day', '感恩节'),
    closedOn('2026-12-25', 'Christmas Day', '圣诞节'),
    closedOn('2027-01-01', "New Year's Day", '元旦'),
    closedOn('2027-01-18', 'Birthday of Martin Luther King, Jr.', '马丁·路德·金纪念日'),
    closedOn('2027-02-15', "Washington's Birthday", '华盛顿诞辰纪念日'),
    closedOn('2027-05-31', 'Memorial Day', '阵亡将士纪念日'),
    ...observedOn('2027-06-18', '2027-06-19', 'Juneteenth', '六月节'),
    ...observedOn('2027-07-05', '2027-07-04', 'Independence Day', '独立日'),
    closedOn('2027-09-06', 'Labor Day', '劳动节'),
    closedOn('2027-10-11', 'Columbus Day', '哥伦布日'),
    closedOn('2027-11-11', 'Veterans Day', '退伍军人节'),
    closedOn('2027-11-25', 'Thanksgiving Day', '感恩节'),
    ...observedOn('2027-12-24', '2027-12-25', 'Christmas Day', '圣诞节'),
    ...observedOn('2027-12-31', '2028-01-01', "New Year's Day", '元旦'),
  ],
};

const hours = [{ from: '09:00', to: '17:00' }];

/** Office hours on the east coast of the United States. */
export const unitedStatesOffice: Calendar = {
  title: { en: 'Office hours in New York', zh: '纽约办公时间' },
  timeZone: 'America/New_York',
  week: { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours },
  days: [...unitedStatesHolidays.days],
};
