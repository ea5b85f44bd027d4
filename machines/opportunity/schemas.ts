import * as z from 'zod';
import { code, customerId, instanceId, personId, reason, recordEvent } from '../codes.ts';
import { decide } from '../decide.ts';
import { effect, inline, schemas, text } from '../define.ts';
import { currency, minor } from '../money.ts';
import { line } from '../order/totals.ts';
import { priced, priceQuote, wantedQuote } from './quote.ts';
import { opportunitySettings } from './settings.ts';
import { surveyOf } from './stages.ts';

const valueMinor = minor.min(0).meta(text('What the deal is worth, in minor units', '商机金额（最小单位）'));
const closeDate = z.iso
  .date()
  .meta({ ...text('When it is expected to be decided', '预计成交日期'), examples: ['2026-03-31'] });
const facts = z
  .array(code)
  .max(20)
  .meta({
    ...text('What is known of it, as codes, all of them', '已知事实代码（全部）'),
    examples: [['contact', 'need']],
  });
const known = {
  valueMinor: valueMinor.optional(),
  currency: currency.optional(),
  closeDate: closeDate.optional(),
  owner: personId.optional(),
};
const stage = code.meta({ ...text('A stage of the pipeline', '销售阶段'), examples: ['solution'] });
const number = z.int().min(1).meta(text('Which quote, counted from 1', '第几份报价'));

/** What stands of the newest quote. */
const quote = z.strictObject({
  number,
  currency: z.string(),
  lines: z.array(line),
  shippingMinor: minor,
  discountBasisPoints: z.int(),
  totalMinor: minor,
  discountMinor: minor,
  needsApproval: z.boolean(),
  approved: z.boolean(),
  validDays: z.int(),
  /** Where it stands: only a quote that was sent, and is not over, can be accepted. */
  standing: z.enum(['asked', 'sent', 'accepted', 'over']),
  /** Why it is over. */
  reason: z.string().optional(),
});

/** What goes into an opportunity, what it remembers, what can happen to it and what it wants done. */
export const opportunity = schemas({
  settings: opportunitySettings,

  input: z
    .strictObject({
      customer: customerId,
      lead: instanceId.optional().meta(text('The lead that it comes from', '来源线索')),
      ...known,
      facts: facts.default([]),
    })
    .meta(text('A deal that may come about', '商机')),

  context: z.strictObject({
    customer: z.string(),
    lead: z.string().optional(),
    ...known,
    facts,
    stage: z.string(),
    probability: z.int(),
    expectedMinor: minor.optional(),
    missing: z.record(z.string(), z.array(z.string())),
    role: z.string(),
    manager: z.string(),
    director: z.string(),
    quotes: z.int(),
    quote: quote.optional(),
    outcome: z.enum(['won', 'lost']).optional(),
    reason: z.string().optional(),
  }),

  output: z.strictObject({
    outcome: z.enum(['won', 'lost']),
    reason: z.string().optional(),
    valueMinor: minor.optional(),
    currency: z.string().optional(),
    stage: z.string(),
  }),

  events: {
    update: z.object({ ...known, facts: facts.optional() }).meta(text('More is known of it', '更新商机信息')),
    advance: z.object({ stage }).meta(text('It enters another stage of the pipeline', '推进到其他阶段')),
    quote: z.object(wantedQuote).meta(text('An offer for the customer', '报价')),
    approveDiscount: z.object({}).meta(text('The discount is granted', '批准折扣')),
    declineDiscount: z.object({ reason }).meta(text('The discount is not granted', '拒绝折扣')),
    quoteSent: z.object({}).meta(text('The customer has the quote', '报价已送达客户')),
    acceptQuote: z.object({ number }).meta(text('The customer accepts the quote: it is won', '客户接受报价')),
    declineQuote: z
      .object({ number, reason })
      .meta(text('The customer does not accept the quote', '客户拒绝报价')),
    lose: z.object({ reason }).meta(text('It does not come about', '输单')),
    'customer.removed': recordEvent.meta(
      text('The customer was removed: it is lost', '客户已删除，商机关闭'),
    ),
  },

  internal: {
    stirred: z.object({}),
  },

  emitted: {
    'opportunity.advanced': z.object({ stage: z.string() }),
    'opportunity.stalled': z.object({}),
    'opportunity.overdue': z.object({}),
    'opportunity.won': z.object({
      valueMinor: minor,
      currency: z.string(),
      lines: z.array(line),
      shippingMinor: minor,
    }),
    'opportunity.lost': z.object({
      reason: z.string(),
      /** Whether it is to be followed up later, and after how many days. */
      followUp: z.boolean(),
      followUpDays: z.int(),
    }),
  },

  inline: {
    surveyDeal: inline({
      input: z.strictObject({
        stage: z.string().optional(),
        valueMinor: minor.optional(),
        known: z.array(z.string()),
      }),
      output: z.strictObject({
        stage: z.string(),
        probability: z.int(),
        expectedMinor: minor.optional(),
        missing: z.record(z.string(), z.array(z.string())),
      }),
      compute: (deal, scope) => surveyOf(deal, opportunitySettings.at(scope)),
    }),
    priceQuote: inline({
      input: z.strictObject({
        lines: z.array(line),
        shippingMinor: minor,
        discountBasisPoints: z.int(),
      }),
      output: priced,
      compute: (wanted, scope) => priceQuote(wanted, opportunitySettings.at(scope)),
    }),
    needsApproval: decide('discount-approval', {
      input: z.strictObject({ discountBasisPoints: z.int(), totalMinor: minor, currency: z.string() }),
      output: z.boolean(),
    }),
  },

  effects: {
    notify: effect({
      input: z.strictObject({
        to: z.literal('customer'),
        about: z.literal('quote'),
        customer: z.string(),
        currency: z.string(),
        totalMinor: minor,
        discountMinor: minor,
        quote: number,
        validDays: z.int(),
        lines: z.array(line),
      }),
      output: z.strictObject({}),
      attempts: 5,
      deadline: { hours: 1 },
      exhausted: 'fail',
    }),
  },
});

export type Context = z.output<typeof opportunity.context>;
export type Quote = z.output<typeof quote>;
export type Wanted = z.output<z.ZodObject<typeof wantedQuote>>;
export type Priced = z.output<typeof priced>;
