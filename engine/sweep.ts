import type { Definitions } from './definition.ts';
import { DefinitionUnknown } from './errors.ts';
import type { Park } from './park.ts';
import { createParking } from './parking.ts';
import { DUE_SHARDS, type Journal, type Projection, type Queue } from './ports.ts';
import { dueDispatchesOf, HORIZON, nextLook } from './schedule.ts';

export interface SweepOptions {
  readonly journal: Journal;
  readonly projection: Projection;
  readonly queue: Queue;
  readonly definitions: Definitions;
  readonly now: () => number;
  readonly park: Park;
}

/** Milliseconds that the queue has for bringing an instance forward before it is asked again. */
const RELAY_GRACE = 10 * 60_000;

/**
 * Takes what falls due soon from the index and hands it to the queue with the remaining delay; ends waits without
 * an outcome; hands effects again that have waited too long. Its work grows with what is due, not with what is
 * there. An instance whose projection is behind is handed to the queue to be brought forward: no author's code runs
 * here. Returns how many instances it looked at. May run twice at once, late, or not for a while. An instance that
 * cannot be handled is set aside, and holds up no other.
 */
export function createSweep(options: SweepOptions): () => Promise<number> {
  const { journal, projection, queue, definitions, now } = options;

  async function look(instance: string): Promise<void> {
    const head = await journal.head(instance);
    if (head === undefined) return projection.remove(instance);
    const effects = (await definitions.get(head.process, head.version))?.effects;
    if (effects === undefined) throw new DefinitionUnknown(head.process, head.version);
    // One reading of the clock: what is not handed on by the one call must be looked at by the other.
    const time = now();
    const dispatches = dueDispatchesOf(head, time, effects);
    if (dispatches.length > 0) await queue.send(dispatches);
    const due = nextLook(head, time, effects, () => true);
    if (await projection.postpone(instance, head.revision, due)) return;
    await queue.send([{ message: { kind: 'relay', instance }, delaySeconds: 0 }]);
    await projection.expect(instance, head.revision, time + RELAY_GRACE);
  }

  async function shard(number: number): Promise<number> {
    const until = now() + HORIZON;
    const each = createParking(options.park);
    let looked = 0;
    let next: string | undefined;
    do {
      const page = await projection.due(number, until, next);
      for (const { instance } of page.instances) await each.attempt(instance, () => look(instance));
      looked += page.instances.length;
      next = page.next;
    } while (next !== undefined);
    each.finish();
    return looked;
  }

  return async () => {
    const shards = await Promise.allSettled(Array.from({ length: DUE_SHARDS }, (_, number) => shard(number)));
    let looked = 0;
    for (const outcome of shards) {
      if (outcome.status === 'rejected') throw outcome.reason;
      looked += outcome.value;
    }
    return looked;
  };
}
