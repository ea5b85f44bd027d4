import { type EffectToken, type Entry, keyOf, sameToken } from '../../../engine/entry.ts';
import type { Climate } from '../climates.ts';
import type { Breach, Law } from './case.ts';
import { waitsOf } from './waits.ts';

const MINUTE = 60_000;
/** Longer than a message takes that is handed out twice, shorter than a sweep waits before it hands an effect on again. */
const EFFECT_MS = 9.5 * MINUTE;
/** Longer than a timer takes whose message was lost, or handed out twice. */
const TIMER_MS = 14 * MINUTE;
/** Longer than the sweep takes to end a wait that ran out of time. */
const DEADLINE_MS = 30 * MINUTE;

/** Where what was lost is handed on within minutes. */
const ON_TIME: readonly Climate[] = ['haste', 'loss', 'memory'];

/** Where nothing is lost, an effect is tried within minutes, and so is its outcome in the journal. */
export const haste: Law = (one) => {
  if (one.climate !== 'haste') return [];
  const { commits, deliveries } = one;
  return waitsOf(one).flatMap((wait): Breach[] => {
    const own = deliveries.filter(({ key }) => key === wait.key);
    const ended = commits[wait.to ?? -1]?.at ?? one.now;
    const revision = wait.from + 1;
    const asked = commits[wait.from]?.at ?? 0;
    const tried = Math.min(ended, ...own.map(({ at }) => at));
    const answered = Math.min(
      ended,
      ...own.filter(({ answeredAt }) => answeredAt > 0).map(({ answeredAt }) => answeredAt),
    );
    // Who is asked again may refuse what they had answered: then it waits for a person.
    const held = wait.holds.map((place) => commits[place]?.at ?? 0).filter((at) => at > answered);
    const told = Math.min(ended, ...held);
    // A run goes on while it is held: whoever retries hears of its end.
    const time = (place: number | undefined) => commits[place ?? -1]?.at ?? told;
    const retried = wait.holds.map((place, n) => (time(place) <= answered ? time(wait.retries[n]) : 0));
    const heard = Math.max(answered, ...retried);
    return [
      ...(tried - asked > EFFECT_MS ? [late('effect-late', revision, wait.src, tried - asked)] : []),
      ...(told - heard > EFFECT_MS ? [late('outcome-late', revision, wait.src, told - heard)] : []),
    ];
  });
};

/** Where nothing is lost, a run that nobody waits for any more is over within minutes. */
export const left: Law = (one) => {
  if (one.climate !== 'haste') return [];
  return waitsOf(one).flatMap((wait): Breach[] => {
    // What a person held goes on to its own end.
    if (wait.to === undefined || wait.holds.length > 0) return [];
    if (one.definition.effects[wait.src]?.stateMachine === undefined) return [];
    const ended = one.commits[wait.to]?.at ?? one.now;
    const over = one.deliveries.filter(({ key }) => key === wait.key).map(({ overAt = one.now }) => overAt);
    const longest = Math.max(ended, ...over) - ended;
    return longest > EFFECT_MS ? [late('run-left', wait.from + 1, wait.src, longest)] : [];
  });
};

/** Where each message is lost once at most, an effect is tried before its deadline ends it, and a deadline is kept. */
export const loss: Law = (one) => {
  if (!ON_TIME.includes(one.climate)) return [];
  const { entries, commits, deliveries } = one;
  return entries.flatMap((entry, place): Breach[] => {
    const { revision } = entry;
    const ended = deadlined(entry);
    if (ended !== undefined) {
      const awaited = entries[place - 1]?.pending.find((effect) => sameToken(effect, ended));
      const key = keyOf(one.instance, awaited ?? ended);
      if (!deliveries.some((delivery) => delivery.key === key)) {
        return [{ law: 'effect-cut-off', revision, what: `${key} was never tried` }];
      }
    }
    const before = entries[place - 1];
    const at = commits[place]?.at ?? 0;
    const overdue = before?.pending.find(
      (effect) =>
        effect.held === undefined &&
        at - effect.deadlineAt > DEADLINE_MS &&
        !entry.pending.some((other) => other.held === undefined && sameToken(other, effect)),
    );
    if (overdue === undefined) return [];
    return [late('deadline-missed', revision, overdue.src, at - overdue.deadlineAt)];
  });
};

/** Where nobody is away for long, a timer fires within minutes, even if its message was lost. */
export const punctual: Law = ({ climate, entries, commits }) => {
  if (!ON_TIME.includes(climate)) return [];
  return entries.flatMap((entry, place): Breach[] => {
    const { token } = entry.event;
    if (entry.kind !== 'timer' || token === undefined) return [];
    const timer = entries[place - 1]?.timers.find((one) => sameToken(one, token));
    const lateMs = (commits[place]?.at ?? 0) - (timer?.dueAt ?? Number.POSITIVE_INFINITY);
    return lateMs > TIMER_MS ? [late('timer-late', entry.revision, entry.event.type, lateMs)] : [];
  });
};

/** The effect whose time ran out in an entry. */
function deadlined({ kind, event }: Entry): EffectToken | undefined {
  const { payload = {}, token } = event as {
    payload?: { code?: string; error?: { code: string } };
    token?: EffectToken;
  };
  const code = kind === 'result' ? payload.error?.code : kind === 'control' ? payload.code : undefined;
  return code === 'deadline' ? token : undefined;
}

function late(law: string, revision: number, what: string, milliseconds: number): Breach {
  return { law, revision, what: `${what} by ${Math.round(milliseconds / MINUTE)} minutes` };
}
