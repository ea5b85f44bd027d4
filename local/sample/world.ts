import { type Client, type Instance, Problem } from '../demo/client.ts';
import type { Agenda } from './agenda.ts';
import type { Chance } from './chance.ts';

/** What the deeds of the sample company go by. */
export interface World {
  readonly client: Client;
  readonly chance: Chance;
  readonly agenda: Agenda;
  readonly now: () => number;
  /** The id of a customer, whoever it may be. */
  readonly someone: () => Promise<string>;
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

type Event = { readonly type: string } & Record<string, unknown>;

/** Does something that the company may no longer want, or not yet: then nothing comes of it, and the answer is false. */
export async function tried(deed: () => Promise<unknown>): Promise<boolean> {
  try {
    await deed();
    return true;
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 409) throw error;
    return false;
  }
}

/** Sends an event some time from now, and again each day until it is taken or was tried often enough; then `onward`. */
export function later(
  { client, agenda, now }: World,
  { instance }: Pick<Instance, 'instance'>,
  inMs: number,
  event: Event,
  onward: () => void = () => {},
  tries = 6,
): void {
  const attempt = async (left: number): Promise<void> => {
    if (await tried(() => client.send(instance, event))) return onward();
    if (left > 1) agenda.at(now() + DAY, () => attempt(left - 1));
  };
  agenda.at(now() + inMs, () => attempt(tries));
}

/** Chooses among the customers whom the company had some days ago at the latest. */
export function someoneOf(client: Client, chance: Chance, now: () => number): () => Promise<string> {
  let known: readonly { readonly customer: string }[] = [];
  let readAt = -Infinity;
  return async () => {
    if (now() - readAt > 5 * DAY) {
      known = await client.all('/customers');
      readAt = now();
    }
    return chance.of(known).customer;
  };
}
