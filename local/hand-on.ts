import type { Entry } from '../engine/entry.ts';
import type { Park } from '../engine/park.ts';
import { isPassing } from '../engine/parking.ts';
import type { Journal } from '../engine/ports.ts';
import type { Relay } from '../engine/relay.ts';

/** The journal that tells of each entry once it is written, as the stream does on AWS. */
export function followed(journal: Journal, written: (entry: Entry) => void): Journal {
  return {
    ...journal,
    async append(entry) {
      const result = await journal.append(entry);
      if (result === 'appended') written(entry);
      return result;
    },
  };
}

/** Hands on what an entry asks for; its instance is set aside where it cannot be. Throws only what will pass. */
export async function handOn({ relay, park }: { relay: Relay; park: Park }, entry: Entry): Promise<void> {
  try {
    await relay.relay(entry.instance, [entry]);
  } catch (error) {
    if (isPassing(error)) throw error;
    await park(entry.instance, error);
  }
}
