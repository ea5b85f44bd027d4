import { type AnyStateMachine, assign, setup } from 'xstate';
import * as z from 'zod';
import { advance } from '../../../engine/advance.ts';
import type { Definition, Migration } from '../../../engine/definition.ts';
import { durable } from '../../../engine/durable.ts';
import type { Entry } from '../../../engine/entry.ts';
import type { Advanced, Incoming } from '../../../engine/incoming.ts';
import { migrate } from '../../../engine/migrate.ts';
import { effect, inline, process, schemas } from '../../../machines/define.ts';

const anything = z.object({});

/** The parts that the machines of both versions are made of. */
export const parts = schemas({
  input: z.object({ n: z.int().optional() }),
  context: z.strictObject({ n: z.int(), log: z.array(z.string()) }),
  output: z.unknown(),
  events: { go: anything, back: anything, stop: anything, leave: anything },
  effects: {
    work: effect({ input: z.unknown(), output: anything }),
    toil: effect({ input: z.unknown(), output: anything }),
  },
  inline: {
    judge: inline({ input: z.unknown(), output: z.int(), compute: () => 7 }),
    stumble: inline({ input: z.unknown(), output: z.int(), compute: () => JSON.parse('no') }),
  },
});

const author = setup({
  ...parts.setup,
  delays: { soon: 1000, later: ({ context }) => 5000 + context.n, never: () => Number.NaN },
  actions: { note: assign({ log: ({ context }, what: string) => [...context.log, what] }) },
  guards: { many: ({ context }) => context.n > 1 },
});
type Config = Parameters<typeof author.createMachine>[0];

/** One version of a process that only these tests have. */
export function version(
  number: number,
  config: Omit<Config, 'context'>,
  migrations: readonly Migration[] = [],
) {
  const machine: AnyStateMachine = author.createMachine({
    id: 'm',
    context: ({ input }: { input: { n?: number } }) => ({ n: input.n ?? 0, log: [] }),
    ...config,
  } as never) as never;
  const definition: Definition = process({
    ...{ name: 'pair', version: number, title: { en: 'Pair', zh: '对' }, ...parts, machine },
    migrations: () => migrations,
  });
  return durable(definition);
}

/** A migration from version 1 that leaves everything as it is but what is said. */
export function change(said: Partial<Migration> = {}): Migration {
  const none = { states: {}, regions: {}, history: {}, timers: {}, actors: {}, samples: [] };
  return { from: 1, context: (context) => context, ...none, ...said };
}

const who = { kind: 'caller', id: 'test' } as const;
const around = { instance: 'i', commit: 'c' };
export const START = 1_000_000;

/** The entry, or why there is none. */
export function taken(advanced: Advanced): Entry {
  if ('refusal' in advanced) throw advanced.refusal;
  return advanced.entry;
}

/** An instance of a version after some events, each a second after the one before. */
export function entryAfter(definition: Definition, n: number, ...types: readonly string[]): Entry {
  const move = (head: Entry | undefined, incoming: Incoming, now: number) =>
    taken(advance(definition, head, incoming, { ...around, now }));
  const first = move(undefined, { kind: 'start', input: { n }, who }, START);
  return types.reduce(
    (head, type, place) => move(head, { kind: 'event', event: { type }, who }, START + (place + 1) * 100),
    first,
  );
}

/** The entry by which an instance of `from` becomes one of `to`, at a time of its own. */
export function migrated(from: Definition, to: Definition, head: Entry, now = START + 500): Entry {
  return taken(migrate(from, to, JSON.parse(JSON.stringify(head)), { ...around, now }));
}

/** Why an instance cannot become one of the later version. */
export function problemsOf(from: Definition, to: Definition, head: Entry): readonly string[] {
  const advanced = migrate(from, to, head, { ...around, now: START + 500 });
  if ('entry' in advanced) throw new Error('It was migrated.');
  return advanced.refusal.details.problems as string[];
}
