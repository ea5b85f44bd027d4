import * as z from 'zod';
import { code, customerId, instanceId, personId, reason, recordEvent, role } from '../codes.ts';
import { decide } from '../decide.ts';
import { effect, schemas, text } from '../define.ts';
import { currency, minor } from '../money.ts';
import { ENGAGEMENTS, leadSettings } from './settings.ts';

const source = code.meta({
  ...text('Where it comes from: api, import, web-form, referral, event …', '来源'),
  examples: ['web-form'],
});
const interest = code.meta({ ...text('What it is interested in', '意向'), examples: ['demo'] });
const budget = code.meta({ ...text('Budget band', '预算档位'), examples: ['medium'] });
const region = code.meta({ ...text('Region, as a code', '地区代码'), examples: ['DE'] });
const form = code.meta(text('The form that was filled in', '表单代码'));
const campaign = code.meta(text('The campaign that brought it', '活动代码'));
const link = z.string().regex(/^[\w-]{1,40}$/, 'is not the name of a link');
const how = z.enum(ENGAGEMENTS);
const counts = z.partialRecord(how, z.int());
const valueMinor = minor.min(0).meta(text('What it may be worth, in minor units', '预估金额（最小单位）'));
const facts = { source, interest: interest.optional(), budget: budget.optional(), region: region.optional() };
/** How often it showed interest in each way, where it did in none. */
const NO_ENGAGEMENT = Object.fromEntries(ENGAGEMENTS.map((how) => [how, 0]));
/** How promising it is, and whether it is called. */
const scored = z.object({ score: z.int().min(0).max(100), call: z.boolean() });
const outcome = z.enum(['qualified', 'disqualified', 'duplicate']);

/** What goes into a lead, what it remembers, what can happen to it and what it wants done. */
export const lead = schemas({
  settings: leadSettings,

  input: z
    .strictObject({ customer: customerId, ...facts, form: form.optional(), campaign: campaign.optional() })
    .meta(text('Somebody who may become a customer', '潜在客户线索')),

  context: z.strictObject({
    customer: z.string(),
    ...facts,
    form: form.optional(),
    campaign: campaign.optional(),
    engagement: counts,
    score: z.int(),
    /** Who calls, and who is asked when nobody does. */
    role: z.string(),
    manager: z.string(),
    /** Follow-ups since it last showed interest, and how many are left. */
    followUps: z.int(),
    followUpsLeft: z.int(),
    rests: z.int(),
    restsLeft: z.int(),
    /** An earlier lead of the same person. */
    earlier: z.string().optional(),
    outcome: outcome.optional(),
    reason: z.string().optional(),
    valueMinor: valueMinor.optional(),
    currency: z.string().optional(),
    owner: z.string().optional(),
  }),

  output: z.strictObject({
    outcome,
    score: z.int(),
    reason: z.string().optional(),
    earlier: z.string().optional(),
  }),

  events: {
    engaged: z.object({ how }).meta(text('It showed interest by itself', '线索主动互动')),
    touched: z
      .object({ source, interest: interest.optional() })
      .meta(text('The same person came in again', '同一客户再次留资')),
    'outreach.replied': z
      .object({ instance: instanceId })
      .meta(text('It replied to what was sent', '已回复推送内容')),
    'outreach.clicked': z
      .object({ instance: instanceId, link })
      .meta(text('It followed a link in what was sent', '点击了推送链接')),
    qualify: z
      .object({
        valueMinor: valueMinor.optional(),
        currency: currency.optional(),
        owner: personId.optional(),
      })
      .meta(text('It is worth an opportunity', '转为商机')),
    disqualify: z.object({ reason }).meta(text('It will not become a customer', '判定为无效线索')),
    unreached: z.object({}).meta(text('Nobody was reached: it is nurtured', '未联系上，转入培育')),
    'customer.removed': recordEvent.meta(text('The customer was removed: it ends', '客户已删除，线索关闭')),
    later: z.object({}).meta(text('Not now: it rests and comes again', '暂不考虑，休眠后再联系')),
  },

  emitted: {
    'lead.nurturing': z.object({ followUp: z.int(), interest: interest.optional() }),
    'lead.recycled': z.object({}),
    'lead.qualified': z.object({
      opportunityValueMinor: valueMinor.optional(),
      currency: z.string().optional(),
      owner: z.string().optional(),
      interest: interest.optional(),
    }),
    'lead.disqualified': z.object({ reason: z.string() }),
    'lead.duplicate': z.object({ earlier: z.string() }),
  },

  inline: {
    scoreLead: decide('lead-scoring', {
      input: z.strictObject({ ...facts, engagement: counts }),
      output: scored,
      answer: scored,
      facts: ({ source, interest, budget, region, engagement }) => ({
        ...{ source, interest, budget, region },
        ...NO_ENGAGEMENT,
        ...engagement,
      }),
      result: (scored) => scored,
    }),
    routeLead: decide('lead-routing', {
      input: z.strictObject({ ...facts, score: z.int() }),
      output: z.object({ role, manager: role }),
    }),
  },

  effects: {
    findDuplicates: effect({
      input: z.strictObject({ customer: z.string() }),
      output: z.strictObject({ earlier: instanceId.optional() }),
      attempts: 4,
      deadline: { minutes: 15 },
      exhausted: 'fail',
    }),
    touchLead: effect({
      input: z.strictObject({ lead: z.string(), source, interest: interest.optional() }),
      output: z.strictObject({ taken: z.boolean() }),
      attempts: 4,
      deadline: { minutes: 15 },
      exhausted: 'fail',
    }),
  },
});

export type Context = z.output<typeof lead.context>;
export type How = z.output<typeof how>;
