import type { Definitions } from '../../../engine/definition.ts';
import type { Engine } from '../../../engine/engine.ts';
import { headIfAny } from '../../../engine/head-if-any.ts';
import { viewOf } from '../../../engine/view.ts';

/** What a campaign allows at a moment. */
export interface Permit {
  readonly standing: 'active' | 'paused' | 'over';
  /** Of a hundred customers, how many it leaves alone. */
  readonly holdOut: number;
  /** Ids of segments that it leaves alone. */
  readonly suppressed: readonly string[];
  /** How many contacts it makes with one customer, and with all. */
  readonly perCustomer?: number;
  readonly inAll?: number;
}

const OVER: Permit = { standing: 'over', holdOut: 0, suppressed: [] };

/** What of a campaign's context is read here. */
type Context = Omit<Permit, 'standing'>;

export interface CampaignDeps {
  readonly engine: Pick<Engine, 'head'>;
  readonly definitions: Pick<Definitions, 'get'>;
}

/** How a campaign stands now, by its newest entry. Throws `StoreUnavailable`. */
export async function permitOf({ engine, definitions }: CampaignDeps, campaign: string): Promise<Permit> {
  const head = await headIfAny(engine, campaign);
  if (head === undefined || head.process !== 'campaign') return OVER;
  const definition = await definitions.get(head.process, head.version);
  if (definition === undefined) return OVER;
  const { leaves, context } = viewOf(definition, head);
  const { holdOut, suppressed, perCustomer, inAll } = context as Context;
  const allows = {
    ...{ holdOut, suppressed },
    ...(perCustomer !== undefined && { perCustomer }),
    ...(inAll !== undefined && { inAll }),
  };
  const isIn = (state: string) => leaves.some((leaf) => leaf === state || leaf.startsWith(`${state}.`));
  if (head.status === 'paused' || isIn('paused')) return { standing: 'paused', ...allows };
  const isActive = head.status === 'active' && isIn('active');
  return { standing: isActive ? 'active' : 'over', ...allows };
}
