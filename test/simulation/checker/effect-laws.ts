import { keyOf, sameToken } from '../../../engine/entry.ts';
import type { Climate } from '../climates.ts';
import type { Delivery } from '../ledger.ts';
import { canonical } from './canonical.ts';
import type { Breach, Case, Law } from './case.ts';
import { type Wait, waitsOf } from './waits.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Every effect reaches its receiver under its one key, as it was asked for, unless it was stopped first; no other does. */
export const effects: Law = (one) => {
  const breaches: Breach[] = [];
  const waits = new Map(waitsOf(one).map((wait) => [wait.key, wait]));
  for (const delivery of one.deliveries) {
    const wait = waits.get(delivery.key);
    if (wait !== undefined && fits(wait, delivery)) breaches.push(...timeliness(one, wait, delivery));
    else if (!wasUndone(one, delivery)) {
      const what = `${delivery.effect} ${delivery.key} ${canonical(delivery.input)}`;
      breaches.push({ law: wait === undefined ? 'effect-unknown' : 'effect-other', what });
    }
  }
  const delivered = new Set(one.deliveries.map(({ key }) => key));
  for (const wait of waits.values()) {
    const revision = wait.from + 1;
    // What was asked for just now is still on its way.
    if (wait.to === undefined && (one.commits[wait.from]?.at ?? 0) > one.now - MINUTE) continue;
    if (wait.to === undefined) {
      breaches.push({
        law: 'effect-pending',
        revision,
        what: `${wait.src} ${wait.key} still has no outcome`,
      });
    } else if (!delivered.has(wait.key) && !mayBeUndelivered(one, wait)) {
      breaches.push({ law: 'effect-lost', revision, what: `${wait.src} ${wait.key} was never delivered` });
    }
  }
  return breaches;
};

function fits({ src, input }: Wait, delivery: Delivery): boolean {
  return delivery.effect === src && canonical(delivery.input ?? null) === canonical(input ?? null);
}

/** It was delivered after it was asked for, and not by whoever began when nobody waited for it. */
function timeliness({ commits, undone }: Case, wait: Wait, { at, since, key }: Delivery): Breach[] {
  // Before a restore, other entries may have stood behind it.
  if (undone.some((one) => at <= one.at)) return [];
  const revision = wait.from + 1;
  const time = (place: number | undefined) => commits[place ?? -1]?.at ?? Number.POSITIVE_INFINITY;
  if (at < time(wait.from)) return [{ law: 'effect-before-commit', revision, what: key }];
  if (since > time(wait.to)) return [{ law: 'effect-after-end', revision, what: key }];
  const held = wait.holds.find((place, n) => since > time(place) && at < time(wait.retries[n] ?? wait.to));
  return held === undefined ? [] : [{ law: 'effect-while-held', revision, what: key }];
}

/** A restore may take away what asked for an effect, but not that it was delivered before. */
function wasUndone({ instance, undone }: Case, delivery: Delivery): boolean {
  return undone.some(
    ({ at, entries }) =>
      delivery.at <= at &&
      waitsOf({ instance, entries }).some((wait) => wait.key === delivery.key && fits(wait, delivery)),
  );
}

/** The machine stopped it, or its time ran out before anybody could be reached. */
function mayBeUndelivered({ entries, climate }: Case, { token, to, holds }: Wait): boolean {
  const end = entries[to ?? 0];
  if (end?.kind !== 'result' || end.event.token === undefined || !sameToken(end.event.token, token))
    return true;
  const { error } = (end.event.payload ?? {}) as { error?: { code: string } };
  if (error === undefined) return false;
  const codes = [error.code, ...holds.map((place) => entries[place]?.event.payload?.code)];
  return codes.includes('deadline') || (STORMY.includes(climate) && codes.includes(KILLED));
}

/** Where processes die of many things. */
const STORMY: readonly Climate[] = ['storm', 'restored'];

/** A message came so often that it must have killed its handlers: or they died of something else. */
const KILLED = 'killed-its-handler';

/** Every outcome in the journal is awaited, and is what a receiver answered, or why it did not. */
export const outcomes: Law = (one) => {
  const { entries, commits, definition } = one;
  const breaches: Breach[] = [];
  for (const [place, entry] of entries.entries()) {
    const { revision, kind, event } = entry;
    const isHold = kind === 'control' && event.type === 'hold';
    if ((kind !== 'result' && !isHold) || event.who.kind === 'instance') continue;
    const { token, payload = {} } = event;
    const found = (law: string, what: string) => breaches.push({ law, revision, what });
    const awaited = entries[place - 1]?.pending.find(
      (effect) => token !== undefined && sameToken(effect, token),
    );
    if (awaited === undefined || token === undefined) {
      found('result-stale', `${event.type} was not awaited`);
      continue;
    }
    const key = keyOf(one.instance, awaited);
    const until = commits[place]?.at ?? 0;
    const deliveries = one.deliveries.filter((delivery) => delivery.key === key && delivery.at <= until);
    const { output, error } = payload as { output?: unknown; error?: { code: string } };
    const code = isHold ? String(payload.code) : error?.code;
    const policy = definition.effects[awaited.src];
    if (code !== undefined && (policy?.exhausted === 'hold') !== isHold) {
      found('policy-ignored', `${key} ${code}`);
    }
    if (code === undefined) {
      const answers = deliveries.flatMap(({ outputs }) => outputs.map(canonical));
      if (!answers.includes(canonical(output))) found('result-unfounded', `${key} ${canonical(output)}`);
    } else if (code === 'deadline') {
      const early = awaited.deadlineAt - (commits[place]?.clock ?? 0);
      if (early > 0) found('deadline-early', `${key} by ${early} ms`);
      const isLong = (policy?.deadline ?? 0) >= HOUR;
      if (one.climate === 'memory' && isLong && deliveries.some(({ kills }) => kills)) {
        found('killer-not-named', `${key} only ran out of time`);
      }
    } else if (code === KILLED) {
      const killed = STORMY.includes(one.climate) || deliveries.some(({ kills }) => kills);
      if (!killed) found('failure-unfounded', `${key} ${code}`);
    } else {
      // A restored journal may wait again for a run that was stopped since.
      if (code === STOPPED && one.undone.length > 0) continue;
      const failures = deliveries.filter(({ codes }) => codes.includes(code));
      if (failures.length === 0) found('failure-unfounded', `${key} ${code}`);
      // A message of before a retry may come after it: then the tries of both count.
      const tries = deliveries.filter(({ codes }) => codes.length > 0).length;
      // A run that failed has failed.
      const isFinal = PERMANENT.has(code) || policy?.stateMachine !== undefined;
      if (!isFinal && tries < (policy?.attempts ?? 0))
        found('given-up-early', `${key} ${code} after ${tries} tries`);
    }
  }
  return breaches;
};

/** How a run ends that is stopped. */
const STOPPED = 'state-machine-aborted';

const PERMANENT = new Set(['refused', 'invalid-output']);
