import type { Definition } from '../../../engine/definition.ts';
import type { Engine, EngineOptions } from '../../../engine/engine.ts';
import { createDefinitions } from '../../../engine/registry.ts';
import { createHarness, who } from '../harness.ts';
import { change, version } from './pair.ts';

const ends = { onDone: 'c', onError: 'c' } as const;
/** A state of this name, a wait for an effect, and an end. */
export const shape = (first: string) =>
  ({
    initial: first,
    states: {
      [first]: { on: { go: 'b' }, after: { soon: 'c' } },
      b: { invoke: { id: 'w', src: 'work', ...ends }, on: { back: first } },
      c: { type: 'final' },
    },
  }) as const;
export const v1 = version(1, shape('a'));
export const v2 = version(2, shape('a2'), [change({ states: { a: 'a2' } })]);
export const v3 = version(3, shape('a3'), [change({ from: 2, states: { a2: 'a3' } })]);
/** A version 2 that forgets where the first state lies. */
export const broken = version(2, shape('a2'), [change()]);

/** An instance that an engine of version 1 began, and engines over it that know more. */
export async function begun(...events: string[]) {
  const harness = createHarness([v1]);
  const { entry } = await harness.engine.start({ process: 'pair', input: {}, who });
  const { instance } = entry;
  for (const type of events) await harness.send(instance, { type });
  const told: unknown[] = [];
  const knowing = (definitions: readonly Definition[], options: Partial<EngineOptions> = {}): Engine =>
    harness.another({
      definitions: createDefinitions(definitions),
      failed: (_, cause) => told.push(cause),
      ...options,
    });
  const kinds = async () =>
    (await harness.journal.read(instance, 1, 100)).map(({ kind, version }) => `${kind} ${version}`);
  return { ...harness, instance, knowing, kinds, told };
}
