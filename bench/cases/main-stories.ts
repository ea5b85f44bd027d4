import { segmentKind } from '../../records/kinds/segment.ts';
import type { Company } from '../../test/kit/company.ts';
import type { Instance } from '../../test/kit/instance.ts';

/** The main story of a process, told in a company in memory: what its journal holds afterwards is measured. */
export type MainStory = (company: Company, customer: string) => Promise<Instance>;

/** Who works there: enough roles for every story. */
export const staff = {
  ann: ['packer', 'approver', 'sales', 'service', 'returns', 'workshop', 'warehouse', 'finance'],
  may: ['sales-manager', 'service-manager', 'marketing-manager', 'manager'],
};

const chairs = { sku: 'CHAIR', quantity: 2, unitPriceMinor: 10_000 };
const articles = [{ article: 'CHAIR', quantity: 1 }];

/** By process. */
export const mainStories: Readonly<Record<string, MainStory>> = {
  async order(company, customer) {
    const order = await company.start('order', { customer, currency: 'EUR', lines: [chairs] });
    await order.send({ type: 'pay', amountMinor: 20_000, reference: 'PAY-1' });
    await order.task('pack').complete({ type: 'pack' });
    await order.send({ type: 'ship', carrier: 'ACME', tracking: 'T-1' });
    await order.send({ type: 'deliver' });
    await order.send({ type: 'confirm' });
    return order;
  },

  async customer(company, customer) {
    const life = await company.start('customer', { customer });
    await life.send({ type: 'order.placed', instance: 'o-1' });
    await life.task('stepDone').complete({ type: 'stepDone' });
    await life.task('stepDone').complete({ type: 'stepDone' });
    await company.pass({ days: 181 });
    await life.task('called').complete({ type: 'called' });
    await life.send({ type: 'order.placed', instance: 'o-2' });
    await life.send({ type: 'order.closed', instance: 'o-2' });
    return life;
  },

  async 'follow-up'(company, customer) {
    const followUp = await company.start('follow-up', {
      ...{ customer, topic: 'satisfaction', about: 'instance/o-1', in: { days: 7 } },
      repeat: { every: { days: 30 }, times: 3 },
    });
    await company.pass({ days: 7 });
    for (let times = 0; times < 3; times++) {
      await followUp.task('done').complete({ type: 'done' });
      await company.pass({ days: 30 });
    }
    return followUp;
  },

  async outreach(company, customer) {
    await company.change({ id: customer }, { consent: { email: true } });
    const outreach = await company.start('outreach', { customer, sequence: 'welcome' });
    await company.pass({ days: 3 });
    await company.pass({ days: 4 });
    return outreach;
  },

  async campaign(company, customer) {
    await company.change({ id: customer }, { consent: { email: true }, tags: ['vip'] });
    await company.inside.records.of(segmentKind).create({
      ...{ id: 'vips', who: { kind: 'caller', id: 'may' }, at: company.now() },
      content: { title: { en: 'VIPs', zh: '贵宾' }, filter: { field: 'tags', has: 'vip' } },
    });
    const endsAt = new Date(company.now() + 14 * 86_400_000).toISOString();
    const plan = { name: 'spring-sale', segment: 'vips', sequence: 'welcome', holdOut: 0, endsAt };
    const campaign = await company.start('campaign', plan);
    await campaign.send({ type: 'submit' });
    await campaign.task('approve').complete({ type: 'approve' });
    await company.pass({ days: 15 });
    return campaign;
  },

  async lead(company, customer) {
    const lead = await company.start('lead', { customer, source: 'web-form', form: 'contact' });
    await lead.send({ type: 'engaged', how: 'click' });
    await lead.send({ type: 'outreach.replied', instance: 'o-1' });
    await lead.task('qualify').complete({ type: 'qualify', valueMinor: 20_000, currency: 'EUR' });
    return lead;
  },

  async opportunity(company, customer) {
    const deal = await company.start('opportunity', { customer, lead: 'l-1', facts: ['contact'] });
    await deal.send({ type: 'update', facts: ['contact', 'need'], valueMinor: 20_000, currency: 'EUR' });
    await deal.send({ type: 'advance', stage: 'solution' });
    await deal.send({
      type: 'update',
      facts: ['contact', 'need', 'decision-maker'],
      closeDate: '2026-03-31',
    });
    await deal.send({ type: 'quote', currency: 'EUR', lines: [chairs], discountBasisPoints: 2_000 });
    await deal.task('approveDiscount').complete({ type: 'approveDiscount' });
    await deal.send({ type: 'advance', stage: 'negotiation' });
    await deal.send({ type: 'acceptQuote', number: 1 });
    return deal;
  },

  async case(company, customer) {
    const one = await company.start('case', { customer, channel: 'mail', topic: 'delivery' });
    await one.task('answer').complete({ type: 'ask' });
    await one.send({ type: 'reply' });
    await one.task('resolve').complete({ type: 'resolve', resolution: 'explained' });
    await company.pass({ days: 1 });
    await one.send({ type: 'survey', rating: 5 });
    await company.pass({ days: 14 });
    return one;
  },

  async return(company, customer) {
    const one = await company.start('return', { customer, articles });
    await one.send({ type: 'received' });
    await one.task('accept').complete({ type: 'accept' });
    return one;
  },

  async repair(company, customer) {
    const one = await company.start('repair', { customer, articles });
    await one.send({ type: 'received' });
    await one.task('quote').complete({ type: 'quote', amountMinor: 9_000, currency: 'EUR' });
    await one.send({ type: 'agree' });
    await one.task('repaired').complete({ type: 'repaired' });
    await one.task('sentBack').complete({ type: 'sentBack', carrier: 'ACME', tracking: 'T-1' });
    return one;
  },

  async replacement(company, customer) {
    const one = await company.start('replacement', { customer, articles });
    await one.task('ordered').complete({ type: 'ordered', order: 'o-1' });
    await one.send({ type: 'order.delivered', instance: 'o-1' });
    return one;
  },

  async refund(company, customer) {
    const amount = { amountMinor: 20_000, currency: 'EUR' };
    const one = await company.start('refund', { customer, ...amount, reason: 'broken' });
    await one.task('approve').complete({ type: 'approve' });
    await one.task('paid').complete({ type: 'paid', reference: 'R-1' });
    return one;
  },
};
