import * as z from 'zod';
import { role } from '../after-sales.ts';
import { text } from '../define.ts';
import { duration, settings } from '../settings.ts';

export const priority = z
  .enum(['low', 'normal', 'high', 'urgent'])
  .meta(text('How soon it must be done', '优先级'));
export const severity = z
  .enum(['low', 'normal', 'high', 'critical'])
  .meta(text('How bad it is for the customer', '严重程度'));
export const topic = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/, 'is not a code of lower-case letters, digits and hyphens')
  .meta({ ...text('What it is about, as a code', '主题代码'), examples: ['delivery', 'complaint'] });

/** An amount of business time: hours and minutes of being open add up. */
const target = z
  .strictObject({
    hours: z.number().min(0).max(10_000).optional(),
    minutes: z.number().min(0).max(600_000).optional(),
  })
  .refine(({ hours = 0, minutes = 0 }) => hours + minutes > 0, 'must be longer than nothing');
const targets = z.strictObject({ firstResponse: target, resolution: target });

/** What a company may change of its cases without code. */
export const caseSettings = settings('case', {
  calendar: z
    .string()
    .min(1)
    .max(64)
    .default('china')
    .meta(text('The calendar whose open hours count for the targets', '服务时效采用的工作日历')),
  targets: z
    .strictObject({ low: targets, normal: targets, high: targets, urgent: targets })
    .default({
      low: { firstResponse: { hours: 8 }, resolution: { hours: 80 } },
      normal: { firstResponse: { hours: 4 }, resolution: { hours: 40 } },
      high: { firstResponse: { hours: 2 }, resolution: { hours: 16 } },
      urgent: { firstResponse: { hours: 1 }, resolution: { hours: 8 } },
    })
    .meta(
      text(
        'In how much business time a case is answered and resolved, by priority',
        '各优先级的首次响应与解决时限',
      ),
    ),
  warnAtPercent: z
    .int()
    .min(1)
    .max(99)
    .default(80)
    .meta(text('After which part of that time the team is warned', '预警阈值（百分比）')),
  lead: role.default('service-lead').meta(text('Who looks after a case that is late', '超时升级的负责角色')),
  escalationDeadline: duration
    .default({ hours: 4 })
    .meta(text('How long they have until they are asked again', '升级处理的期限')),
  idleReminder: duration
    .default({ days: 2 })
    .meta(text('After how long without a step the team is reminded', '无进展提醒间隔')),
  waitingReminder: duration
    .default({ days: 2 })
    .meta(text('How often the customer is reminded of an answer', '等待客户时的提醒间隔')),
  autoClose: duration
    .default({ days: 7 })
    .meta(text('After how long without an answer a case is closed', '客户未回复自动关闭的期限')),
  surveyDelay: duration
    .default({ days: 1 })
    .meta(text('How long after it is resolved the customer is asked about it', '解决后发送调查的延迟')),
  reopenWindow: duration
    .default({ days: 14 })
    .meta(text('For how long a case can be reopened', '可重新打开的期限')),
  reopenedClock: z
    .enum(['rest', 'fresh'])
    .default('fresh')
    .meta(
      text(
        'Whether a reopened case has what was left of its time, or all of it',
        '重新打开后的时限：剩余或重新计算',
      ),
    ),
});

export type CaseSettings = ReturnType<typeof caseSettings.at>;
