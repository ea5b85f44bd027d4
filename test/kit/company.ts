import type { Sent } from '../../engine/incoming.ts';
import type { TaskItem } from '../../engine/ports.ts';
import { aboutCustomer } from '../../functions/about-customer.ts';
import { type Duration, lasting } from '../../machines/define.ts';
import type { Customer } from '../../records/kinds/customer.ts';
import type { RecordKind } from '../../records/record-kind.ts';
import { type Assembly, type AssemblyOptions, assembleInMemory, TEAM_MAIL } from './assembly.ts';
import { createClock, momentOf } from './clock.ts';
import { createInstance, type Instance } from './instance.ts';
import type { SentMail } from './mails.ts';
import type { FailOptions, StandIn, Try } from './outside.ts';
import { createPeople, type Known } from './people.ts';
import { type ReferenceData, setReferences } from './references.ts';
import { createSettling } from './settle.ts';
import { CALLER, write } from './write-record.ts';

export interface CompanyOptions
  extends ReferenceData,
    Pick<AssemblyOptions, 'definitions' | 'rules' | 'openStore'> {
  /** Epoch milliseconds, or what a clock of `timeZone` shows; noon of the first of January 2026 unless told otherwise. */
  readonly startsAt?: number | string;
  /** IANA; of `startsAt` and `passUntil`. UTC unless told otherwise. */
  readonly timeZone?: string;
  /** How much may follow from one call at one moment, before it counts as endless: 50,000 steps unless told otherwise. */
  readonly mostSteps?: number;
  /** Who works here: roles by person. */
  readonly staff?: Readonly<Record<string, readonly string[]>>;
  /** What performs effects, by their names; the rest is done by Baton's own performers. */
  readonly performers?: Readonly<Record<string, StandIn>>;
}

export interface WriteOptions {
  /** A record of this id gets its next version; a new one has an id of its own. */
  readonly id?: string;
  /** The customer whose record it is. */
  readonly of?: { readonly id: string };
}

/** Which instances: those that are all that is said. */
export interface InstanceQuery {
  readonly process?: string;
  readonly customer?: string;
  /** Those that this one started. */
  readonly parent?: string;
}

/**
 * A company in memory: all of Baton on a clock that stands still. After each call, everything that follows from it at
 * once has been carried out: effects, children, tasks that are given to people, events of records.
 */
export interface Company {
  /** Epoch milliseconds. */
  now(): number;
  /** Starts an instance. Throws what the engine refuses. */
  start<Context = Readonly<Record<string, unknown>>>(
    process: string,
    input: unknown,
  ): Promise<Instance<Context>>;
  /** Lets time pass. Timers, deadlines and whatever else falls due is carried out at its own time, in order. */
  pass(duration: Duration): Promise<void>;
  /** The same, until a clock on the wall shows this: `2026-03-01T09:00`. Throws a RangeError where that is past. */
  passUntil(moment: string, timeZone?: string): Promise<void>;
  /** A customer, as the API creates one. */
  customer(fields: Readonly<Record<string, unknown>>): Promise<Known<Customer>>;
  /** Changes a customer, as the API does: processes that wait for it hear of it. */
  change(
    customer: { readonly id: string },
    fields: Readonly<Record<string, unknown>>,
  ): Promise<Known<Customer>>;
  /** Writes any other record, such as a note or a message; `of` a customer, processes that wait for it hear of it. */
  write<C extends object>(kind: RecordKind<C>, content: C, options?: WriteOptions): Promise<Known<C>>;
  /** A person is not there for a while. */
  away(person: string, duration: Duration): Promise<void>;
  /** An event for whoever waits for it, and for the rules; how many instances took it or were started. */
  tell(
    event: Sent,
    about: { readonly customer?: string; readonly key?: string; readonly process?: string },
  ): Promise<number>;
  /** Instances that there are, in the order in which they began. */
  instances(query?: InstanceQuery): readonly Instance[];
  /** Open tasks that a person has, or may take. */
  inbox(person: string): Promise<readonly TaskItem[]>;
  /** Every mail, in order. */
  readonly mails: readonly SentMail[];
  /** Those to a customer, or to the company's own teams. */
  mailsTo(reader: { readonly email?: string } | 'team'): readonly SentMail[];
  /** Every try of an effect, in order. */
  readonly effects: readonly Try[];
  /** Other stand-ins, from now on. */
  perform(performers: Readonly<Record<string, StandIn>>): void;
  /** From now on, tries of this effect fail. */
  fail(effect: string, code: string, options?: FailOptions): void;
  /** They fail no longer. */
  mend(effect: string): void;
  /** What machines and inline actors threw. */
  readonly thrown: Assembly['thrown'];
  /** All parts of Baton, for what the kit has no word for. Call `settle` afterwards. */
  readonly inside: Assembly;
  settle(): Promise<void>;
  /** Checks that every journal is intact and was handed on, and closes the store. Throws where one is not. */
  close(): Promise<void>;
}

/** Opens a company; who opens it closes it. In tests, `createCompany` does both. */
export async function openCompany({
  startsAt = Date.UTC(2026, 0, 1, 12),
  timeZone = 'UTC',
  staff = {},
  performers = {},
  mostSteps = 50_000,
  definitions,
  rules,
  openStore,
  ...references
}: CompanyOptions = {}): Promise<Company> {
  const clock = createClock(typeof startsAt === 'string' ? momentOf(startsAt, timeZone) : startsAt);
  const inside = await assembleInMemory({
    clock,
    ...(definitions && { definitions }),
    ...(rules && { rules }),
    ...(openStore && { openStore }),
  });
  const { engine, outside, mails, story, records, board, customers } = inside;
  const { settle, passTo } = createSettling(inside, clock, mostSteps);
  const people = createPeople(inside, clock.now);
  const instance = <Context>(id: string) => createInstance<Context>(inside, settle, id);
  outside.stand(performers);
  await setReferences(records, references, clock.now);
  await people.employ(staff);

  async function then<T>(deed: Promise<T>): Promise<T> {
    const done = await deed;
    await settle();
    return done;
  }

  return {
    now: clock.now,
    async start<Context>(process: string, input: unknown) {
      const { entry } = await then(engine.start({ process, input, who: CALLER }));
      return instance<Context>(entry.instance);
    },
    pass: (duration) => passTo(clock.now() + lasting(duration)),
    passUntil: async (moment, zone = timeZone) => passTo(momentOf(moment, zone)),
    customer: (fields) => then(people.createCustomer(fields)),
    change: ({ id }, fields) => then(people.changeCustomer(id, fields)),
    async write(kind, content, { id = inside.newId(), of } = {}) {
      const subject = of && `customer/${of.id}`;
      const draft = { id, content, at: clock.now(), ...(subject !== undefined && { subject }) };
      const written = await then(write(records.of(kind), draft));
      return { id, ...written.content };
    },
    away: (person, duration) => then(people.sendAway(person, clock.now() + lasting(duration))),
    async tell(event, { customer, key, process }) {
      const about = {
        ...(key !== undefined && { key }),
        ...(customer !== undefined && (await aboutCustomer(customers, customer))),
      };
      const told = await then(
        inside.tell({
          ...{ event, about, cause: inside.newId(), who: CALLER },
          ...(process !== undefined && { process }),
        }),
      );
      for (const one of told) if ('refusal' in one) throw one.refusal;
      return told.length;
    },
    instances({ process, customer, parent } = {}) {
      return story
        .heads()
        .filter((head) => process === undefined || head.process === process)
        .filter((head) => parent === undefined || head.parent?.instance === parent)
        .map((head) => instance<Readonly<Record<string, unknown>>>(head.instance))
        .filter((one) => customer === undefined || one.customer === customer);
    },
    async inbox(person) {
      const { roles = [] } = (await inside.staff.get(person)) ?? {};
      return (await board.list({ people: [person], roles }, 100)).items;
    },
    get mails() {
      return mails.sent;
    },
    mailsTo(reader) {
      const address = reader === 'team' ? TEAM_MAIL : reader.email;
      return mails.sent.filter(({ to }) => to.address === address);
    },
    get effects() {
      return outside.tries;
    },
    perform: outside.stand,
    fail: (effect, code, options = {}) => outside.fail(effect, code, options),
    mend: (effect) => void outside.mend(effect),
    thrown: inside.thrown,
    inside,
    settle,
    async close() {
      try {
        for (const { instance: id, revision } of story.heads()) {
          const { intact, problems } = await engine.verify(id);
          if (!intact) throw new Error(`The journal of ${id} is not intact: ${JSON.stringify(problems)}`);
          const projected = await inside.projection.get(id);
          if (projected?.relayed !== revision) throw new Error(`Not all of ${id} was handed on.`);
        }
      } finally {
        await inside.close();
      }
    },
  };
}
