import { Temporal } from 'temporal-polyfill';
import { type Catalogue, readCatalogue } from './catalogue.ts';
import { type Chronicle, createChronicle } from './chronicle.ts';
import type { Client, Instance, Task } from './client.ts';
import { createVoice, type Language, type Span, type Voice, ZONE } from './voice.ts';

const UNIT_MS = { days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1000 } as const;

/** Where the story is told: who tells it, in which language, and what moves it. */
export interface Stage {
  readonly client: Client;
  readonly voice: Voice;
  readonly catalogue: Catalogue;
  readonly chronicle: Chronicle;
  /** Names of those who work here, by id. */
  readonly staff: Map<string, string>;
  /** Moves time, and tells what happened to these customers meanwhile. */
  pass(span: Span, customers: readonly string[]): Promise<void>;
  /** Moves time until a clock on the company's wall shows this, such as `09:00`, the next time. */
  passTo(time: string, customers: readonly string[]): Promise<void>;
  /** Somebody of the staff completes the task of an instance that is no customer's; tells what came of it. */
  completeOf(instance: Instance, event: { readonly type: string } & Record<string, unknown>): Promise<void>;
  /** Somebody of the staff completes a task of a customer; tells what came of it. */
  complete(customer: string, event: { readonly type: string } & Record<string, unknown>): Promise<void>;
  /** Sends an event to an instance; tells what came of it for its customer. */
  send(
    instance: Instance,
    event: { readonly type: string } & Record<string, unknown>,
    as?: string,
  ): Promise<void>;
  /** The rules by which a decision was made last for an instance. */
  rulesOf(instance: Instance, decision: string): Promise<string>;
  /** The newest instance of a process of a customer. */
  newest(customer: string, process: string): Promise<Instance>;
}

export async function openStage(
  client: Client,
  language: Language,
  print: (line: string) => void,
): Promise<Stage> {
  const voice = createVoice(language, print);
  const catalogue = await readCatalogue(client);
  const staff = new Map<string, string>();
  const chronicle = createChronicle({ client, voice, catalogue, staff });
  const options = (as: string | undefined) => (as === undefined ? {} : { as });
  return {
    ...{ client, voice, catalogue, chronicle, staff },
    async pass(span, customers) {
      const ms = Object.entries(span).reduce(
        (total, [unit, count]) => total + count * UNIT_MS[unit as keyof Span],
        0,
      );
      const { now } = await client.pass(ms);
      const [for_, at] = [voice.span(span), voice.time(now)];
      print('');
      voice.say({ en: `... ${for_} pass: it is ${at}`, zh: `…… 过了 ${for_}，现在是 ${at}` });
      await chronicle.show(customers);
    },
    async passTo(time, customers) {
      const now = await client.time();
      const today = Temporal.Instant.from(now).toZonedDateTimeISO(ZONE);
      const wanted = today.withPlainTime(time);
      const then = wanted.epochMilliseconds > today.epochMilliseconds ? wanted : wanted.add({ days: 1 });
      await client.pass(then.epochMilliseconds - today.epochMilliseconds);
      const at = voice.time(await client.time());
      print('');
      voice.say({ en: `... later: it is ${at}`, zh: `…… 现在是 ${at}` });
      await chronicle.show(customers);
    },
    async completeOf({ instance }, event) {
      const [open] = (await client.instance(instance)).tasks;
      const task = await client.get<Task>(`/tasks/${open?.task}`);
      const as = task.person ?? (await someoneOf(client, task.role));
      await client.post(`/tasks/${task.task}/complete`, event, { as });
      await chronicle.showOne(instance);
    },
    async complete(customer, event) {
      const task = await chronicle.task(customer, event.type);
      const as = task.person ?? (await someoneOf(client, task.role));
      await client.post(`/tasks/${task.task}/complete`, event, { as });
      await chronicle.show([customer]);
    },
    async send({ instance, customer }, event, as) {
      await client.send(instance, event, options(as));
      if (customer !== null) await chronicle.show([customer]);
    },
    async rulesOf({ instance }, decision) {
      const journal = await client.journal(instance);
      const made = journal.flatMap(({ decisions }) => decisions).filter((one) => one.decision === decision);
      return made.at(-1)?.rules.join(', ') ?? '';
    },
    async newest(customer, process) {
      const all = await client.all<Instance>(`/instances?customer=${customer}&process=${process}`);
      const [last] = all.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
      if (last === undefined) throw new Error(`There is no ${process} of ${customer}.`);
      return last;
    },
  };
}

async function someoneOf(client: Client, role: string): Promise<string> {
  const people = await client.all<{ person: string; roles: readonly string[] }>('/people');
  const found = people.find(({ roles }) => roles.includes(role));
  if (found === undefined) throw new Error(`Nobody is ${role}.`);
  return found.person;
}
