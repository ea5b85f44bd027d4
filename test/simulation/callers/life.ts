import type { Definition } from '../../../engine/definition.ts';
import { durable } from '../../../engine/durable.ts';
import type { Entry } from '../../../engine/entry.ts';
import { childId } from '../../../engine/ids.ts';
import type { Sent } from '../../../engine/incoming.ts';
import { peek } from '../../../engine/kernel.ts';
import { viewOf } from '../../../engine/view.ts';
import type { Script, Seen } from '../processes/script.ts';
import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';
import type { Weather } from '../weather.ts';
import { createDeeds } from './deeds.ts';
import { CALLER, type Requests, type Told, type Wanted } from './requests.ts';

export interface LifeOptions {
  readonly script: Script;
  readonly requests: Requests;
  readonly timeline: Pick<Timeline, 'pause'>;
  readonly weather: Weather;
  readonly random: Random;
  /** A number that nobody else has. */
  readonly nonce: () => number;
  /** No more is sent once it is true. */
  readonly isOver: () => boolean;
}

const DAY = 24 * 60 * 60_000;

/** One instance from its start on, as the people live it who send to it, until it ends, or they lose interest. */
export async function live(options: LifeOptions): Promise<void> {
  const { script, requests, timeline, weather, random, nonce, isOver } = options;
  const { process } = script.definition;
  const wanted = (kind: Wanted['kind'], body: object, key: string | undefined): Wanted => ({
    ...{ kind, process, key, who: CALLER, instance: undefined },
    body: body as Wanted['body'],
  });
  const keyed = (share: number) => (random.chance(share) ? `k-${nonce()}` : undefined);

  const started = await requests.send(wanted('start', script.input(random, nonce()), keyed(0.8)));
  if (started === 'unknown' || 'refused' in started) return;
  const { instance } = started.acknowledged;
  const definition = durable(script.definition);
  let seen = seenIn(definition, started.acknowledged);
  const learn = (told: Told) => {
    if (told !== 'unknown' && 'acknowledged' in told && told.acknowledged.revision > seen.revision) {
      seen = seenIn(definition, told.acknowledged);
    }
    return told;
  };
  const send = (body: Sent, key: string | undefined, more: Partial<Wanted> = {}) =>
    requests.send({ ...wanted('send', body, key), instance, ...more });

  const deeds = createDeeds({ ...options, instance });

  /** Sends something again, or something else under its key, when it was long answered. */
  async function repeat(event: Sent, key: string): Promise<void> {
    const reuses = weather.strikes('caller-reuses-key');
    if (!reuses && !weather.strikes('caller-repeats-late')) return;
    await timeline.pause(random.spread(1000, 2 * DAY));
    await send(reuses ? script.aside(random, nonce()) : event, key, { reuses });
  }

  for (let left = random.spread(5, 250); left > 0 && !isOver() && seen.status === 'active'; left--) {
    await timeline.pause(thought(random));
    if (isOver()) return;
    const asides: Promise<unknown>[] = [];
    if (weather.strikes('two-senders')) asides.push(send(script.aside(random, nonce()), keyed(0.5)));
    const [child, ...siblings] = seen.children;
    if (child !== undefined && script.toChild !== undefined && random.chance(0.3)) {
      const body = script.toChild(random, nonce());
      asides.push(send(body, `k-${nonce()}`, { instance: random.pick([child, ...siblings]) }));
    }
    if (seen.tasks.length > 0 && random.chance(0.5)) asides.push(deeds.about(seen.tasks).then(learn));
    const event = strayed(options, seen) ?? script.next(random, seen, nonce());
    if (event !== undefined) {
      const key = isUnlikeAnyOther(event) ? keyed(0.8) : `k-${nonce()}`;
      const revision = revisionOf(options, seen);
      const told = learn(await send(event, key, revision === undefined ? {} : { revision }));
      if (key !== undefined && revision === undefined) void repeat(event, key);
      if (told !== 'unknown' && 'refused' in told && told.refused === 'instance-not-found') return;
    }
    if (weather.strikes('callers-share-key')) {
      const shared = `s-${nonce()}`;
      const body = script.aside(random, nonce());
      await Promise.all([
        send(script.aside(random, nonce()), shared),
        send(body, shared, { who: { kind: 'caller', id: 'partner' } }),
      ]);
    }
    await Promise.all(asides);
    // Whoever waits looks again where it stands.
    if (event !== undefined && random.chance(0.8)) continue;
    const head = await requests.head(instance);
    if (head !== undefined) seen = seenIn(definition, head);
  }
}

/** Mostly moments, sometimes days. */
function thought(random: Random): number {
  const kind = random.next();
  if (kind < 0.55) return random.spread(5, 3000);
  if (kind < 0.8) return random.spread(3000, 300_000);
  if (kind < 0.93) return random.spread(300_000, DAY / 2);
  return random.spread(DAY / 2, 5 * DAY);
}

/** Something that is not accepted where it stands, or that fits no schema. */
function strayed({ script, weather, random }: LifeOptions, seen: Seen): Sent | undefined {
  if (weather.strikes('caller-invalid')) {
    return random.pick<Sent>([
      { type: 'nothing-of-the-kind' },
      { type: 'xstate.done.actor.reply' },
      { type: 'end', stray: 1 },
    ]);
  }
  if (!weather.strikes('caller-not-accepted')) return undefined;
  const { definition } = script;
  const bare = definition.eventTypes.filter(
    (type) => 'value' in definition.parseEvent({ type }) && type !== 'end',
  );
  const type = bare[(seen.revision + random.whole(0, 9)) % Math.max(1, bare.length)];
  return type === undefined ? undefined : { type };
}

function revisionOf({ weather, random }: LifeOptions, seen: Seen): number | undefined {
  if (weather.strikes('caller-stale-revision')) return Math.max(1, seen.revision - random.whole(1, 3));
  return random.chance(0.05) ? seen.revision : undefined;
}

/** Whether an event can be told apart without a key. */
function isUnlikeAnyOther(event: Sent): boolean {
  return 'n' in event || 'reference' in event || 'tracking' in event;
}

function seenIn(definition: Definition, entry: Entry): Seen {
  const { instance, status, revision, snapshot, children, tasks } = entry;
  const { value, context } = peek(snapshot);
  const living = children.map((child) => childId(instance, child));
  const accepts = () => viewOf(definition, entry).accepts;
  return { status, revision, value, context: context as Seen['context'], children: living, tasks, accepts };
}
