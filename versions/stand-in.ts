import { aftersOf } from '../engine/carry-timers.ts';
import { pathOf } from '../engine/configuration.ts';
import type { Definition } from '../engine/definition.ts';
import type { Entry } from '../engine/entry.ts';
import { stringify } from '../engine/json.ts';
import { thaw } from '../engine/kernel.ts';
import type { Reached } from './walk.ts';

/** When a made-up instance came to where it stands. */
const SINCE = Date.UTC(2026, 0, 1, 12);

/**
 * An instance that stands in a state value with a context, as if it had just come there: all its timers armed, all
 * its effects awaited, all its children alive. Throws where the machine cannot be restored so.
 */
export function standIn(definition: Definition, { value, history }: Reached, context: unknown): Entry {
  const bare = thaw(definition.machine, {
    ...{ snapshot: stringify({ value, context, history }), pending: [], children: [] },
  });
  const nodes = bare._nodes.toSorted((a, b) => a.order - b.order);
  const timers = nodes.flatMap(aftersOf).map(({ eventType: type, node }, index) => ({
    ...{ revision: 1, index, id: type, event: { type }, cancellable: true },
    dueAt: SINCE + 1000 * (index + node.order + 1),
  }));
  const invoked = nodes
    .flatMap(({ invoke }) => invoke)
    .map(({ id, src }, place) => ({
      ...{ revision: 1, index: timers.length + place, id, src: String(src) },
    }));
  const awaited = invoked.filter(({ src }) => Object.hasOwn(definition.effects, src));
  return {
    ...{ instance: '00000000000stand-in0000000', revision: 1, kind: 'event', status: 'active' },
    ...{ process: definition.process, version: definition.version, at: SINCE, createdAt: SINCE },
    event: { type: 'xstate.init', who: { kind: 'system', id: 'baton' } },
    snapshot: stringify({ value, context, history }),
    pending: awaited.map((effect) => ({ ...effect, deadlineAt: SINCE + 3_600_000 })),
    children: invoked.filter(({ src }) => Object.hasOwn(definition.children, src)),
    tasks: nodes
      .filter((node) => Object.hasOwn(definition.tasks, pathOf(node)))
      .map((node, place) => ({
        ...{ revision: 1, index: timers.length + invoked.length + place, state: pathOf(node) },
        ...{ openedAt: SINCE, assign: 'claim' },
      })),
    ...{ effects: [], inline: [], timers, messages: [], closed: [], emitted: [] },
    ...{ seen: '', commit: 'c0', previous: '', hash: '' },
  };
}
