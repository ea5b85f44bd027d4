import * as z from 'zod';
import { role } from '../codes.ts';
import { text } from '../define.ts';
import { duration, settings } from '../settings.ts';

const code = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'is not a code of small letters, digits and hyphens')
  .meta({ examples: ['welcome'] });
const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time such as 21:00')
  .meta({ examples: ['21:00'] });

const NO_ZONE = 'is not a time zone such as Asia/Shanghai';

/** Whether the runtime knows a zone of this name, as it is written there. */
function isZone(name: string): boolean {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    // Another name for the zone is shown as the one that the runtime prefers.
    return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}

/** How often somebody may be written to with news and offers. */
export const cap = z.strictObject({
  most: z.int().min(1).max(50).meta(text('How often at most', '最多次数')),
  within: duration.meta(text('Within which time', '时间范围')),
});

/** What an answer leads to: the sequence goes on as planned or at once, ends, or goes to a step, counted from 0. */
const turn = z.union([z.enum(['wait', 'next', 'stop']), z.strictObject({ step: z.int().min(0).max(49) })]);

/** One touch of a sequence. */
const step = z.strictObject({
  channel: z.enum(['mail', 'sms', 'call', 'webhook']).meta(text('How the customer is touched', '触达方式')),
  what: code.meta(
    text(
      'The template that is sent, or the webhook that is called; of a call, what it is about',
      '模板、Webhook或通话主题',
    ),
  ),
  wait: duration.optional().meta(text('How long until the next step', '到下一步的等待时间')),
  workingDays: z
    .int()
    .min(1)
    .max(365)
    .optional()
    .meta(text('Or: how many working days', '或：等待的工作日数')),
  clicked: turn.default('wait').meta(text('What a followed link leads to', '点击链接后')),
});

const sequence = z.array(step).min(1).max(50);

/** What a company may change about how customers are written to. */
export const outreachSettings = settings('outreach', {
  quietFrom: time
    .default('21:00')
    .meta(text('When quiet hours begin, by the customer’s clock', '免打扰开始时间')),
  quietTo: time.default('08:00').meta(text('When quiet hours end', '免打扰结束时间')),
  timeZone: z
    .string()
    .regex(/^[A-Z][\w+-]*(?:\/[\w+-]+){0,2}$/, { error: NO_ZONE, abort: true })
    .refine(isZone, NO_ZONE)
    .default('Asia/Shanghai')
    .meta(text('The zone of customers who have named none', '默认时区')),
  cap: cap
    .default({ most: 3, within: { days: 7 } })
    .meta(text('How often a customer is written to, all campaigns together', '每位客户的总触达上限')),
  suppressed: z
    .array(z.string().regex(/^[\w-]{1,64}$/, 'is not the id of a segment'))
    .max(10)
    .default([])
    .meta(text('Segments that get no news and offers', '不接收营销的客户群')),
  calendar: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'is not a calendar')
    .default('china')
    .meta(text('The calendar of working days', '工作日历')),
  callRole: role.default('sales').meta(text('Who makes calls', '负责致电的角色')),
  callWithin: duration.default({ days: 2 }).meta(text('How long somebody has for a call', '致电时限')),
  patience: duration
    .default({ days: 30 })
    .meta(text('How long a touch that may not be sent yet is waited for', '等待发送的最长时间')),
  sequences: z
    .record(code, sequence)
    .default({
      welcome: [
        { channel: 'mail', what: 'outreach-welcome', wait: { days: 3 }, clicked: 'wait' },
        { channel: 'mail', what: 'outreach-reminder', wait: { days: 4 }, clicked: 'wait' },
      ],
    })
    .meta(text('What is sent, step by step, by the names of the sequences', '触达序列')),
});

type Values = ReturnType<(typeof outreachSettings)['at']>;
/** One step of a sequence; undefined where it has no more, or where there is no such sequence. */
export function stepOf({ sequences }: Values, name: string, number: number) {
  return Object.hasOwn(sequences, name) ? sequences[name]?.[number] : undefined;
}
