import { type Client, type Instance, Problem } from './client.ts';
import { createJourney } from './journey.ts';

type Print = (line: string) => void;

const LINES = [{ sku: 'CHAIR', description: 'Chair', quantity: 2, unitPriceMinor: 10_000 }];

/** John Doe's order from submission to delivery, then an order that fails at each of its first four steps. */
export async function tell(client: Client, print: Print): Promise<void> {
  const { customer } = await client.customer('John Doe', 'john.doe@example.com');
  const order = (lines: unknown = LINES) => ({ customer, currency: 'EUR', lines });

  print('John Doe orders 2 chairs at 100.00 EUR');
  const created = await client.start(order());
  print(`  order number ${created.key}`);
  const journey = createJourney(client, created.instance, print);
  await journey.until('announced', (one) => one.pending.length === 0);
  await journey.send({ type: 'pay', amountMinor: 20_000, reference: 'PAY-1' });
  await journey.send({ type: 'pack' });
  await journey.send({ type: 'ship', carrier: 'ACME', tracking: 'T-1' });
  await journey.send({ type: 'deliver' });
  await journey.send({ type: 'confirm' });
  const done = await journey.until('closed', (one) => one.status === 'done');
  print(`  ended: ${JSON.stringify(done.output)}`);
  const { intact, revisions } = await client.verify(created.instance);
  print(`  journal of ${revisions} revisions, ${intact ? 'chain intact' : 'CHAIN BROKEN'}`);

  print('\nFails at submission: a quantity that is text');
  await client.start(order([{ sku: 'CHAIR', quantity: 'two', unitPriceMinor: 10_000 }])).then(
    () => print('  was accepted, which is wrong'),
    (error: unknown) => print(`  refused, nothing written: ${reasonOf(error)}`),
  );

  print('\nFails at verification: a quantity of 0');
  await told(
    client,
    print,
    await client.start(order([{ sku: 'CHAIR', quantity: 0, unitPriceMinor: 10_000 }])),
  );

  print('\nFails at the number: the switch /local/faults lets the next one fail');
  await client.fail({ number: 1 });
  await told(client, print, await client.start(order()));

  print('\nFails at the notification: the switch lets the next mail be refused');
  await client.fail({ mail: 1 });
  const held = await client.start(order());
  const second = createJourney(client, held.instance, print);
  const stuck = await second.until('held', (one) => one.incident !== null);
  print(`  the order ${stuck.key} stands; its notice waits for a person: ${stuck.incident?.code}`);
  await client.retry(held.instance);
  await second.until('announced', (one) => one.pending.length === 0);
  print('  retried, and the customer has the mail');
}

async function told(client: Client, print: Print, order: Instance): Promise<void> {
  await createJourney(client, order.instance, print).show();
  print(`  ended: ${JSON.stringify(order.output)}`);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Problem)) throw error;
  return `${error.status} ${JSON.stringify(error.body.issues)}`;
}
