import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Version } from '../../../adapters/ports/records.ts';
import type { Who } from '../../../engine/entry.ts';
import {
  type Act,
  type DecisionSchedule,
  decisionScheduleKind,
  type Period,
  periodAt,
  withAct,
} from '../../../records/kinds/decision-schedule.ts';
import { BUNDLED, isBundled } from '../../decisions/deciders.ts';
import type { ApiDeps } from '../deps.ts';
import { invalidBody, keyReused, Refusal } from '../problem.ts';
import { nothingInForce } from './asked.ts';

/** A request to change what is in force. */
export interface Asking {
  readonly decision: string;
  readonly kind: Act['kind'];
  readonly who: Who;
  /** The `Idempotency-Key`, and all that the request asks for. */
  readonly key?: string | undefined;
  readonly request: unknown;
}

/** What is to become of what is in force. */
export type Plan = Omit<Act, 'kind' | 'request'>;

type Before = Version<DecisionSchedule> | undefined;

/**
 * Changes what is in force by one conditional write. `plan` makes the act of what is there; a request that comes again,
 * as the newest act or under its key, has been done. Throws a `Refusal` where somebody else was faster: they look at
 * what is there now, and decide anew.
 */
export async function act(
  deps: Pick<ApiDeps, 'records' | 'now'>,
  { decision: id, kind, who, key, request }: Asking,
  plan: (before: DecisionSchedule | undefined, at: number) => Promise<Plan> | Plan,
): Promise<void> {
  const store = deps.records.of(decisionScheduleKind);
  const asked = digest([kind, request]);
  const keyed = key === undefined ? undefined : digest([who.kind, who.id, key]);

  function wasDone(schedule: Before): boolean {
    const known = schedule?.content.keys.find((one) => one.key === keyed);
    if (known !== undefined && known.request !== asked) throw keyReused();
    if (known !== undefined) return true;
    return schedule?.content.act.request === asked && isDeepStrictEqual(schedule.who, who);
  }

  const before = await store.get(id);
  if (wasDone(before)) return;
  const at = deps.now();
  const planned = await plan(before?.content, at);
  const content = withAct(before?.content, { kind, ...planned, request: asked }, keyed);
  const written =
    before === undefined
      ? (await store.create({ id, content, who, at })).created
      : (await store.change(before, { content, who, at })) !== undefined;
  if (written || wasDone(await store.get(id))) return;
  const detail = 'Somebody else changed what is in force meanwhile: look at it, and ask again.';
  throw new Refusal('publication-overtaken', detail);
}

function digest(value: unknown): string {
  return hash('sha256', JSON.stringify(value), 'base64url').slice(0, 22);
}

/** From when on an act counts: at once, or from a moment to come. What has begun is not changed. */
export function fromOf(periods: readonly Period[], at: number, from?: number): number {
  if (from !== undefined && from < at) throw invalidBody('/from', 'must not lie in the past');
  const begun = periodAt(periods, at)?.from ?? 0;
  return Math.max(from ?? at, begun + 1);
}

/** What is in force at a moment. Throws a `Refusal` where nothing is. */
export function inForceAt(decision: string, periods: readonly Period[], moment: number): Period {
  const period = periodAt(periods, moment);
  if (period !== undefined) return period;
  if (isBundled(decision)) return { from: moment, version: BUNDLED };
  throw nothingInForce();
}
