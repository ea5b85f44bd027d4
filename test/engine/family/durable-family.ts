import { createEngine } from '../../../engine/engine.ts';
import { type Entry, effectTokenOf, type Told, type Who } from '../../../engine/entry.ts';
import { BatonError } from '../../../engine/errors.ts';
import { childId } from '../../../engine/ids.ts';
import type { EffectOutcome, Sent } from '../../../engine/incoming.ts';
import { peek } from '../../../engine/kernel.ts';
import { createSendMessages } from '../../../engine/messages.ts';
import { createDefinitions } from '../../../engine/registry.ts';
import { createMemoryJournal } from '../memory-journal.ts';
import type { Family, Member } from './specimen.ts';

const who: Who = { kind: 'caller', id: 'walker' };

/** A family of instances in a journal, driven like live actors. */
export interface DurableFamily {
  members(): Promise<readonly Member[]>;
  emitted(): Promise<Readonly<Record<string, readonly Told[]>>>;
  due(): Promise<readonly number[]>;
  send(path: string, event: Sent): Promise<BatonError | undefined>;
  settle(path: string, effect: string, outcome: EffectOutcome): Promise<void>;
  moveTo(time: number): Promise<void>;
  /** Every entry of every instance that ever was, instance by instance. */
  journals(): Promise<readonly (readonly Entry[])[]>;
}

/**
 * `createEngine`, two of them in turn, over a journal in memory; messages between instances in any order that keeps
 * each sender's own (`dice` picks), and some of them again later. All are there before an answer comes back.
 */
export async function createDurableFamily(
  family: Family,
  start: number,
  input: unknown,
  dice: (below: number) => number,
): Promise<DurableFamily> {
  const memory = createMemoryJournal();
  const definitions = createDefinitions(family.definitions);
  const waiting = new Map<string, Entry[]>();
  const sent: Entry[] = [];
  const armed = new Map<string, number>();
  let now = start;
  let last = 0;
  const journal: typeof memory = {
    ...memory,
    async append(entry) {
      const result = await memory.append(entry);
      if (result === 'appended') {
        waiting.set(entry.instance, [...(waiting.get(entry.instance) ?? []), entry]);
        for (const timer of entry.timers) {
          const name = `${entry.instance}/${timer.revision}/${timer.index}`;
          if (!armed.has(name)) armed.set(name, armed.size);
        }
      }
      return result;
    },
  };
  const create = () =>
    createEngine({
      journal,
      definitions,
      now: () => now,
      random: () => 0,
      sleep: async () => {},
      newId: () => `id-${last++}`,
    });
  const engines = [create(), create()] as const;
  const engine = () => engines[(last++ % 2) as 0 | 1];

  async function drain(): Promise<void> {
    for (;;) {
      const senders = [...waiting].filter(([, entries]) => entries.length > 0);
      const [, entries] = senders[dice(senders.length)] ?? [];
      const entry = entries?.shift();
      if (entry === undefined) break;
      await createSendMessages(engine(), definitions)(entry);
      sent.push(entry);
    }
    const [next] = await timers();
    const again = sent[dice(sent.length)];
    // Whatever reaches an instance first makes its overdue timers fire.
    const quiet = next === undefined || next.timer.dueAt > now;
    if (again !== undefined && quiet && dice(4) === 0) await createSendMessages(engine(), definitions)(again);
    if ([...waiting.values()].some((entries) => entries.length > 0))
      throw new Error('A repeated message was taken twice.');
  }

  async function living(instance: string, path: string): Promise<[string, Entry][]> {
    const head = await journal.head(instance);
    if (head === undefined) throw new Error(`There is no instance at ${path}.`);
    if (head.status !== 'active') return [];
    const alive = head.children.filter(({ stopped }) => !stopped);
    const below = alive.map((child) =>
      living(childId(instance, child), path === '' ? child.id : `${path}/${child.id}`),
    );
    return [[path, head], ...(await Promise.all(below)).flat()];
  }

  async function headAt(path: string): Promise<Entry> {
    const found = (await living(root, '')).find(([at]) => at === path);
    if (found === undefined) throw new Error(`Nobody lives at ${path || 'the root'}.`);
    return found[1];
  }

  async function timers() {
    const all = (await living(root, '')).flatMap(([, { instance, timers }]) =>
      timers.map((timer) => ({ instance, timer })),
    );
    const order = ({ instance, timer }: (typeof all)[number]) =>
      armed.get(`${instance}/${timer.revision}/${timer.index}`) ?? 0;
    return all.sort((a, b) => a.timer.dueAt - b.timer.dueAt || order(a) - order(b));
  }

  const { entry } = await engine().start({ process: family.definitions[0].process, input, who });
  const root = entry.instance;
  await drain();

  return {
    async members() {
      const all = await living(root, '');
      const shown = all.length > 0 ? all : [['', (await journal.head(root)) as Entry] as const];
      return shown
        .map(([path, head]): Member => {
          const { value: state, ...rest } = peek(head.snapshot);
          const awaited = head.pending.map(({ src, id }) => `${src} ${id}`);
          return { ...rest, path, process: head.process, status: head.status, state, awaited };
        })
        .sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    async emitted() {
      const told: Record<string, Told[]> = {};
      const paths = new Map([[root, '']]);
      // A child is committed after the entry that starts it.
      for (const entry of sent) {
        const path = paths.get(entry.instance) ?? '';
        for (const child of entry.children)
          paths.set(childId(entry.instance, child), path === '' ? child.id : `${path}/${child.id}`);
      }
      for (const entries of await journals()) {
        for (const { instance, emitted } of entries) {
          const path = paths.get(instance) ?? '';
          if (emitted.length > 0) told[path] = [...(told[path] ?? []), ...emitted];
        }
      }
      return told;
    },
    due: async () => (await timers()).map(({ timer }) => timer.dueAt),
    async send(path, event) {
      const { instance } = await headAt(path);
      try {
        await engine().send({ instance, event, who, id: `event-${last++}` });
        await drain();
        return undefined;
      } catch (error) {
        if (error instanceof BatonError) return error;
        throw error;
      }
    },
    async settle(path, effect, outcome) {
      const head = await headAt(path);
      const pending = head.pending.find(({ src, id }) => `${src} ${id}` === effect);
      if (pending === undefined) throw new Error(`${effect} is not awaited.`);
      const { instance } = head;
      await engine().deliver({ instance, kind: 'result', token: effectTokenOf(pending), outcome });
      await drain();
    },
    async moveTo(time) {
      for (;;) {
        const [next] = await timers();
        if (next === undefined || next.timer.dueAt > time) break;
        now = Math.max(now, next.timer.dueAt);
        await engine().deliver({ instance: next.instance, kind: 'timer', token: next.timer });
        await drain();
      }
      now = time;
    },
    journals,
  };

  async function journals(): Promise<readonly (readonly Entry[])[]> {
    const instances: string[] = [];
    let next: string | undefined;
    do {
      const page = await memory.heads(0, 1, next);
      instances.push(...page.heads.map(({ instance }) => instance));
      next = page.next;
    } while (next !== undefined);
    return Promise.all(instances.map((instance) => memory.read(instance, 1, Number.MAX_SAFE_INTEGER)));
  }
}
