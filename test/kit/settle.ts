import { type Entry, keyOf, sameToken } from '../../engine/entry.ts';
import type { Message } from '../../engine/ports.ts';
import { nextLook } from '../../engine/schedule.ts';
import { handOn } from '../../local/hand-on.ts';
import type { Assembly } from './assembly.ts';
import type { Clock } from './clock.ts';

/** How much of one instance is carried out at one moment, before it counts as endless. */
const MOST_OF_ONE = 200;
/** Moments at which something falls due, in one passing of time. */
const MOST_MOMENTS = 20_000;
/** The sweep comes every minute; what it leaves at one it may take at the next. */
const MINUTE = 60_000;

/** Carries out what is to be done: at once, and as time passes. */
export interface Settling {
  /** Carries out everything that follows at once. Throws what went wrong on the way, and where there is no end to it. */
  settle(): Promise<void>;
  /** Lets time pass up to a moment; whatever falls due until then is carried out at its own time, in order. */
  passTo(moment: number): Promise<void>;
}

export function createSettling(assembly: Assembly, clock: Clock, mostSteps: number): Settling {
  const { story, queue, perform, outside, troubles, load, definitionOf, sweep } = assembly;

  /** Hands on the next entry. */
  async function follow(): Promise<boolean> {
    const entry = story.take();
    if (entry === undefined) return false;
    await load(entry);
    await handOn(assembly, entry);
    return true;
  }

  /** Whether the test says later what comes of it. */
  function isLeft(message: Message): boolean {
    if (message.kind !== 'effect') return false;
    const awaited = story.head(message.instance).pending.find((one) => sameToken(one, message));
    return awaited !== undefined && outside.waits(awaited.src, keyOf(message.instance, awaited));
  }

  async function settle(): Promise<void> {
    const carriedOut = new Map<string, number>();
    for (let steps = 0; ; steps++) {
      if (await follow()) {
        if (steps > mostSteps) throw new Error(`This never settles: ${steps} steps at one moment.`);
        continue;
      }
      const message = queue.take();
      if (message === undefined) break;
      const { instance } = message;
      const times = (carriedOut.get(instance) ?? 0) + 1;
      if (times > MOST_OF_ONE) throw new Error(endless(story.entries(instance)));
      carriedOut.set(instance, times);
      if (!isLeft(message)) await perform(message);
    }
    const [trouble] = troubles.splice(0);
    if (trouble !== undefined) throw trouble;
    const [effect] = outside.missing.splice(0);
    if (effect !== undefined) {
      throw new Error(
        `Nobody performs the effect ${effect}: name a stand-in in \`performers\`, or \`later\`.`,
      );
    }
  }

  /** When the sweep has to look at something. */
  function nextSweep(): number {
    const now = clock.now();
    const looks = story.heads().flatMap((head) => {
      const look = nextLook(head, now, definitionOf(head).effects, () => false);
      return look === undefined ? [] : [look > now ? look : now + MINUTE];
    });
    return Math.min(Infinity, ...looks);
  }

  async function passTo(moment: number): Promise<void> {
    await settle();
    for (let moments = 0; ; moments++) {
      if (moments === MOST_MOMENTS)
        throw new Error(`Something falls due all the time: ${MOST_MOMENTS} times.`);
      const look = nextSweep();
      const next = Math.min(look, queue.waiting()[0]?.dueAt ?? Infinity);
      if (next > moment) break;
      clock.moveTo(Math.max(next, clock.now()));
      if (look === next) await sweep();
      await settle();
    }
    clock.moveTo(moment);
  }

  return { settle, passTo };
}

function endless(entries: readonly Entry[]): string {
  const last = entries.slice(-4).map(({ kind, event }) => `${kind} ${event.type}`);
  return `This never settles: there is always more to do for ${entries[0]?.process}, the last were ${last.join(', ')}.`;
}
