import { decisionVersionId, decisionVersionKind } from '../../../records/kinds/decision.ts';
import { decisionScheduleKind, type Period, withAct } from '../../../records/kinds/decision-schedule.ts';
import type { Model } from '../../../rules/model.ts';
import { policies } from '../processes/policies.ts';
import { type AdministratorOptions, writeWith } from './administrator.ts';

const HOUR = 60 * 60_000;

/** Whoever publishes tables while everything goes on: now or from a moment on, for all, for a share, or as a shadow. */
export async function makeRules(options: Omit<AdministratorOptions, 'scripts'>): Promise<void> {
  const { timeline, random, isOver } = options;
  const newest = new Map<string, number>();
  while (!isOver()) {
    await timeline.pause(random.spread(HOUR, 60 * HOUR));
    const model = random.pick(policies);
    const version = (newest.get(model.id) ?? 0) + 1;
    // A number that was tried is never tried again: what came of it is not known.
    newest.set(model.id, version);
    await publish(options, model, version);
  }
}

async function publish(
  options: Omit<AdministratorOptions, 'scripts'>,
  model: Model,
  version: number,
): Promise<void> {
  const { random } = options;
  const decision = model.id;
  const written = await writeWith(options, decisionVersionKind, decisionVersionId(decision, version), () => ({
    ...{ decision, version, model, draft: version, why: '' },
    ...{ proof: { errors: 0, warnings: 0, exact: true }, cases: { total: 0, passed: 0 } },
  }));
  if (!written) return;
  const aheadMs = random.chance(0.5) ? 0 : random.whole(0, 5 * HOUR);
  const [share, other] = [random.whole(1, 9999), random.next()];
  await writeWith(options, decisionScheduleKind, decision, (before, now) => {
    const last = before?.periods.at(-1)?.version ?? 0;
    const period: Period = {
      from: now + aheadMs,
      version: other < 0.4 ? last : version,
      ...(other < 0.2 && { challenger: { version, share } }),
      ...(other >= 0.2 && other < 0.4 && { shadow: version }),
    };
    return withAct(before, { kind: 'published', period, why: '', request: String(version) });
  });
}
