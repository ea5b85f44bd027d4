import * as z from 'zod';
import { type Calendar, calendarSchema } from '../../../../calendar/calendar.ts';
import { calendarKind } from '../../../../records/kinds/calendar.ts';
import { pointer } from '../../pointer.ts';
import { Refusal } from '../../problem.ts';
import { recordField, recordTimes } from '../../record-fields.ts';
import { recordPart } from '../part.ts';
import { timesOf } from '../times.ts';

const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must begin with a small letter and hold small letters, digits and -')
  .meta({ description: 'Its id, by which processes name it.', examples: ['support'] });

const { timeZone, week, days } = calendarSchema.shape;
const fields = {
  timeZone: timeZone.meta({ description: 'IANA name of the time zone.', examples: ['Asia/Shanghai'] }),
  week: week.meta({
    description: 'Hours by weekday; a weekday without hours is closed. A span may end on the next day.',
    examples: [{ monday: [{ from: '09:00', to: '17:30' }] }],
  }),
  days: days.meta({
    description:
      'Days that differ: with hours of their own (none: a holiday), or with those of a weekday (`monday`).',
    examples: [[{ date: '2026-10-01', title: { en: 'National Day', zh: '国庆节' }, hours: [] }]],
  }),
};

/** When somebody works: what the delays of processes count by. */
export const calendarPart = recordPart({
  kind: calendarKind,
  create: () =>
    z
      .strictObject({ calendar: id, title: recordField.titles, ...fields, days: fields.days.default([]) })
      .meta({ id: 'CalendarRequest' }),
  change: () =>
    z
      .strictObject({ title: recordField.titles, ...fields })
      .partial()
      .meta({ id: 'CalendarChange', description: 'Each field is replaced as a whole.' }),
  output: z
    .strictObject({ calendar: z.string(), title: recordField.titles, ...fields, ...recordTimes })
    .meta({ id: 'Calendar' }),
  idOf: ({ calendar }) => calendar,
  begin: ({ calendar: _, ...calendar }) => checked(calendar),
  alter: (
    before,
    { title = before.title, timeZone = before.timeZone, week = before.week, days = before.days },
  ) => checked({ title, timeZone, week, days }),
  show: (version) => ({ calendar: version.id, ...version.content, ...timesOf(version) }),
});

/** Throws a `Refusal` for what only the whole shows: a week that is never open, a date twice. */
function checked(calendar: Calendar): Calendar {
  const issues = calendarSchema.safeParse(calendar).error?.issues ?? [];
  const [first] = issues;
  if (first === undefined) return calendar;
  throw new Refusal(
    'invalid-body',
    `The calendar is not valid: ${pointer(first.path.map(String))} ${first.message}.`,
    {
      issues: issues.map(({ path, message }) => ({ in: 'body', path: pointer(path.map(String)), message })),
    },
  );
}
