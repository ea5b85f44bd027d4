import type { Verification } from '../../engine/engine.ts';
import { type Entry, effectTokenOf, keyOf, type Status } from '../../engine/entry.ts';
import type { ByHand, Sent } from '../../engine/incoming.ts';
import { type View, viewOf } from '../../engine/view.ts';
import type { Assembly } from './assembly.ts';
import { createTask, type OpenTask } from './task.ts';
import { CALLER } from './write-record.ts';

/** One entry of a journal, in short. */
export interface Line {
  readonly kind: Entry['kind'];
  readonly type: string;
  /** Where it led. */
  readonly state: unknown;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** An instance as it stands now, and what can be done to it. Each deed throws what the engine refuses. */
export interface Instance<Context = Readonly<Record<string, unknown>>> {
  readonly id: string;
  readonly process: string;
  readonly version: number;
  readonly revision: number;
  readonly status: Status;
  readonly state: unknown;
  /** Dotted paths of the active leaf states. */
  readonly leaves: readonly string[];
  readonly context: Context;
  readonly output: unknown;
  readonly error: unknown;
  readonly key: string | undefined;
  readonly customer: string | undefined;
  /** Types of the events that it takes here, whatever the guards say. */
  readonly accepts: readonly string[];
  /** Names of the effects whose outcome is awaited. */
  readonly awaits: readonly string[];
  /** Effects that are on hold for a person, and why. */
  readonly held: readonly { readonly effect: string; readonly code: string; readonly attempts: number }[];
  readonly tasks: readonly OpenTask[];
  /** When its timers fall due, soonest first: epoch milliseconds. */
  readonly timers: readonly number[];
  /** Its history, in short. */
  readonly entries: readonly Line[];
  /** Its history, whole. */
  readonly journal: readonly Entry[];
  send(event: Sent): Promise<void>;
  /** The open task that an event of this type completes, or of the state of this path. Throws where there is none. */
  task(name: string): OpenTask;
  /** The effect that is awaited `later` was performed, by its name or the id of its `invoke`. */
  succeed(effect: string, output?: unknown): Promise<void>;
  /** It failed for good: what that means, its policy says. */
  fail(effect: string, code: string): Promise<void>;
  /** A person has held effects tried again. */
  retry(): Promise<void>;
  /** A person pauses, resumes, cancels or moves it. */
  byHand(deed: {
    readonly kind: ByHand['kind'];
    readonly to?: string;
    readonly reason?: string;
  }): Promise<void>;
  verify(): Promise<Verification>;
}

export function createInstance<Context>(
  assembly: Assembly,
  settle: () => Promise<void>,
  id: string,
): Instance<Context> {
  const { engine, story, outside, queue, definitionOf } = assembly;
  const who = CALLER;
  const head = () => story.head(id);
  const viewAt = (entry: Entry): View => viewOf(definitionOf(entry), entry);
  const tasks = () => head().tasks.map((task) => createTask(assembly, settle, id, task));

  async function then(deed: Promise<unknown>): Promise<void> {
    await deed;
    await settle();
  }

  async function decide(effect: string, outcome: Parameters<typeof outside.decide>[1]): Promise<void> {
    const awaited = head().pending.find(({ src, id }) => src === effect || id === effect);
    if (awaited === undefined) throw new Error(`No effect ${effect} is awaited.`);
    outside.decide(keyOf(id, awaited), outcome);
    const message = { kind: 'effect', instance: id, attempt: 1, ...effectTokenOf(awaited) } as const;
    await then(queue.send([{ message, delaySeconds: 0 }]));
  }

  return {
    id,
    get process() {
      return head().process;
    },
    get version() {
      return head().version;
    },
    get revision() {
      return head().revision;
    },
    get status() {
      return head().status;
    },
    get state() {
      return viewAt(head()).state;
    },
    get leaves() {
      return viewAt(head()).leaves;
    },
    get context() {
      return viewAt(head()).context as Context;
    },
    get output() {
      return viewAt(head()).output;
    },
    get error() {
      return viewAt(head()).error;
    },
    get key() {
      return viewAt(head()).key;
    },
    get customer() {
      return viewAt(head()).customer;
    },
    get accepts() {
      return viewAt(head()).accepts;
    },
    get awaits() {
      return head().pending.map(({ src }) => src);
    },
    get held() {
      return head().pending.flatMap(({ src: effect, held }) =>
        held === undefined ? [] : [{ effect, code: held.code, attempts: held.attempts }],
      );
    },
    get tasks() {
      return tasks();
    },
    get timers() {
      return head()
        .timers.map(({ dueAt }) => dueAt)
        .sort((a, b) => a - b);
    },
    get entries() {
      return story.entries(id).map((entry) => {
        const { kind, event, at } = entry;
        return { kind, type: event.type, state: viewAt(entry).state, at };
      });
    },
    get journal() {
      return story.entries(id);
    },
    send: (event) => then(engine.send({ instance: id, event, who })),
    task(name) {
      const found = tasks().find(({ does, state }) => does.includes(name) || state === name);
      if (found !== undefined) return found;
      const open = tasks().map(({ state }) => state);
      throw new Error(`There is no open task ${name}; open are: ${open.join(', ') || 'none'}.`);
    },
    succeed: (effect, output = {}) => decide(effect, { output }),
    fail: (effect, code) => decide(effect, { code }),
    retry: () => then(engine.retry({ instance: id, who })),
    byHand: ({ reason = 'test', ...deed }) =>
      then(engine.byHand({ instance: id, who, reason, ...deed } as Parameters<typeof engine.byHand>[0])),
    verify: () => engine.verify(id),
  };
}
