import { expect, test } from 'vitest';
import { createCompany } from '../kit/create-company.ts';
import { warm } from './lead/leads.ts';
import { accept, quote } from './opportunity/deals.ts';

const staff = {
  ann: ['sales'],
  may: ['sales-manager'],
  pat: ['packer'],
  sam: ['service'],
};

test('a lead becomes a deal, an order, a follow-up and a complaint, and moves the life of its customer', async () => {
  const company = await createCompany({ startsAt: '2026-03-02T09:00', timeZone: 'Asia/Shanghai', staff });
  const { id: customer } = await company.customer({ name: '李雷', email: 'li@example.org', language: 'zh' });
  const only = (process: string) => {
    const [one, ...more] = company.instances({ process, customer });
    if (one === undefined || more.length > 0) throw new Error(`There are ${more.length} more of ${process}.`);
    return one;
  };
  const standing = () => only('customer').leaves.find((leaf) => leaf.startsWith('living.standing.'));
  expect(standing()).toBe('living.standing.prospect');

  const lead = await company.start('lead', { customer, ...warm });
  await lead.task('qualify').complete({ type: 'qualify', valueMinor: 20_000, currency: 'EUR', owner: 'ann' });
  const deal = only('opportunity');
  await deal.send(quote());
  await deal.send(accept());
  expect([lead.output, deal.output]).toMatchObject([{ outcome: 'qualified' }, { outcome: 'won' }]);
  expect(standing()).toBe('living.standing.active');

  const order = only('order');
  await order.send({ type: 'pay', amountMinor: 20_000, reference: 'PAY-1' });
  await order.task('pack').complete({ type: 'pack' });
  await order.send({ type: 'ship', carrier: 'ACME', tracking: 'T-1' });
  await order.send({ type: 'deliver' });
  await order.send({ type: 'confirm' });
  const { context } = only('customer');
  expect([order.status, context.orders]).toEqual(['done', 1]);

  await company.pass({ days: 7 });
  const followUp = only('follow-up');
  expect(await company.inbox('sam')).toMatchObject([{ instance: followUp.id }]);
  await followUp.task('done').complete({ type: 'done' });

  const told = await company.tell({ type: 'complaint', severity: 'high', order: order.id }, { customer });
  const complaint = only('case');
  expect([told, complaint.context]).toMatchObject([1, { topic: 'complaint', order: order.id }]);
  await complaint.task('answer').complete({ type: 'answer' });
  await complaint.task('resolve').complete({ type: 'resolve', resolution: 'explained' });
  await company.pass({ days: 1 });
  await complaint.send({ type: 'survey', rating: 1 });
  await company.pass({ days: 30 });
  expect([complaint.status, standing()]).toEqual(['done', 'living.standing.atRisk.calling']);
  expect(company.thrown).toEqual([]);
});
