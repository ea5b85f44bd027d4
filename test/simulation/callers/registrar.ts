import type { Who } from '../../../engine/entry.ts';
import { BatonError } from '../../../engine/errors.ts';
import type { Sent } from '../../../engine/incoming.ts';
import { Refusal } from '../../../functions/api/problem.ts';
import type { Tell } from '../../../functions/enrolment/tell.ts';
import { tellWhoWaits } from '../../../functions/record-events.ts';
import { customers as ids } from '../fleet/announcing.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { Ledger } from '../ledger.ts';
import { customers } from '../processes/customers.ts';
import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';

export interface RegistrarOptions {
  readonly fleet: Pick<Fleet, 'write'>;
  readonly ledger: Ledger;
  readonly timeline: Timeline;
  readonly random: Random;
  readonly nonce: () => number;
  readonly isOver: () => boolean;
}

/** Something that is told of a customer, and how. */
interface News {
  readonly event: Sent;
  readonly customer: string;
  readonly cause: string;
  tell(tell: Tell): Promise<unknown>;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MOST_TRIES = 8;
const REGISTRAR: Who = { kind: 'caller', id: 'registrar' };
/** Records whose changes are events for processes, and how often beside the others. */
const CHANGES = ['customer', 'note', 'note', 'message', 'message'] as const;

/** Whoever tells of customers: that there is one, what was written down about them, that a bell was rung. */
export async function register(options: RegistrarOptions): Promise<void> {
  const { timeline, random, isOver } = options;
  for (const customer of customers) {
    await timeline.pause(random.spread(MINUTE, 48 * HOUR));
    void tellOf(options, change(options, 'customer', customer, 1));
  }
  while (!isOver()) {
    await timeline.pause(random.spread(10 * MINUTE, 24 * HOUR));
    const customer = random.pick(customers);
    const kind = random.pick(CHANGES);
    const news = random.chance(0.5)
      ? bell(options, customer)
      : change(options, kind, customer, kind === 'customer' ? 2 : 1);
    if (!isOver()) void tellOf(options, news);
  }
}

function bell({ nonce, random }: RegistrarOptions, customer: string): News {
  const n = nonce();
  const event = random.pick<Sent>([
    { type: 'bell.rung', n },
    { type: 'bell.rung', n },
    { type: 'complaint', severity: random.pick(['low', 'high']), order: `o-${n}` },
    { type: 'outreach.clicked', instance: `u-${n}`, link: 'shop' },
    { type: 'outreach.replied', instance: `u-${n}` },
  ]);
  const cause = `news-${n}`;
  return {
    ...{ event, customer, cause },
    tell: (tell) => tell({ event, about: { customer }, id: cause, cause, who: REGISTRAR }),
  };
}

/** A version of a record, as its store tells of it. Some customers are removed, and created anew in time. */
function change(
  { nonce, random, timeline }: RegistrarOptions,
  kind: string,
  customer: string,
  revision: number,
): News {
  const id = `r-${nonce()}`;
  const at = timeline.now();
  const removed = kind === 'customer' && revision > 1 && random.chance(0.5);
  const what = removed ? 'removed' : revision === 1 ? 'created' : 'changed';
  const version = {
    ...{ kind, id, revision, content: {}, subject: `customer/${customer}`, at, createdAt: at },
    ...{ who: REGISTRAR, changed: [], held: [], ...(removed && { removed }) },
  } as const;
  return {
    event: { type: `${kind}.${what}`, record: id, revision, changed: [] },
    ...{ customer, cause: `${kind}/${id}/${revision}` },
    tell: (tell) => tellWhoWaits(version, tell, ids),
  };
}

/** Tells until somebody says that it was told; some tell again then, and some give up. */
async function tellOf({ fleet, ledger, timeline, random }: RegistrarOptions, news: News): Promise<void> {
  const { event, customer, cause } = news;
  const telling = { event, customer, cause, who: REGISTRAR, from: timeline.now(), until: undefined };
  const kept: Ledger['telling']['people'][number] = telling;
  ledger.telling.people.push(kept);
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    const ran = await fleet.write((_, tell) => news.tell(tell));
    if (ran !== 'died' && 'value' in ran) {
      kept.until ??= timeline.now();
      if (random.chance(0.7)) return;
      await timeline.pause(random.spread(MINUTE, 48 * HOUR));
    } else if (ran !== 'died' && !(ran.error instanceof BatonError) && !(ran.error instanceof Refusal)) {
      const what = `${event.type}: ${(ran.error as Error).stack}`;
      ledger.found({ law: 'unexpected-error', instance: '', what });
    }
    await timeline.pause(random.spread(200, 20_000) * tries);
  }
}
