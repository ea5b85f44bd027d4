import type { Files } from '../../adapters/ports/files.ts';

/** Files in memory, to be looked at. */
export function createMemoryFiles(): Files & { readonly kept: ReadonlyMap<string, Uint8Array> } {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    put: async (name, bytes) => void kept.set(name, bytes),
    get: async (name) => kept.get(name),
    remove: async (name) => void kept.delete(name),
    async removeAll(beginning) {
      for (const name of [...kept.keys()]) if (name.startsWith(beginning)) kept.delete(name);
    },
  };
}
