import type { Customers } from '../../../adapters/ports/customers.ts';
import type { Records, Version } from '../../../adapters/ports/records.ts';
import type { Timeline } from '../../../adapters/ports/timeline.ts';
import { quietUntil } from '../../../calendar/quiet-hours.ts';
import { isZone } from '../../../calendar/zone-name.ts';
import { isHeldOut } from '../../../machines/campaign/hold-out.ts';
import type { outreachSettings } from '../../../machines/outreach/settings.ts';
import type { Customer } from '../../../records/kinds/customer.ts';
import { segmentKind } from '../../../records/kinds/segment.ts';
import { isMember } from '../../segment-members.ts';
import { type CampaignDeps, type Permit, permitOf } from './campaign.ts';
import type { TouchInput } from './touch.ts';

/** A touch that is not made, and why; `until`: when it may be asked for again, in epoch milliseconds. */
export interface NotSent {
  readonly sent: false;
  readonly why: string;
  readonly until?: number;
}

export interface MayTouchDeps extends CampaignDeps {
  readonly customers: Pick<Customers, 'get' | 'idsOf' | 'page'>;
  readonly records: Pick<Records, 'of'>;
  readonly timeline: Pick<Timeline, 'newest'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

type Values = ReturnType<(typeof outreachSettings)['at']>;

/** What a customer agrees to, by how they are touched; of a webhook, it is told by that. */
export const CONSENT = { mail: 'email', sms: 'sms', call: 'phone' } as const;

/** A campaign that is paused tells its members when it goes on; whoever misses that asks again after this. */
const PAUSE_MS = 6 * 3_600_000;

/**
 * Whether news and offers may go to a customer by what they must agree to, at this very moment, and by what its campaign
 * allows: all of it is read now. Throws `StoreUnavailable`.
 */
export async function mayTouch(
  deps: MayTouchDeps,
  { consent, campaign }: Pick<TouchInput, 'campaign'> & { readonly consent: string },
  customer: Version<Customer>,
  set: Values,
): Promise<NotSent | { readonly ids: readonly string[]; readonly permit?: Permit }> {
  const no = (why: string, until?: number): NotSent => ({
    sent: false,
    why,
    ...(until !== undefined && { until }),
  });
  const permit = campaign === undefined ? undefined : await permitOf(deps, campaign);
  const ids = await deps.customers.idsOf(customer.id);
  if (campaign !== undefined && permit !== undefined) {
    if (permit.standing === 'over') return no('campaign-over');
    // A customer who is two that were merged belongs to both groups: then to the one that is left alone.
    if (ids.some((id) => isHeldOut(campaign, id, permit.holdOut))) return no('held-out');
    if (permit.standing === 'paused') return no('paused', deps.now() + PAUSE_MS);
  }
  for (const id of new Set([...set.suppressed, ...(permit?.suppressed ?? [])])) {
    const segment = await deps.records.of(segmentKind).get(id);
    if (segment !== undefined && (await isMember(deps, segment.content.filter, customer)))
      return no('suppressed');
  }
  if (customer.content.consent[consent]?.given !== true) return no('no-consent');
  const { timeZone = set.timeZone } = customer.content;
  const zone = isZone(timeZone) ? timeZone : 'UTC';
  const until = quietUntil(deps.now(), { from: set.quietFrom, to: set.quietTo }, zone);
  if (until !== undefined) return no('quiet-hours', until);
  return { ids, ...(permit && { permit }) };
}
