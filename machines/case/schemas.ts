import * as z from 'zod';
import { articles, notify, order, reader, reason, role } from '../after-sales.ts';
import { externalCode as code, customerId as customer } from '../codes.ts';
import { inline, schemas, text } from '../define.ts';
import { currency, minor } from '../money.ts';
import { numberOf } from '../number.ts';
import { definition as refund } from '../refund.ts';
import { definition as repair } from '../repair.ts';
import { definition as replacement } from '../replacement.ts';
import { definition as returning } from '../return.ts';
import { caseSettings, priority, severity, topic } from './settings.ts';
import { clocks, triage, triaged } from './triage.ts';

const channel = z
  .enum(['mail', 'phone', 'chat', 'web', 'shop', 'api'])
  .meta(text('Where it came from', '来源渠道'));
const amountMinor = minor.min(1).meta(text('Amount in minor units of the currency', '金额（货币最小单位）'));
const rating = z.int().min(1).max(5).meta(text('From 1 (poor) to 5 (good)', '评分，1 差，5 好'));
const resolution = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/, 'is not a code of lower-case letters, digits and hyphens')
  .meta({ ...text('What was done, as a code', '处理结果代码'), examples: ['explained'] });

export const clockName = z.enum(['response', 'resolution']);
const outcome = z.enum(['resolved', 'unanswered', 'cancelled']);
const kind = z.enum(['return', 'repair', 'replacement', 'refund']);

/** What came of a return, a repair, a replacement or a refund. */
const remedy = z.strictObject({
  kind,
  outcome: z.string(),
  amountMinor: minor.optional(),
  currency: z.string().optional(),
  order: z.string().optional(),
});

/** What a case tells, by what it is about. */
export const about = z.enum([
  'opened',
  'replied',
  'unreached',
  'waiting-reminder',
  'unanswered',
  'resolved',
  'survey',
  'reopened',
  'cancelled',
  'remedied',
  'idle',
  'response-warning',
  'response-breached',
  'resolution-warning',
  'resolution-breached',
  'escalated',
]);
const notice = z.strictObject({ to: reader, about });

export const parts = schemas({
  settings: caseSettings,

  input: z
    .strictObject({
      customer,
      channel,
      topic,
      severity: severity.optional(),
      order: order.optional(),
      articles: articles.optional(),
    })
    .meta(text('What a customer needs help with', '客户的服务请求')),

  context: z.strictObject({
    customer: z.string(),
    channel,
    topic,
    severity: severity.optional(),
    order: z.string().optional(),
    articles: articles.optional(),
    number: z.string().optional(),
    ...triaged.shape,
    clocks,
    answered: z.boolean().optional(),
    breached: z.array(clockName).optional(),
    reopened: z.int().optional(),
    /** Whoever looks after a case that is escalated. */
    lead: z.string().optional(),
    /** What the remedy under way was asked for with. */
    wish: z.strictObject({ amountMinor: minor, currency: z.string(), reason: z.string() }).optional(),
    /** Whether the remedy under way waits for the customer. */
    awaited: z.boolean().optional(),
    remedies: z.array(remedy).optional(),
    outcome: outcome.optional(),
    resolution: z.string().optional(),
    rating: z.int().optional(),
    notices: z.array(notice),
    untold: z.int().optional(),
  }),

  output: z.strictObject({
    outcome: z.string(),
    number: z.string().optional(),
    resolution: z.string().optional(),
    rating: z.int().optional(),
    breached: z.array(clockName),
    remedies: z.array(remedy),
  }),

  events: {
    answer: z.object({}).meta(text('The customer has got an answer', '已答复客户')),
    ask: z
      .object({})
      .meta(text('The customer was asked something and is to answer', '已向客户提问，等待回复')),
    unreached: z
      .object({})
      .meta(text('The customer could not be reached and is to come back', '未能联系到客户，等待回复')),
    reply: z.object({}).meta(text('The customer has answered', '客户已回复')),
    transfer: z.object({ queue: role }).meta(text('Others work on it', '转交其他队列')),
    escalate: z.object({ reason }).meta(text('Somebody has to look after it', '升级处理')),
    takeOver: z.object({}).meta(text('Whoever leads the team looks after it', '负责人已接手')),
    resolve: z.object({ resolution }).meta(text("The customer's concern is settled", '问题已解决')),
    reopen: z.object({ reason }).meta(text('It is not settled after all', '重新打开')),
    survey: z.object({ rating }).meta(text('How content the customer is', '客户满意度评分')),
    cancel: z.object({ reason }).meta(text('Nothing is to be done any more', '取消')),
    startReturn: z.object({ articles }).meta(text('The customer sends articles back', '客户退回商品')),
    startRepair: z.object({ articles }).meta(text('Articles are repaired', '维修商品')),
    startReplacement: z.object({ articles }).meta(text('The customer gets other articles', '更换商品')),
    startRefund: z
      .object({ amountMinor, currency, reason })
      .meta(text('The customer gets money back', '向客户退款')),
  },

  internal: { breached: z.object({}).meta(text('Its time has run out', '时限已到')) },

  emitted: {
    'case.opened': z.object({ topic }),
    'case.breached': z.object({ clock: clockName }),
    'case.resolved': z.object({}),
    'case.closed': z.object({ outcome: z.string(), rating: z.int().optional() }),
  },

  inline: {
    triage,
    number: inline({
      input: z.undefined(),
      output: z.string(),
      compute: (_, scope) => numberOf('CAS', scope),
    }),
  },

  effects: { notify: notify(about, { topic: code, priority, queue: z.string() }) },

  children: { return: returning, repair, replacement, refund },
});

export type Notice = z.output<typeof notice>;
export type Remedy = z.output<typeof remedy>;
export type Outcome = z.output<typeof outcome>;
export type ClockName = z.output<typeof clockName>;
export type Context = z.output<typeof parts.context>;
