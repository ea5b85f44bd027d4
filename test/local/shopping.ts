import type { Dice } from './dice.ts';
import type { Instance, PatientClient } from './patient-client.ts';

/** One event that was posted and acknowledged, and the answer to it. */
export interface Acknowledged {
  readonly event: Readonly<Record<string, unknown>> & { readonly type: string };
  readonly key: string;
  readonly answer: Instance;
}

/** One order as its customer knows it. */
export interface Purchase {
  readonly instance: string;
  readonly customer: string;
  readonly events: readonly Acknowledged[];
  /** How it must end. */
  readonly outcome: 'completed' | 'cancelled' | 'rejected';
}

const PRICE = 10_000;
const payOf = (amountMinor: number) => ({ type: 'pay', amountMinor, reference: 'PAY-1' });

/** A way through the order process: every event is accepted when its turn comes. */
function planOf(
  dice: Dice,
  totalMinor: number,
): { outcome: Purchase['outcome']; events: Acknowledged['event'][] } {
  const pay = dice.chance(30) ? [payOf(totalMinor - 1), payOf(1)] : [payOf(totalMinor)];
  const pack = { type: 'pack' };
  if (dice.chance(15)) {
    const before = dice.chance(50) ? pay : [...pay, pack];
    const cancel = { type: 'cancel', reason: 'changed-mind' };
    const refund = { type: 'refund', amountMinor: totalMinor, reference: 'REF-1' };
    return { outcome: 'cancelled', events: [...before, cancel, refund] };
  }
  const again = dice.chance(20) ? [{ type: 'shipFailed', reason: 'no-pick-up' }, pack] : [];
  const ship = { type: 'ship', carrier: 'ACME', tracking: 'T-1' };
  return {
    outcome: 'completed',
    events: [...pay, pack, ...again, ship, { type: 'deliver' }, { type: 'confirm' }],
  };
}

/** A customer comes, orders, and takes the order to its end. Throws where an answer is not the one to expect. */
export async function shop(client: PatientClient, dice: Dice, name: string): Promise<Purchase> {
  const { customer } = (await created(client, '/customers', whoIs(name), `${name} customer`)) as Named;
  const quantity = dice.chance(10) ? 0 : dice.whole(1, 5);
  const lines = [{ sku: 'CHAIR', quantity, unitPriceMinor: PRICE }];
  const body = { process: 'order', input: { customer, currency: 'EUR', lines } };
  const { instance } = (await created(client, '/instances', body, `${name} order`)) as unknown as Instance;
  if (quantity === 0) return { instance, customer, events: [], outcome: 'rejected' };

  const path = `/instances/${instance}/events`;
  const { outcome, events } = planOf(dice, quantity * PRICE);
  const acknowledged: Acknowledged[] = [];
  for (const [place, event] of events.entries()) {
    if (dice.chance(15)) await refused(client, path, { type: 'returnReceived' }, `${name} wrong ${place}`);
    const key = `${name} event ${place}`;
    // Some are impatient: two requests under one key at once.
    const posts = dice.chance(20) ? [event, event] : [event];
    const [first, second] = await Promise.all(posts.map((one) => created(client, path, one, key)));
    if (second !== undefined && JSON.stringify(first) !== JSON.stringify(second)) {
      throw new Error(`Two answers to one event: ${JSON.stringify([first, second])}`);
    }
    acknowledged.push({ event, key, answer: first as unknown as Instance });
  }
  return { instance, customer, events: acknowledged, outcome };
}

/** An order that is paid in so many instalments, by several payers at once; then it is cancelled. */
export async function payInParts(client: PatientClient, count: number, payers: number): Promise<Purchase> {
  const name = 'instalments';
  const { customer } = (await created(client, '/customers', whoIs(name), `${name} customer`)) as Named;
  const lines = [{ sku: 'CHAIR', quantity: count, unitPriceMinor: 1 }];
  const body = { process: 'order', input: { customer, currency: 'EUR', lines } };
  const { instance } = (await created(client, '/instances', body, `${name} order`)) as unknown as Instance;
  const path = `/instances/${instance}/events`;
  const acknowledged: Acknowledged[] = [];
  const post = async (event: Acknowledged['event'], key: string) => {
    const answer = (await created(client, path, event, key)) as unknown as Instance;
    acknowledged.push({ event, key, answer });
  };
  await Promise.all(
    Array.from({ length: payers }, async (_, payer) => {
      for (let n = payer; n < count; n += payers) await post(payOf(1), `${name} ${n}`);
    }),
  );
  await post({ type: 'cancel', reason: 'changed-mind' }, `${name} cancel`);
  await post({ type: 'refund', amountMinor: count, reference: 'REF-1' }, `${name} refund`);
  return { instance, customer, events: acknowledged, outcome: 'cancelled' };
}

interface Named {
  readonly customer: string;
}

function whoIs(name: string): { name: string; email: string } {
  return { name: `Customer of ${name}`, email: `${name.replaceAll(' ', '.')}@example.com` };
}

async function created(client: PatientClient, path: string, body: unknown, key: string): Promise<unknown> {
  const reply = await client.post(path, body, key);
  if (reply.status < 300) return reply.body;
  throw new Error(`${path} was answered with ${reply.status} (${key}): ${JSON.stringify(reply.body)}`);
}

async function refused(client: PatientClient, path: string, body: unknown, key: string): Promise<void> {
  const { status } = await client.post(path, body, key);
  if (status !== 409) throw new Error(`${key}: ${JSON.stringify(body)} was answered with ${status}.`);
}
