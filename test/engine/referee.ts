import { assign, setup } from 'xstate';
import * as z from 'zod';
import type { Deciding, DecisionInForce } from '../../engine/deciding.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Entry } from '../../engine/entry.ts';
import { decide } from '../../machines/decide.ts';
import { process, schemas } from '../../machines/define.ts';
import { createHarness, who } from './harness.ts';

/** Which of the versions below decides, from when; `challenger`: for everyone, as if all were of its share. */
export interface Publication {
  readonly from: number;
  readonly version: number;
  readonly challenger?: number;
  readonly shadow?: number;
}

const points = z.strictObject({ points: z.int() });
const parts = schemas({
  input: z.strictObject({ goals: z.int().optional() }),
  context: z.strictObject({ goals: z.int().optional(), points: z.int() }),
  output: z.undefined(),
  events: { again: z.object({}) },
  effects: {},
  inline: {
    verdict: decide('verdict', { input: z.strictObject({ goals: z.int().optional() }), output: points }),
  },
});

const match = process({
  ...{ name: 'match', version: 1, title: { en: 'Match', zh: '比赛' } },
  ...parts,
  machine: setup(parts.setup).createMachine({
    id: 'match',
    context: ({ input }) => ({ ...input, points: 0 }),
    initial: 'playing',
    states: {
      playing: {
        invoke: {
          id: 'verdict',
          src: 'verdict',
          input: ({ context: { goals } }) => ({ goals }),
          onDone: { target: 'over', actions: assign({ points: ({ event }) => event.output.points }) },
          onError: 'abandoned',
        },
      },
      over: { on: { again: 'playing' } },
      abandoned: { on: { again: 'playing' } },
    },
  }),
});

const fault = { code: 'not-computable', place: 'Verdict, rule won, points' };
const firstVersions: Readonly<Record<number, Deciding['decide']>> = {
  1: ({ goals }) =>
    goals === null ? { output: { points: 0 }, rules: ['lost'] } : { output: { points: 3 }, rules: ['won'] },
  2: () => ({ output: { points: 2 }, rules: ['won-2'] }),
  3: () => ({ output: null, rules: [], fault }),
  4: () => ({ output: { points: 'many' }, rules: ['won'] }),
};

type Versions = Readonly<Record<number, Deciding['decide'] | undefined>>;

function inForce(published: readonly Publication[], versions: Versions): DecisionInForce {
  const deciding = (version: number): Deciding => ({
    version,
    decide: versions[version] as Deciding['decide'],
  });
  return {
    at(moment) {
      const now = published.findLast(({ from }) => from <= moment);
      if (now === undefined) return undefined;
      const { version, challenger, shadow } = now;
      return {
        ...deciding(challenger ?? version),
        ...(challenger !== undefined && { challenger: true as const }),
        ...(shadow !== undefined && { shadow: deciding(shadow) }),
      };
    },
    version: async (version) => (versions[version] === undefined ? undefined : deciding(version)),
  };
}

/** An engine with a process that asks one decision, and the publication of its versions; version 1 is in force. */
export function createReferee() {
  const harness = createHarness([match]);
  let published: readonly Publication[] | undefined = [{ from: 0, version: 1 }];
  let versions: Versions = firstVersions;
  const thrown: unknown[] = [];
  const engine = harness.another({
    references: {
      get: async (kind, id) =>
        kind === 'decision' && id === 'verdict' && published !== undefined
          ? { revision: published.length, value: inForce(published, versions) }
          : undefined,
    },
    failed: (_, cause) => thrown.push(cause),
  });
  return {
    ...{ ...harness, engine, thrown },
    /** A version decides otherwise from now on, or is gone: as never happens. */
    change(version: number, decide: Deciding['decide'] | undefined) {
      versions = { ...versions, [version]: decide };
    },
    /** In force besides what was published before; undefined: there is no such decision. */
    publish(publication: Publication | undefined) {
      published = publication && [...(publication.from === 0 ? [] : (published ?? [])), publication];
      if (publication?.from === Number.MAX_SAFE_INTEGER) published = [publication];
    },
  };
}

export async function openMatch(engine: Engine): Promise<Entry> {
  return (await engine.start({ process: 'match', input: { goals: 3 }, who })).entry;
}
