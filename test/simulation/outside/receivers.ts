import { EffectFailed, type Performer } from '../../../engine/perform.ts';
import type { Process } from '../fleet/process.ts';
import type { Ledger } from '../ledger.ts';
import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';
import type { Weather } from '../weather.ts';

/** Whoever performs an effect. */
type Performing = Pick<Process, 'name' | 'invokedAt' | 'pause' | 'die'>;

/** The outside world: whoever effects reach. It does what it is asked under one key once, and writes everything down. */
export interface Receivers {
  /** What a process performs effects with. */
  performers(process: Performing): Readonly<Record<string, Performer>>;
  /** Some instances kill the process that brings them forward, a few times. */
  mayKill(process: Process, instances: readonly string[]): void;
  /** Until then all of them fail. */
  downUntil: number;
}

export interface ReceiversOptions {
  readonly effects: Readonly<Record<string, (random: Random, key: string) => unknown>>;
  readonly timeline: Pick<Timeline, 'now' | 'story' | 'mark'>;
  readonly weather: Weather;
  readonly random: Random;
  readonly ledger: Ledger;
  /** Whether what kills its performer stops doing so after some times. */
  readonly mercy: boolean;
}

const MINUTE = 60_000;

export function createReceivers({
  effects,
  timeline,
  weather,
  random,
  ledger,
  mercy,
}: ReceiversOptions): Receivers {
  /** Until when a key fails, and how often it still kills. */
  const poisoned = new Map<string, number>();
  const deadly = new Map<string, number>();
  const met = new Set<string>();
  /** What was answered under a key: whoever asks again gets the same. */
  const answers = new Map<string, unknown>();

  async function receive(process: Performing, effect: string, input: unknown, key: string): Promise<unknown> {
    const delivery = ledger.delivered({ key, effect, input, at: timeline.now(), since: process.invokedAt });
    timeline.mark(`${process.name} ${effect} ${key}`);
    const note = (what: string) =>
      timeline.story.note(key.split('/')[0], `the receiver of ${effect} ${key} ${what}`);
    note(`is asked by ${process.name}`);
    if (!met.has(key)) {
      met.add(key);
      if (weather.strikes('receiver-poisoned')) {
        poisoned.set(key, timeline.now() + random.spread(MINUTE, 8 * 60 * MINUTE));
      }
      if (weather.strikes('perform-out-of-memory'))
        deadly.set(key, mercy ? random.whole(1, 12) : Number.MAX_SAFE_INTEGER);
    }
    if (!weather.isClear() && spend(deadly, key)) {
      delivery.kills = true;
      note(`kills ${process.name}`);
      process.die();
      return process.pause(0);
    }
    await process.pause(
      weather.strikes('receiver-slow') ? random.spread(5000, 58_000) : random.spread(5, 800),
    );
    const fail = (code: string, permanent = false) => {
      delivery.codes.push(code);
      note(`fails: ${code}`);
      throw new EffectFailed(code, permanent);
    };
    if (timeline.now() < receivers.downUntil || weather.strikes('receiver-failing')) return fail('busy');
    if (!weather.isClear() && timeline.now() < (poisoned.get(key) ?? 0)) return fail('poisoned');
    if (weather.strikes('receiver-refusing')) return fail('refused', true);
    if (weather.strikes('receiver-garbage')) {
      delivery.codes.push('invalid-output');
      return 'garbage';
    }
    const output = answers.get(key) ?? effects[effect]?.(random, key);
    answers.set(key, output);
    delivery.outputs.push(output);
    if (weather.strikes('receiver-answer-lost')) return fail('answer-lost');
    delivery.answeredAt = timeline.now();
    note('answers');
    return output;
  }

  const receivers: Receivers = {
    downUntil: 0,
    performers: (process) =>
      Object.fromEntries(
        Object.keys(effects).map((effect) => [
          effect,
          (input: never, { key }) => receive(process, effect, input, key),
        ]),
      ),
    mayKill(process, instances) {
      for (const instance of instances) {
        if (!deadly.has(instance) && weather.strikes('relay-out-of-memory')) {
          deadly.set(instance, random.whole(2, 12));
        }
        if (!weather.isClear() && spend(deadly, instance)) process.die();
      }
    },
  };
  return receivers;
}

function spend(left: Map<string, number>, key: string): boolean {
  const times = left.get(key) ?? 0;
  if (times > 0) left.set(key, times - 1);
  return times > 0;
}
