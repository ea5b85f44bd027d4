import type { EnrolmentRule } from '../../records/kinds/enrolment.ts';
import { salesRules } from './sales.ts';

const customer = { $: 'customer' };

/** The rules that come with Baton, by id: a record of the same id takes the place of one. */
export const bundledRules: Readonly<Record<string, EnrolmentRule>> = {
  ...salesRules,
  'customer-life': {
    title: { en: 'Every customer has a life cycle', zh: '每位客户都有生命周期' },
    on: { events: ['customer.created', 'opportunity.won', 'order.placed'] },
    ...{ process: 'customer', repeat: 'after-end', input: { customer }, active: true },
  },
  'after-delivery': {
    title: { en: 'A delivered order is followed up', zh: '订单送达后跟进' },
    on: { events: ['order.delivered'] },
    ...{ process: 'follow-up', repeat: 'always', active: true },
    input: { customer, topic: 'satisfaction', in: { days: 7 }, role: 'service' },
  },
  complaint: {
    title: { en: 'A complaint is a case', zh: '投诉转为服务请求' },
    on: { events: ['complaint'] },
    ...{ process: 'case', repeat: 'always', active: true },
    input: {
      ...{ customer, channel: 'api', topic: 'complaint' },
      severity: { $: 'event.severity' },
      order: { $: 'event.order' },
    },
  },
};
