import { expect, test } from 'vitest';
import { createCompany } from '../../kit/create-company.ts';
import { decisionTable } from '../../kit/decision-table.ts';
import { accept, because, chairs, quote } from './deals.ts';

const staff = { ann: ['sales'], may: ['sales-manager'], dee: ['sales-director'], pat: ['packer'] };
const doe = { name: 'John Doe', email: 'john@example.com', language: 'zh' };

/** Monday, nine in Shanghai. */
async function openDeal({
  customer: who = doe,
  ...options
}: {
  customer?: object;
  settings?: object;
  decisions?: object;
} = {}) {
  const company = await createCompany({
    ...{ startsAt: '2026-03-02T09:00', timeZone: 'Asia/Shanghai', staff },
    ...(options as object),
  });
  const customer = await company.customer(who as typeof doe);
  const deal = await company.start('opportunity', { customer: customer.id, owner: 'ann' });
  return { company, customer, deal };
}

test('a deal whose discount a manager grants is quoted, accepted and won, and its order begins', async () => {
  const { company, customer, deal } = await openDeal();
  await deal.send(quote(2_000, { shippingMinor: 500 }));
  expect(company.mails).toEqual([]);
  await deal.task('approveDiscount').complete({ type: 'approveDiscount' }, 'may');
  expect(company.mailsTo(customer)).toMatchObject([{ subject: '报价：€165.00' }]);
  expect(company.mails[0]?.text).toContain('2 × CHAIR：€100.00');
  await deal.send(accept());
  expect(deal.output).toMatchObject({ outcome: 'won', valueMinor: 16_500, currency: 'EUR' });
  const [order] = company.instances({ process: 'order', customer: customer.id });
  expect(order?.context).toMatchObject({ opportunity: deal.id, totals: { totalMinor: 16_500 } });
});

test('nobody decides on the discount: the director is asked, and then it is declined; nothing was sent', async () => {
  const { company, deal } = await openDeal();
  await deal.send(quote(2_000));
  expect(await company.inbox('may')).toMatchObject([{ dueAt: Date.parse('2026-03-02T18:00:00+08:00') }]);
  await company.passUntil('2026-03-02T18:00');
  expect([await company.inbox('may'), await company.inbox('dee')]).toMatchObject([
    [],
    [{ process: 'opportunity' }],
  ]);
  await company.pass({ days: 3 });
  expect(deal.context.quote).toMatchObject({ standing: 'over', reason: 'not-decided' });
  expect(company.mails).toEqual([]);
});

test('a customer without mail gets the quote by hand', async () => {
  const { company, deal } = await openDeal({ customer: { name: 'John Doe', phone: '+4930123456' } });
  await deal.send(quote());
  expect(await company.inbox('ann')).toMatchObject([{ state: 'open.offer.unsent' }]);
  await deal.task('quoteSent').complete({ type: 'quoteSent' }, 'ann');
  await deal.send(accept());
  expect(deal.output).toMatchObject({ outcome: 'won' });
});

test('a quote that nobody answers expires; the deal stalls, is lost, and followed up after 90 days', async () => {
  const { company, customer, deal } = await openDeal();
  await deal.send(quote());
  await company.pass({ days: 31 });
  expect(deal.context.quote).toMatchObject({ standing: 'over', reason: 'expired' });
  await company.pass({ days: 14 });
  await deal.task('lose').complete(because('lose'), 'ann');
  expect(deal.output).toMatchObject({ outcome: 'lost', reason: 'no-budget' });
  const [later] = company.instances({ process: 'follow-up', customer: customer.id });
  expect(later?.context).toMatchObject({ topic: 'lost-opportunity' });
  await company.pass({ days: 89 });
  expect(await company.inbox('ann')).toEqual([]);
  await company.pass({ days: 2 });
  expect(await company.inbox('ann')).toMatchObject([{ process: 'follow-up' }]);
});

test('a deal that is lost for good is not followed up', async () => {
  const { company, deal } = await openDeal();
  await deal.send(because('lose', 'not-a-fit'));
  expect(company.instances({ process: 'follow-up' })).toEqual([]);
});

test('a stalled deal is its seller’s task, then a manager’s; what is done for it completes either', async () => {
  const { company, deal } = await openDeal();
  await company.pass({ days: 14 });
  expect(await company.inbox('ann')).toMatchObject([{ state: 'open.activity.stalled' }]);
  await company.pass({ days: 4 });
  expect(await company.inbox('may')).toMatchObject([{ state: 'open.activity.neglected' }]);
  await deal.task('update').complete({ type: 'update', facts: ['need'] }, 'may');
  expect([deal.tasks, await company.inbox('may')]).toEqual([[], []]);
});

test('a company has a pipeline, roles and a free discount of its own', async () => {
  const title = { en: 'Stage', zh: '阶段' };
  const staleAfter = { days: 2 };
  const stages = [
    { id: 'call', title, probability: 5, needs: [], staleAfter },
    { id: 'visit', title, probability: 60, needs: ['address'], staleAfter },
  ];
  const settings = { opportunity: { stages, role: 'field' } };
  const decisions = {
    'discount-approval': decisionTable('discount-approval', {
      ...{ inputs: ['discountBasisPoints', 'currency'], outputs: ['needsApproval'] },
      rules: [
        ['<= 5000', '"EUR"', 'false'],
        ['-', '-', 'true'],
      ],
    }),
  };
  const { company, deal } = await openDeal({ settings, decisions });
  expect(deal.context).toMatchObject({ stage: 'call', probability: 5, missing: { visit: ['address'] } });
  await company.pass({ days: 2 });
  expect(deal.tasks).toMatchObject([{ role: 'field' }]);
  await deal.send({ type: 'update', facts: ['address'], valueMinor: 1_000 });
  await deal.send({ type: 'advance', stage: 'visit' });
  expect(deal.context).toMatchObject({ stage: 'visit', expectedMinor: 600 });
  await deal.send(quote(5_000));
  expect(company.mails).toHaveLength(1);
  expect(deal.context.quote).toMatchObject({
    needsApproval: false,
    lines: [{ ...chairs, discountMinor: 10_000 }],
  });
});

test('whose customer is removed, a deal is lost, and nobody follows up', async () => {
  const { company, customer, deal } = await openDeal();
  const event = { type: 'customer.removed', record: customer.id, revision: 2, changed: [] };
  await company.tell(event, { customer: customer.id });
  expect(deal.output).toMatchObject({ outcome: 'lost', reason: 'customer-removed' });
  expect(company.instances({ process: 'follow-up' })).toEqual([]);
});
