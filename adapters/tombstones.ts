import { SYSTEM } from '../engine/commit.ts';
import type { Tombstones } from '../engine/ports.ts';
import { retiredKind } from '../records/kinds/retired.ts';
import type { Records } from './ports/records.ts';

/** Tombstones among the records. An id that had another life gets another version. Throws `StoreUnavailable`. */
export function createTombstones({ of }: Pick<Records, 'of'>): Tombstones {
  const store = of(retiredKind);
  return {
    has: async (instance) => (await store.get(instance)) !== undefined,
    async put({ instance, ...content }) {
      const written = { content, who: SYSTEM, at: content.retiredAt };
      for (let before = await store.get(instance); ; before = await store.get(instance)) {
        if (before?.content.hash === content.hash) return;
        if (before === undefined) await store.create({ id: instance, ...written });
        else await store.change(before, written);
      }
    },
  };
}
