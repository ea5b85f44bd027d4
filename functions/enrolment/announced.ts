import { BatonError, StoreUnavailable } from '../../engine/errors.ts';
import type { Announcement } from '../../engine/relay.ts';
import type { Tell, TellDeps } from './tell.ts';

export interface AnnouncedDeps {
  readonly tell: Tell;
  readonly people?: TellDeps['people'];
  readonly refused: TellDeps['refused'];
}

/**
 * Tells what a machine emitted, as an event about its customer, who is known under every id that it has had. What
 * cannot be told is told of, and holds the machine up no further. Throws `StoreUnavailable`.
 */
export function createAnnounced({ tell, people, refused }: AnnouncedDeps) {
  return async ({ event, id, at, customer }: Announcement): Promise<void> => {
    const [own = customer, ...alsoCustomers] =
      customer === undefined ? [] : ((await people?.().customers.idsOf(customer)) ?? []);
    const about = own === undefined ? {} : { customer: own, alsoCustomers };
    try {
      await tell({
        event,
        id,
        cause: id,
        at,
        running: true,
        about,
        who: { kind: 'instance', id: String(event.instance) },
      });
    } catch (error) {
      if (!(error instanceof BatonError) || error instanceof StoreUnavailable) throw error;
      await refused(event.type, error);
    }
  };
}
