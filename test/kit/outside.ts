import type { Definition } from '../../engine/definition.ts';
import { EffectFailed, type Performer } from '../../engine/perform.ts';
import type { StateMachines } from '../../engine/state-machines.ts';

/** The outcome comes when the test says so: by `succeed` or `fail` of the instance. */
export const later = Object.freeze({});

/** What performs an effect in a test: what it gives back, a function that does, or `later`. */
export type StandIn =
  | Readonly<Record<string, unknown>>
  | ((
      input: never,
      scope: { readonly key: string; readonly instance: string; readonly process: string },
    ) => unknown);

/** One try of an effect, and what came of it. */
export interface Try {
  readonly effect: string;
  readonly instance: string;
  readonly key: string;
  readonly input: unknown;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly output?: unknown;
  /** A code. */
  readonly error?: string;
}

export interface FailOptions {
  /** How many tries fail; all of them, until it is mended, unless told. */
  readonly tries?: number;
  /** Trying again is in vain. */
  readonly permanent?: boolean;
}

type Outcome = { readonly output: unknown } | { readonly code: string };

/** The world outside: stand-ins by the name of the effect, and Baton's own performers where there is none. */
export function createOutside(now: () => number, own: () => Readonly<Record<string, Performer>>) {
  const standIns = new Map<string, StandIn>();
  const failing = new Map<string, { code: string; permanent: boolean; left: number }>();
  const decided = new Map<string, Outcome>();
  const performers: Record<string, Performer> = {};
  const machines = new Map<string, string>();
  const tries: Try[] = [];
  const missing: string[] = [];

  async function outcomeOf(effect: string, input: never, scope: Parameters<Performer>[1]): Promise<unknown> {
    const told = decided.get(scope.key);
    if (told !== undefined) {
      if ('output' in told) return told.output;
      throw new EffectFailed(told.code, true);
    }
    const failure = failing.get(effect);
    if (failure !== undefined && failure.left > 0) {
      failure.left -= 1;
      throw new EffectFailed(failure.code, failure.permanent);
    }
    const standIn = standIns.get(effect);
    if (typeof standIn === 'function') return standIn(input, scope);
    if (typeof standIn === 'object') return standIn;
    const performer = own()[effect];
    if (performer !== undefined) return performer(input, scope);
    missing.push(effect);
    throw new EffectFailed('no-performer', true);
  }

  const perform =
    (effect: string): Performer =>
    async (input, scope) => {
      const one = { effect, ...scope, input, at: now() };
      try {
        const output = await outcomeOf(effect, input, scope);
        tries.push({ ...one, output });
        return output;
      } catch (error) {
        tries.push({ ...one, error: codeOf(error) });
        throw error;
      }
    };

  const stateMachines: StateMachines = {
    async run(name, input, scope) {
      const effect = machines.get(name) ?? name;
      try {
        return await perform(effect)(input as never, scope);
      } catch (error) {
        // As on AWS: a run that failed has failed, and is not tried again.
        throw new EffectFailed(codeOf(error), true, { cause: error });
      }
    },
    async stop() {},
  };

  return {
    performers,
    stateMachines,
    tries,
    /** Effects that nobody performs, and that were asked for. */
    missing,
    /** Makes performers of everything that a process wants done. */
    knows({ effects }: Definition) {
      for (const [effect, { stateMachine }] of Object.entries(effects)) {
        if (stateMachine === undefined) performers[effect] ??= perform(effect);
        else machines.set(stateMachine, effect);
      }
    },
    stand(given: Readonly<Record<string, StandIn>>) {
      for (const [effect, standIn] of Object.entries(given)) standIns.set(effect, standIn);
    },
    fail(effect: string, code: string, { tries: left = Infinity, permanent = false }: FailOptions) {
      failing.set(effect, { code, permanent, left });
    },
    mend: (effect: string) => failing.delete(effect),
    /** Says what comes of the one effect of this key. */
    decide: (key: string, outcome: Outcome) => decided.set(key, outcome),
    /** Whether nothing is to happen to the effect of this key yet. */
    waits: (effect: string, key: string) => standIns.get(effect) === later && !decided.has(key),
  };
}

export type Outside = ReturnType<typeof createOutside>;

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unexpected';
}
