import { createKeptWhile, type KeptWhileOptions } from '../adapters/kept-while.ts';
import type { Records } from '../adapters/ports/records.ts';
import type { Reference, References } from '../engine/ports.ts';
import type { Settings } from '../machines/settings.ts';
import { settingsId, settingsKind } from '../records/kinds/settings.ts';

/** What counts now for a process, for what is done outside its machine: what the company has set, else the defaults. */
export async function settingsNow<V extends object>(
  references: Pick<References, 'get'>,
  settings: Settings<V>,
): Promise<V> {
  const found = await references.get('settings', settings.process);
  return settings.at({ find: () => found?.value });
}

/**
 * What the company has set for each process; undefined where it has set nothing. What was read is kept for a while, that
 * there is nothing as well. Throws `StoreUnavailable`.
 */
export function createSettings(records: () => Pick<Records, 'of'>, options: KeptWhileOptions): References {
  const kept = createKeptWhile<{ readonly reference?: Reference }>(options);
  return {
    async get(kind, process) {
      if (kind !== 'settings') return undefined;
      const known = kept.get(process);
      if (known !== undefined) return known.reference;
      const record = await records().of(settingsKind).get(settingsId(process));
      const isIts = record?.content.process === process;
      const found = isIts ? { reference: { revision: record.revision, value: record.content.values } } : {};
      kept.set(process, found);
      return found.reference;
    },
  };
}
