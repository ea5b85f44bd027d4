import type * as z from 'zod';
import { type Duration, type Effect, effect } from './define.ts';

/**
 * Names an effect that is a state machine of Step Functions: a run of it is started under the effect's key, and its
 * end is the outcome. `name` is what the deployment knows it by. There are no tries: a run that failed has failed.
 * `deadline` is the longest wait for its end; without one, or after a failure, `exhausted` says whether the machine
 * gets `onError` (`fail`) or a person decides (`hold`). Input and output are journaled: codes and ids, no personal data.
 */
export function stateMachine<I extends z.ZodType, O extends z.ZodType>(spec: {
  readonly name: string;
  readonly input: I;
  readonly output: O;
  readonly deadline?: Duration;
  readonly exhausted?: 'fail' | 'hold';
}): Effect<I, O> {
  const { name, ...policy } = spec;
  return { ...effect(policy), stateMachine: name };
}
