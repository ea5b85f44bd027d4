import { describe, expect, test } from 'vitest';
import { definition as sampleRequest } from '../../docs/examples/sample-request.ts';
import { definition as sampleRound } from '../../docs/examples/sample-round.ts';
import { createCompany } from '../kit/create-company.ts';
import { later } from '../kit/outside.ts';

const definitions = [sampleRound, sampleRequest];
const input = { article: 'OAK', customers: ['c-1', 'c-2', 'c-3'] };

async function begin() {
  const company = await createCompany({ definitions, performers: { reserveSample: later } });
  const round = await company.start('sample-round', input);
  return { round, requests: company.instances({ parent: round.id }) };
}

describe('a round of samples', () => {
  test('starts a request per customer, hears of each end, and ends with the last', async () => {
    const { round, requests } = await begin();
    expect(requests.map(({ customer, state }) => [customer, state])).toEqual(
      input.customers.map((customer) => [customer, 'reserving']),
    );
    for (const request of requests) {
      expect(round.state).toBe('running');
      await request.fail('reserveSample', 'out-of-stock');
    }
    expect(round).toMatchObject({ status: 'done', output: { failed: 0 } });
    expect(round.journal.flatMap(({ emitted }) => emitted)).toEqual(
      [2, 1, 0].map((waiting) => ({ type: 'answered', waiting })),
    );
  });

  test('that is called off stops every request', async () => {
    const { round, requests } = await begin();
    await round.send({ type: 'callOff' });
    expect([round, ...requests].map(({ status }) => status)).toEqual([
      ...['done', 'cancelled', 'cancelled', 'cancelled'],
    ]);
  });
});
