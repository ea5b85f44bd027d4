import { describe, expect, test } from 'vitest';
import { definition as sampleRequest } from '../../docs/examples/sample-request.ts';
import { definition as sampleRound } from '../../docs/examples/sample-round.ts';
import { createDurableFamily } from '../engine/family/durable-family.ts';

const family = { definitions: [sampleRound, sampleRequest] as const, events: {}, endings: [], moves: [] };

async function begin() {
  const input = { article: 'OAK', customers: ['c-1', 'c-2', 'c-3'] };
  return createDurableFamily(family, Date.UTC(2026, 0, 1), input, () => 0);
}

const paths = async (side: Awaited<ReturnType<typeof begin>>) =>
  (await side.members()).map(({ path, state }) => [path, state]);

describe('a round of samples', () => {
  test('starts a request per customer, hears of each end, and ends with the last', async () => {
    const side = await begin();
    expect(await paths(side)).toEqual([
      ['', 'running'],
      ...['c-1', 'c-2', 'c-3'].map((customer) => [customer, 'reserving']),
    ]);
    for (const customer of ['c-1', 'c-2', 'c-3']) {
      const error = { code: 'out-of-stock' };
      await side.settle(customer, 'reserveSample reservation', { error });
    }
    expect(await side.members()).toMatchObject([{ path: '', status: 'done', output: { failed: 0 } }]);
    expect((await side.emitted())['']).toEqual([2, 1, 0].map((waiting) => ({ type: 'answered', waiting })));
  });

  test('that is called off stops every request', async () => {
    const side = await begin();
    expect(await side.send('', { type: 'callOff' })).toBeUndefined();
    const heads = (await side.journals()).map((entries) => entries.at(-1)?.status);
    expect(heads.sort()).toEqual(['cancelled', 'cancelled', 'cancelled', 'done']);
  });
});
