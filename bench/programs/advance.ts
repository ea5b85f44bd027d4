import { type AnyStateMachine, createEmptyActor, transition } from 'xstate';
import { advance } from '../../engine/advance.ts';
import { bundledData } from '../../test/kit/bundled-data.ts';
import { lead6 } from '../cases/lead.ts';
import { order } from '../cases/order.ts';
import { type Scene, type Story, told } from '../cases/story.ts';
import { cpuOf, inTurn, type Rounds } from '../rounds.ts';
import { answer } from './answer.ts';

/** Transitions per second of processor time, round by round. */
export type AdvanceRates = Readonly<Record<'lead' | 'order', Rounds<number, number>>>;

export interface AdvanceInput {
  readonly rounds: number;
  /** How often each story is told in one round. */
  readonly times: number;
}

/** The engine's own: the head's JSON in, the entry's JSON out. */
function engineOf({ definition }: Story, scenes: readonly Scene[]): () => number {
  const texts = scenes.map(({ head, incoming, entry }) => ({
    head: JSON.stringify(head),
    incoming,
    around: { data: bundledData, instance: head.instance, commit: entry.commit, now: entry.at },
  }));
  return () => {
    let written = 0;
    for (const { head, incoming, around } of texts) {
      const advanced = advance(definition, JSON.parse(head), incoming, around);
      if ('refusal' in advanced) throw advanced.refusal;
      written += JSON.stringify(advanced.entry).length;
    }
    return written;
  };
}

/** XState's: the persisted snapshot's JSON in, the next one's JSON out, by its public `transition`. */
function xstateOf({ definition: { machine } }: Story, scenes: readonly Scene[]): () => number {
  const scope = inertScope();
  const restore = (snapshot: unknown) => machine.restoreSnapshot(snapshot as never, scope);
  const texts = scenes.map(({ head, incoming }) => {
    const event = eventOf(head, incoming);
    return {
      snapshot: JSON.stringify(machine.getPersistedSnapshot(restore(persisted(head.snapshot)))),
      event,
    };
  });
  return () => {
    let written = 0;
    for (const { snapshot, event } of texts) {
      const [next] = transition(machine as AnyStateMachine, restore(JSON.parse(snapshot)), event);
      written += JSON.stringify(machine.getPersistedSnapshot(next as never)).length;
    }
    return written;
  };
}

function eventOf(head: Scene['head'], incoming: Scene['incoming']) {
  if (incoming.kind === 'event') return incoming.event;
  const id = head.pending[0]?.id ?? '';
  return { type: `xstate.done.actor.${id}`, output: {}, actorId: id };
}

/** The engine's frozen snapshot as XState itself would have persisted it. */
function persisted(snapshot: string): unknown {
  const { value, context, children = {} } = JSON.parse(snapshot);
  const active = { status: 'active', output: undefined, error: undefined };
  const actors = Object.entries(children).map(([id, src]) => [id, { src, snapshot: active }]);
  return { value, context, status: 'active', historyValue: {}, children: Object.fromEntries(actors) };
}

function inertScope() {
  const self = createEmptyActor();
  const none = () => {};
  return {
    ...{ self, system: self.system, id: '', sessionId: '', logger: none, defer: none },
    ...{ emit: none, stopChild: none, actionExecutor: none },
  } as never;
}

async function measure(story: Story, { rounds, times }: AdvanceInput): Promise<Rounds<number, number>> {
  const scenes = told(story);
  const rate = async (once: () => number) => {
    const cpu = await cpuOf(() => {
      for (let time = 0; time < times; time++) once();
    });
    return (times * scenes.length * 1e6) / cpu;
  };
  const ours = engineOf(story, scenes);
  const theirs = xstateOf(story, scenes);
  return inTurn(
    rounds,
    () => rate(ours),
    () => rate(theirs),
  );
}

await answer<AdvanceInput, AdvanceRates>(async (input, progress) => {
  progress('six states');
  const lead = await measure(lead6, input);
  progress('the order');
  return { lead, order: await measure(order, { ...input, times: Math.ceil(input.times / 8) }) };
});
