import { createMachine } from 'xstate';
import * as z from 'zod';
import type { Definition } from '../../../engine/definition.ts';
import { effect, inline, process, schemas } from '../../../machines/define.ts';

const parts = schemas({
  input: z.strictObject({}),
  context: z.strictObject({}),
  output: z.undefined(),
  events: { go: z.object({}) },
  effects: { call: effect({ input: z.unknown(), output: z.unknown() }) },
  inline: { judge: inline({ input: z.unknown(), output: z.unknown(), compute: () => 1 }) },
});

/** XState's types refuse much of what is tried here, which is well; this is for authors who got around them. */
export function loose(config: unknown, setup: Record<string, unknown> = {}): Definition {
  const machine = createMachine(
    { id: 'loose', initial: 'here', ...(config as object) } as never,
    { ...setup, actors: { ...parts.setup.actors, ...(setup.actors as object) } } as never,
  );
  return process({
    ...parts,
    name: 'loose',
    version: 1,
    title: { en: 'Loose', zh: '松' },
    machine: machine as never,
  });
}

export const entry = (action: unknown) => ({ states: { here: { entry: action } } });
export const onGo = (transition: unknown) => ({ states: { here: { on: { go: transition } } } });
export const invoke = (config: unknown) => ({ states: { here: { invoke: config } } });
export const after = (delay: string, to: unknown = 'here') => ({
  states: { here: { after: { [delay]: to } } },
});
export const act = () => {};

/** What is refused, where, and what to do about it. */
export interface Case {
  readonly name: string;
  readonly definition: () => Definition;
  readonly state: string;
  readonly problem: string;
  readonly remedy: string;
}
