import type { Announcement } from '../../engine/relay.ts';
import { aboutCustomer } from '../about-customer.ts';
import type { Tell, TellDeps } from './tell.ts';
import { type Refused, unlessRefused } from './unless-refused.ts';

export interface AnnouncedDeps {
  readonly tell: Tell;
  /** Without them, a customer is known by one id alone. */
  readonly people?: TellDeps['people'];
  readonly refused: Refused;
}

/**
 * Tells what a machine emitted, as an event about its customer, who is known under every id that it has had. What
 * cannot be told is told of, and holds the machine up no further. Throws `StoreUnavailable`.
 */
export function createAnnounced({ tell, people, refused }: AnnouncedDeps) {
  const customers = () => people?.().customers ?? { idsOf: async (id: string) => [id] };
  return async ({ event, id, at, customer }: Announcement): Promise<void> => {
    const about = customer === undefined ? {} : await aboutCustomer(customers(), customer);
    const who = { kind: 'instance', id: String(event.instance) } as const;
    const telling = { event, ...{ id, cause: id, at, running: true as const }, about, who };
    await unlessRefused(event.type, refused, () => tell(telling));
  };
}
