import type { EnrolmentRule } from '../../records/kinds/enrolment.ts';

const customer = { $: 'customer' };

/** How leads, opportunities and orders follow one another, unless the company says otherwise. */
export const salesRules: Readonly<Record<string, EnrolmentRule>> = {
  'lead-qualified': {
    title: { en: 'A lead that qualifies is an opportunity', zh: '合格线索转为商机' },
    on: { events: ['lead.qualified'] },
    process: 'opportunity',
    repeat: 'always',
    input: {
      ...{ customer, lead: { $: 'instance' }, owner: { $: 'event.owner' }, facts: ['contact'] },
      ...{ valueMinor: { $: 'event.opportunityValueMinor' }, currency: { $: 'event.currency' } },
    },
    active: true,
  },
  'lead-nurturing': {
    title: { en: 'A lead that is nurtured is followed up', zh: '培育中的线索定期跟进' },
    on: { events: ['lead.nurturing'] },
    process: 'follow-up',
    repeat: 'after-end',
    input: { customer, topic: 'lead', in: { minutes: 1 } },
    active: true,
  },
  'opportunity-won': {
    title: { en: 'An opportunity that is won is an order', zh: '赢单后创建订单' },
    on: { events: ['opportunity.won'] },
    process: 'order',
    repeat: 'always',
    input: {
      ...{ customer, opportunity: { $: 'instance' }, currency: { $: 'event.currency' } },
      ...{ lines: { $: 'event.lines' }, shippingMinor: { $: 'event.shippingMinor' } },
    },
    active: true,
  },
  'opportunity-lost': {
    title: { en: 'An opportunity that is lost is followed up later', zh: '输单后再跟进' },
    on: { events: ['opportunity.lost'], where: { followUp: true } },
    process: 'follow-up',
    repeat: 'always',
    input: { customer, topic: 'lost-opportunity', in: { days: { $: 'event.followUpDays' } } },
    active: true,
  },
};
