import * as z from 'zod';
import { text } from '../define.ts';
import { duration, settings } from '../settings.ts';

/** Ways in which a lead shows interest by itself. */
export const ENGAGEMENTS = ['reply', 'click', 'visit', 'call', 'touch'] as const;

/** Hours in which the calendar is open. */
const openHours = z.strictObject({ hours: z.number().min(0.1).max(1000) });

const NO_ORIGIN = 'is not an origin, such as https://example.com';

/** Whether it is written as a browser writes the origin: without the port that its scheme has anyway. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

/** What a company may change about leads. */
export const leadSettings = settings('lead', {
  calendar: z.string().min(1).max(100).default('china').meta(text('Whose hours count', '工作日历')),
  contactWithin: openHours
    .default({ hours: 4 })
    .meta(text('A lead is called within', '联系时限（工作时间）')),
  managerWithin: openHours
    .default({ hours: 16 })
    .meta(text('Then a manager sees to it within; else it is nurtured', '升级处理时限，逾期转入培育')),

  followUps: z
    .array(duration)
    .min(1)
    .max(20)
    .default([{ days: 3 }, { days: 7 }, { days: 14 }])
    .meta(text('Silence before each follow-up, and the last before it is given up', '各次跟进前的间隔')),
  rest: duration.default({ days: 90 }).meta(text('How long a lead rests that is not ready now', '休眠时长')),
  formOrigins: z
    .array(
      z
        .string()
        .regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/, { error: NO_ORIGIN, abort: true })
        .refine(isOrigin, NO_ORIGIN),
    )
    .max(50)
    .default([])
    .meta(text('Sites to which the form of a lead may lead on', '表单提交后允许跳转的网站')),
  recycles: z.int().min(0).max(20).default(2).meta(text('How often it may rest', '最多休眠次数')),
});
