import { createKeptWhile, type KeptWhileOptions } from '../adapters/kept-while.ts';
import type { Records } from '../adapters/ports/records.ts';
import type { Deciding, DecisionInForce } from '../engine/deciding.ts';
import type { Reference, References } from '../engine/ports.ts';
import { decisionScheduleKind, type Period } from '../records/kinds/decision-schedule.ts';
import { ModelUnfit } from '../rules/unfit.ts';
import { BUNDLED, createDeciders, type Deciders, isBundled } from './decisions/deciders.ts';
import { inForce } from './decisions/in-force.ts';

/** How long what is in force may be that of a moment ago, at the most: a published change counts from then on. */
export const SCHEDULE_KEPT_MS = 2000;

/** How far back a late timer finds the version of its moment; one that is later is decided by the oldest of these. */
const HINDSIGHT_MS = 7 * 24 * 3600 * 1000;

const MOST_READY = 300;

/** The decisions that come with Baton, by their ids, as reference data; revision 0, since nobody has published them. */
export const bundledDecisionData: References = createDecisions(
  () => ({ of: () => nothingStored as never }),
  // They never change: what is kept stays as it is.
  { now: () => 0, keepMs: 1, most: MOST_READY },
);

/**
 * Decisions: what was published, and what comes with Baton where nothing was. Schedules are kept for `keepMs` and at
 * most for two seconds; versions that were made ready, for good. Throws `StoreUnavailable`.
 */
export function createDecisions(records: () => Pick<Records, 'of'>, options: KeptWhileOptions): References {
  const keepMs = Math.min(options.keepMs, SCHEDULE_KEPT_MS);
  const kept = createKeptWhile<{ readonly reference?: Reference }>({ ...options, keepMs });
  const deciders = createDeciders(records, MOST_READY);
  return {
    async get(kind, id) {
      if (kind !== 'decision') return undefined;
      const known = kept.get(id);
      if (known !== undefined) return known.reference;
      const record = await records().of(decisionScheduleKind).get(id);
      const { revision = 0, content } = record ?? {};
      const value = await inForceOf(deciders, id, content?.periods ?? [], options.now());
      const found = value === undefined ? {} : { reference: { revision, value } };
      kept.set(id, found);
      return found.reference;
    },
  };
}

/** What decides now, did lately and is planned to; undefined where there is nothing of this id. */
async function inForceOf(
  deciders: Deciders,
  decision: string,
  all: readonly Period[],
  now: number,
): Promise<DecisionInForce | undefined> {
  const bundled = isBundled(decision) ? BUNDLED : undefined;
  if (all.length === 0 && bundled === undefined) return undefined;
  const begins = all.findLastIndex(({ from }) => from <= now - HINDSIGHT_MS);
  const periods = all.slice(Math.max(begins, 0));
  // What the oldest period that is remembered took the place of is forgotten.
  const before = begins > 0 ? periods[0]?.version : bundled;
  const named = [...periods.flatMap(versionsOf), ...(before === undefined ? [] : [before])];
  const ready = new Map<number, Deciding['decide']>();
  await Promise.all(
    [...new Set(named)].map(async (version) => {
      const decide = await decideOf(deciders, decision, version);
      if (decide !== undefined) ready.set(version, decide);
    }),
  );
  return {
    ...inForce(decision, periods, (version) => ready.get(version), before),
    async version(version) {
      const decide = await decideOf(deciders, decision, version);
      return decide && { version, decide };
    },
  };
}

function versionsOf({ version, challenger, shadow }: Period): readonly number[] {
  return [version, challenger?.version, shadow].filter((one) => one !== undefined);
}

async function decideOf(
  deciders: Deciders,
  decision: string,
  version: number,
): Promise<Deciding['decide'] | undefined> {
  try {
    return (await deciders.get(decision, version))?.decide;
  } catch (error) {
    if (!(error instanceof ModelUnfit)) throw error;
    const place = error.issues[0]?.path ?? '';
    return () => ({ output: null, rules: [], fault: { code: 'not-ready', place } });
  }
}

const nothingStored = { get: async () => undefined, at: async () => undefined };
