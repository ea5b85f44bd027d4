import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Letter } from '../../../adapters/ports.ts';
import { SYSTEM } from '../../../engine/commit.ts';
import { derivedId } from '../../../engine/ids.ts';
import { createKeepLetter } from '../../../functions/perform/keep-letter.ts';
import type { NoticeInput } from '../../../functions/perform/letters.ts';
import { createPerformers } from '../../../functions/perform/performers.ts';
import { createTemplates } from '../../../functions/templates.ts';
import { customerKind } from '../../../records/kinds/customer.ts';
import { type Message, messageKind } from '../../../records/kinds/message.ts';
import { dying } from '../../adapters/dying.ts';
import { called, openShelf, type Shelf, who } from '../../adapters/records/shelf.ts';

/** More writes than keeping a letter makes. */
const MOST_WRITES = 7;
const key = 'instance-1/1/0/mark';
const notice: NoticeInput = {
  ...{ to: 'customer', about: 'created', customer: 'c-1', orderNumber: 'ORD-1', currency: 'EUR' },
  ...{ balanceMinor: 20_000, refundedMinor: 500, dueMinor: 1500 },
};

let shelf: Shelf;
let letters: Letter[];
beforeEach(async () => {
  shelf = await openShelf();
  letters = [];
  const content = called('Ann Lee', { email: 'ann@example.com' });
  await shelf.customers.create({ id: 'c-1', content, who, at: 1000 });
});
afterEach(() => shelf.store.close());

/** Does what `notify` does, in a process of its own over this client. */
async function notify(changes: Partial<NoticeInput> = {}, client: DynamoDBClient = shelf.store.client) {
  const people = shelf.over(client);
  const performers = createPerformers({
    customers: people.customers,
    mail: { send: async (letter) => void letters.push(letter) },
    keep: createKeepLetter(people.records, () => 2000),
    templates: createTemplates(people, { now: () => 0, keepMs: 0, most: 1 }),
    teamMail: 'team@example.com',
  });
  await performers.notify?.({ ...notice, ...changes } as never, {
    key,
    instance: 'instance-1',
    process: 'order',
  });
}

async function kept(): Promise<readonly Message[]> {
  const within = [[{ parent: 'customer/c-1' }]];
  const { items } = await shelf.records.of(messageKind).page({ name: 'kept', within, limit: 9 });
  return items.map(({ content }) => content);
}

const moments = async () =>
  (await shelf.timeline.page(['c-1'], 9)).items.flatMap(({ kind }) => (kind === 'message' ? [kind] : []));

describe('a letter to a customer', () => {
  test('is kept as what was said to them', async () => {
    await notify();
    const [letter] = letters;
    expect(await kept()).toEqual([
      {
        ...{ about: 'customer/c-1', channel: 'email', direction: 'out', instance: 'instance-1' },
        ...{ title: letter?.subject, text: letter?.text, template: { id: 'order-created', version: 0 } },
      },
    ]);
    expect(await moments()).toEqual(['message']);
  });

  test('goes with whoever the customer was merged into', async () => {
    const survivor = called('Ann', { email: 'a@example.com' });
    await shelf.customers.create({ id: 'c-2', content: survivor, who, at: 1000 });
    await shelf.customers.merge({ survivor: 'c-2', duplicate: 'c-1', take: [] }, who);
    await notify();
    const within = [[{ parent: 'customer/c-2' }]];
    const { items } = await shelf.records.of(messageKind).page({ name: 'kept', within, limit: 9 });
    expect(items.map(({ subject }) => subject)).toEqual(['customer/c-2']);
  });

  test('is one message, however often it is sent', async () => {
    await notify();
    await notify();
    await notify({ about: 'paid' });
    expect(await kept()).toHaveLength(1);
    expect(await moments()).toHaveLength(1);
  });

  test('that is refused leaves none, nor does one to a team', async () => {
    await notify({ to: 'warehouse' });
    await expect(notify({ about: 'nothing' })).rejects.toThrow('no-such-notice');
    expect(await kept()).toEqual([]);
  });

  test('lies sealed under the customer’s key', async () => {
    await notify();
    const [stored] = (await shelf.records.of(messageKind).page({ name: 'k', within: [], limit: 9 })).items;
    expect(stored?.subject).toBe('customer/c-1');
    const glance = await shelf.records.glance('message', stored?.id ?? '', 1);
    expect(Object.keys(glance?.content ?? {}).sort()).toEqual(
      ['about', 'channel', 'direction', 'instance', 'template'].sort(),
    );
  });

  test('is cut to what a message holds, and never in the middle of a character', async () => {
    const letter = { key, subject: `${'s'.repeat(199)}😀`, text: '汉'.repeat(30_000) };
    const template = { id: 't', version: 1 };
    const keep = createKeepLetter(shelf.records, () => 2000);
    await keep({ letter, customer: 'c-1', instance: 'instance-1', template });
    expect(await kept()).toMatchObject([{ title: 's'.repeat(199), text: '汉'.repeat(20_000) }]);
  });
});

test.each(Array.from({ length: MOST_WRITES }, (_, n) => n))(
  'a process killed before its write %i leaves no message without its letter, and its successor but one',
  async (writes) => {
    await notify({}, dying(shelf.store, writes)).catch(() => undefined);
    const standing = await shelf.records.of(messageKind).get(derivedId(SYSTEM, 'message', key));
    if (standing !== undefined) expect(letters).toHaveLength(1);
    await notify();
    expect(new Set(letters.map((letter) => letter.key))).toEqual(new Set([key]));
    expect(await kept()).toHaveLength(1);
    expect(await moments()).toHaveLength(1);
    const [version] = (await shelf.records.of(customerKind).page({ name: 'c', within: [], limit: 9 })).items;
    expect(version?.revision).toBe(1);
  },
);
