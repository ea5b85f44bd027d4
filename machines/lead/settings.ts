import * as z from 'zod';
import { code, role } from '../codes.ts';
import { text } from '../define.ts';
import { duration, settings } from '../settings.ts';

/** Ways in which a lead shows interest by itself. */
export const ENGAGEMENTS = ['reply', 'click', 'visit', 'call', 'touch'] as const;

const points = z.int().min(-100).max(100);
const weights = z.record(code, points);

/** Hours in which the calendar is open. */
const openHours = z.strictObject({ hours: z.number().min(0.1).max(1000) });

const NO_ORIGIN = 'is not an origin, such as https://example.com';

/** Whether it is written as a browser writes the origin: without the port that its scheme has anyway. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

const route = z.strictObject({
  interest: code.optional(),
  region: code.optional(),
  from: points.optional().meta(text('Only from this score on', '最低评分')),
  role,
});

/** What a company may change about leads. */
export const leadSettings = settings('lead', {
  sourcePoints: weights
    .default({ referral: 30, event: 20, 'web-form': 15, api: 10, import: 0 })
    .meta(text('Points by where a lead comes from', '来源分值')),
  interestPoints: weights
    .default({ demo: 25, quote: 25, catalogue: 5 })
    .meta(text('Points by what a lead is interested in', '意向分值')),
  budgetPoints: weights
    .default({ high: 40, medium: 25, low: 5 })
    .meta(text('Points by budget band', '预算分值')),
  engagementPoints: z
    .partialRecord(z.enum(ENGAGEMENTS), points)
    .default({ reply: 30, call: 20, touch: 15, click: 10, visit: 5 })
    .meta(text('Points each time that a lead shows interest by itself', '互动分值（每次）')),
  engagementMost: points
    .default(50)
    .meta(text('The most points for interest that was shown', '互动分值上限')),
  callFrom: points.default(40).meta(text('A lead is called from this score on', '达到该评分即联系')),

  routes: z
    .array(route)
    .max(50)
    .default([])
    .meta(text('Who calls: the first that fits; else the role below', '分派规则，按顺序匹配')),
  role: role.default('sales').meta(text('Who calls where no route fits', '默认联系角色')),
  manager: role.default('sales-manager').meta(text('Who is asked when nobody calls', '升级处理角色')),
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

export type LeadSettings = ReturnType<typeof leadSettings.at>;
