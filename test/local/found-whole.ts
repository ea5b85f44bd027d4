import { expect } from 'vitest';
import { letterOf, type NoticeInput } from '../../functions/perform/letters.ts';
import { bundledTemplates } from '../../functions/templates.ts';
import { readMails } from './mails.ts';
import type { Instance, PatientClient } from './patient-client.ts';
import type { Purchase } from './shopping.ts';

/** The fields of a transition that these tests read. */
interface Transition {
  readonly revision: number;
  readonly kind: string;
  readonly event: {
    readonly type: string;
    readonly id: string | null;
    readonly payload: Readonly<Record<string, unknown>>;
    readonly key: string | null;
  };
  readonly effects: readonly { readonly key: string; readonly input: NoticeInput | null }[];
}

export type Journals = ReadonlyMap<string, readonly Transition[]>;

const OUTCOMES = { completed: 'completed', cancelled: 'cancelled', rejected: 'rejected' } as const;

/** Resolves when every order has ended and nothing is awaited any more. */
export async function settled(client: PatientClient, purchases: readonly Purchase[]): Promise<void> {
  for (const { instance } of purchases) {
    await client.until<Instance>(
      `/instances/${instance}`,
      ({ status, pending }) => status === 'done' && pending.length === 0,
    );
  }
}

export async function journalsOf(client: PatientClient, purchases: readonly Purchase[]): Promise<Journals> {
  const journals = new Map<string, readonly Transition[]>();
  for (const { instance } of purchases) {
    journals.set(instance, await client.all<Transition>(`/instances/${instance}/journal?limit=100`));
  }
  return journals;
}

/** Each posted event is one transition, at the revision that its answer named; the chain holds; the order ended. */
export async function expectJournals(client: PatientClient, purchases: readonly Purchase[]): Promise<void> {
  const journals = await journalsOf(client, purchases);
  for (const { instance, events, outcome } of purchases) {
    const journal = journals.get(instance) ?? [];
    expect(journal.map(({ revision }) => revision)).toEqual(journal.map((_, n) => n + 1));
    const posted = journal.filter(({ kind, revision }) => kind === 'event' && revision > 1);
    expect(
      posted.map(({ revision, event: { type, payload } }) => ({ revision, event: { type, ...payload } })),
    ).toEqual(
      events
        .map(({ event, answer }) => ({ revision: answer.revision, event }))
        .sort((a, b) => a.revision - b.revision),
    );
    const ids = posted.map(({ event }) => event.id);
    expect([ids.includes(null), new Set(ids).size]).toEqual([false, ids.length]);
    // Each effect has one outcome.
    const outcomes = journal.flatMap(({ kind, event }) => (kind === 'result' ? [event.key] : []));
    expect(outcomes).toEqual(journal.flatMap(({ effects }) => effects.map(({ key }) => key)));
    expect(await client.get(`/instances/${instance}/verification`)).toEqual({
      ...{ instance, intact: true, revisions: journal.length, problems: [] },
    });
    const order = await client.get<Instance>(`/instances/${instance}`);
    expect([order.status, order.output?.outcome]).toEqual(['done', OUTCOMES[outcome]]);
  }
}

/** Each effect that a journal names is one mail, complete and to the right person; there is no other file. */
export async function expectMails(folder: string, journals: Journals): Promise<void> {
  const { mails, others } = await readMails(folder);
  expect(others).toEqual([]);
  const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
  const effects = [...journals.values()].flat().flatMap((transition) => transition.effects);
  const wanted = await Promise.all(
    effects.map(async ({ key, input }) => {
      const reader = { language: 'en', timeZone: 'UTC' } as const;
      const letter = input === null ? undefined : await letterOf(bundledTemplates, 'order', input, reader);
      return { key, subject: letter?.subject, text: letter?.text };
    }),
  );
  const found = mails.map(({ key, subject, text }) => ({ key, subject, text }));
  expect(found.sort(byKey)).toEqual(wanted.sort(byKey));
}

/** What was mailed to a customer is a message to them, once, and stands on their timeline. */
export async function expectMessages(
  client: PatientClient,
  purchases: readonly Purchase[],
  journals: Journals,
): Promise<void> {
  for (const { instance, customer } of purchases) {
    const effects = (journals.get(instance) ?? []).flatMap((transition) => transition.effects);
    const told = effects.flatMap(({ input }) => (input?.to === 'customer' ? [`order-${input.about}`] : []));
    const messages = await client.all<{ instance: string; template: { template: string } }>(
      `/messages?limit=100&customer=${customer}`,
    );
    const kept = messages.map((message) => [message.instance, message.template.template]);
    expect(kept.sort()).toEqual(told.map((template) => [instance, template]).sort());
    const moments = await client.all<{ kind: string }>(`/customers/${customer}/timeline?limit=100`);
    expect(moments.filter(({ kind }) => kind === 'message')).toHaveLength(told.length);
  }
}

/** Every list names every order once, as it ended. */
export async function expectLists(client: PatientClient, purchases: readonly Purchase[]): Promise<void> {
  const all = await client.all<Instance>('/instances?limit=100&process=order');
  const every = purchases.map(({ instance }) => instance).sort();
  expect(all.map(({ instance }) => instance).sort()).toEqual(every);
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set(['done']));
  expect(await client.all('/instances?limit=100&status=active&process=order')).toEqual([]);
  const closed = await client.all<Instance>('/instances?limit=7&state=closed&sort=createdAt&process=order');
  const rejected = await client.all<Instance>('/instances?limit=100&state=rejected&process=order');
  expect([...closed, ...rejected].map(({ instance }) => instance).sort()).toEqual(every);
  for (const { instance, customer, outcome } of purchases) {
    const theirs = await client.all<Instance>(`/instances?customer=${customer}&process=order`);
    expect(theirs.map((one) => one.instance)).toEqual([instance]);
    if (outcome === 'rejected') continue;
    const numbered = await client.all<Instance>(`/instances?key=${theirs[0]?.key}`);
    expect(numbered.map((one) => one.instance)).toEqual([instance]);
  }
}
