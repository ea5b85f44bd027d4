import { type AnyStateMachine, assign, cancel, createMachine, not, raise, stateIn } from 'xstate';
import * as z from 'zod';
import { effect, inline, schemas } from '../../../machines/define.ts';
import { note, type Specimen, specimen } from './specimen.ts';

const bare = z.object({});
const parts = schemas({
  input: z.strictObject({}),
  context: z.strictObject({ log: z.array(z.string()), n: z.int() }),
  output: z.unknown(),
  events: { e0: bare, e1: bare, e2: bare, e3: bare, 'f.a': bare, 'f.b': bare },
  effects: { call: effect({ input: z.unknown(), output: z.unknown() }) },
  inline: {
    judge: inline({
      input: z.int(),
      output: z.int(),
      compute(n) {
        if (n % 3 === 0) throw Object.assign(new Error('three'), { code: 'three' });
        return n;
      },
    }),
  },
});

interface Recorded {
  readonly log: readonly string[];
  readonly n: number;
}
interface Given {
  readonly context: Recorded;
}
type Config = Record<string, unknown>;
interface Plan {
  readonly id: string;
  readonly type: 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
  readonly children: Record<string, Plan>;
}

/** A machine grown from numbers: any list of them gives one, a shorter list a smaller one. */
export function grown(picks: readonly number[]): Specimen {
  let at = 0;
  const draw = (below: number) => (picks[at++] ?? 0) % below;
  const one = <T>(...all: readonly T[]): T => all[draw(all.length)] as T;
  const ids: string[] = [];

  function plan(id: string, depth: number): Plan {
    const grows =
      depth === 0 ? 'compound' : depth < 4 ? one('atomic', 'compound', 'atomic', 'parallel') : 'atomic';
    const children: Record<string, Plan> = {};
    if (depth > 0) ids.push(id);
    if (grows === 'atomic') return { id, type: 'atomic', children };
    const count = 2 + draw(2);
    for (let place = 0; place < count; place++) children[`s${place}`] = plan(`${id}${place}`, depth + 1);
    if (grows === 'compound' && draw(2) === 1) {
      children.f = { id: `${id}f`, type: 'final', children: {} };
      ids.push(`${id}f`);
    }
    if (depth > 0 && draw(3) === 1) {
      children.h = { id: `${id}h`, type: 'history', children: {} };
      ids.push(`${id}h`);
    }
    return { id, type: grows, children };
  }

  function action(id: string): unknown {
    const event = { type: one('e0', 'e1', 'e2', 'f.a') };
    const sendId = one('x', 'y');
    return [
      () => note(id),
      () => note(`${id}!`),
      () => raise(event),
      () => raise(event, { delay: 4 + draw(6), id: sendId }),
      () => raise(event, { delay: 4 + draw(6) }),
      () => cancel(sendId),
    ][draw(6)]?.();
  }

  function guard(): unknown {
    const mod = { type: 'mod', params: { k: 2 + draw(3), r: draw(2) } };
    return [undefined, undefined, mod, stateIn(`#${one(...ids)}`), not(mod)][draw(5)];
  }

  /** A transition to anywhere or, `onwards`, to what comes later: inline results would go round without end. */
  function transition(id: string, onwards = false): Config {
    const holds = guard();
    const targets = ids.filter((target, place) => {
      // XState leaves states half entered when a parallel state's history is taken from inside it.
      if (target.endsWith('h') && id.startsWith(target.slice(0, -1))) return false;
      return !onwards || place > ids.indexOf(id);
    });
    return {
      ...(draw(5) === 4 || targets.length === 0 ? {} : { target: `#${one(...targets)}` }),
      ...(holds === undefined ? {} : { guard: holds }),
      ...(draw(4) === 3 ? { reenter: true } : {}),
      actions: Array.from({ length: draw(3) }, () => action(`${id}>`)),
    };
  }

  function some(most: number, entry: (place: number) => [string, unknown]): Config {
    return Object.fromEntries(Array.from({ length: draw(most + 1) }, (_, place) => entry(place)));
  }

  function invokes(id: string): Config[] {
    return Array.from({ length: Math.max(0, draw(4) - 1) }, (_, place) => ({
      id: `${id}.${place}`,
      src: one('call', 'judge'),
      input: ({ context }: Given) => context.n,
      ...(draw(4) === 3 ? {} : { onDone: [transition(id, true), transition(id, true)] }),
      ...(draw(4) === 3 ? {} : { onError: transition(id, true) }),
    }));
  }

  function build({ id, type, children }: Plan): Config {
    const names = Object.keys(children);
    const states = Object.fromEntries(Object.entries(children).map(([name, child]) => [name, build(child)]));
    if (type === 'history') return { id, type, history: one('shallow', 'deep') };
    if (type === 'final')
      return { id, type, entry: note(`+${id}`), output: ({ context }: Given) => context.n };
    const events = ['e0', 'e1', 'e2', 'e3', 'f.a', 'f.*', '*'];
    return {
      id,
      entry: [note(`+${id}`), ...(draw(3) === 2 ? [action(id)] : [])],
      exit: [note(`-${id}`), ...(draw(3) === 2 ? [action(id)] : [])],
      on: some(4, () => [one(...events), draw(8) === 7 ? {} : [transition(id), transition(id)]]),
      after: some(2, () => [String(1 + draw(9)), transition(id)]),
      ...(draw(5) === 4
        ? { always: { ...transition(id), guard: { type: 'mod', params: { k: 3, r: draw(3) } } } }
        : {}),
      ...(names.length > 0 && draw(3) === 2 ? { onDone: transition(id) } : {}),
      invoke: invokes(id),
      ...(names.length === 0 ? {} : { states }),
      ...(type === 'compound' ? { initial: names[draw(2)] } : {}),
      ...(type === 'parallel' ? { type } : {}),
    };
  }

  const root = build(plan('m', 0));
  const machine = createMachine(
    {
      ...root,
      options: { maxIterations: 50 },
      context: { log: [], n: 0 },
      output: ({ context }: Given) => context,
    } as never,
    {
      actors: parts.setup.actors,
      actions: {
        note: assign(({ context }: Given, what: string) => ({
          n: context.n + 1,
          log: [...context.log.slice(-15), what],
        })),
      },
      guards: { mod: ({ context }: Given, { k, r }: { k: number; r: number }) => context.n % k === r },
    } as never,
  );
  return specimen('grown', parts, machine as unknown as AnyStateMachine, {
    moves: [1, 2, 3, 5, 9],
    outputs: { call: [{}, 1] },
  });
}
