import { advance } from '../../engine/advance.ts';
import type { Definition } from '../../engine/definition.ts';
import type { Entry, Who } from '../../engine/entry.ts';
import type { Advanced, Incoming, Sent } from '../../engine/incoming.ts';
import type { Journal } from '../../engine/ports.ts';
import { bundledData } from '../../test/kit/bundled-data.ts';

/** What happens to an instance after its start: events from outside, and outcomes of the effect that is pending. */
export interface Story {
  readonly definition: Definition;
  readonly input: unknown;
  readonly steps: readonly (Sent | 'result')[];
}

/** A journal that takes everything and keeps nothing: for as long as every head is kept in memory. */
export const nowhere: Journal = {
  append: () => Promise.resolve('appended'),
  head: forgotten,
  at: forgotten,
  read: forgotten,
  findIndexed: forgotten,
  heads: forgotten,
};

function forgotten(): never {
  throw new Error('This journal keeps nothing.');
}

export const who: Who = { kind: 'caller', id: 'local' };

/** One transition of a story: where the instance stood and what came. */
export interface Scene {
  readonly head: Entry;
  readonly incoming: Incoming;
  readonly entry: Entry;
}

/** What the step is for an instance that stands at `head`. */
export function incomingOf(step: Sent | 'result', head: Entry): Incoming {
  if (step !== 'result') return { kind: 'event', event: step, id: `event-${head.revision}`, who };
  const token = head.pending[0];
  if (token === undefined) throw new Error('The story waits for an effect that nobody asked for.');
  return { kind: 'result', token, outcome: { output: {} } };
}

/** The story as `advance` tells it, the start left out. Throws where a step is refused. */
export function told(story: Story): readonly Scene[] {
  const { definition, steps } = story;
  const around = {
    data: bundledData,
    instance: 'p8x2k6f0r4t9w3y7c1v5b8n2m6',
    commit: 'd3g7h1j5k9l2z6x0c4v8b2n6m0',
  };
  let now = 1_760_000_000_000;
  let head = entryOf(
    advance(definition, undefined, { kind: 'start', input: story.input, who }, { ...around, now }),
  );
  return steps.map((step) => {
    now += 60_000;
    const before = head;
    const incoming = incomingOf(step, before);
    head = entryOf(advance(definition, before, incoming, { ...around, now }));
    return { head: before, incoming, entry: head };
  });
}

function entryOf(advanced: Advanced): Entry {
  if ('refusal' in advanced) throw advanced.refusal;
  return advanced.entry;
}
