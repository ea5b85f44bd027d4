import type { Definition } from '../../../engine/definition.ts';
import type { Random } from '../random.ts';
import type { Script } from './script.ts';

/** What people send to instances of a process, by type, from what its context says; a type may stand for nothing more. */
export type Forms = Readonly<
  Record<string, (random: Random, nonce: number, context: Readonly<Record<string, unknown>>) => object>
>;

export interface StoriedOptions
  extends Pick<Script, 'input' | 'settings' | 'roles' | 'children' | 'toChild'>,
    Partial<Pick<Script, 'answers'>> {
  readonly definition: Definition;
  readonly events: Forms;
  /** Types that end a story early, or lead away from it: one of these comes now and then. */
  readonly seldom: readonly string[];
}

/** How often somebody only looks: what goes on by itself is a story, too. */
const PAUSE = 0.7;
const SELDOM = 0.06;

/** A process whose people do what is open to them, mostly what leads on, and wait in between. */
export function storied({ definition, events, seldom, answers = {}, ...rest }: StoriedOptions): Script {
  const made = (type: string, random: Random, nonce: number, context = {}) => ({
    type,
    ...events[type]?.(random, nonce, context),
  });
  const types = Object.keys(events);
  return {
    ...{ definition, answers, ...rest },
    aside: (random, nonce) => made(types[nonce % types.length] ?? '', random, nonce),
    next(random, { accepts, context }, nonce) {
      if (random.chance(PAUSE)) return undefined;
      const wanted = random.chance(SELDOM);
      const open = accepts().filter((type) => type in events && seldom.includes(type) === wanted);
      const [first, ...others] = open;
      return first === undefined ? undefined : made(random.pick([first, ...others]), random, nonce, context);
    },
    form: (random, type, nonce) => made(type, random, nonce),
  };
}

/** A length of time for settings, in place of days. */
export function hours(random: Random, least: number, most: number) {
  return { hours: random.whole(least, most) };
}
