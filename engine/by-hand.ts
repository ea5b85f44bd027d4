import { control, fromOutside, journaled, NOTHING, placeAfter } from './commit.ts';
import { everyNode, nodeAt, pathOf } from './configuration.ts';
import type { Definition } from './definition.ts';
import { type Entry, effectTokenOf, type JournalEvent, tokenOf } from './entry.ts';
import { NotPaused, Paused, StateUnknown } from './errors.ts';
import type { Advanced, ByHand, Within } from './incoming.ts';
import { moveTo, thaw } from './kernel.ts';
import { lastWords } from './work.ts';

/** What a person does to an instance as a whole. Each is an entry of the kind `control`, with its reason. */
export function onByHand(definition: Definition, head: Entry, incoming: ByHand, around: Within): Advanced {
  switch (incoming.kind) {
    case 'pause':
      return pause(head, incoming, around);
    case 'resume':
      return resume(head, incoming, around);
    case 'cancel':
      return cancel(head, incoming, around);
    case 'move':
      return move(definition, head, incoming, around);
  }
}

/** Timers stand still and nothing is posted; what is under way still comes in. */
function pause(head: Entry, incoming: ByHand, around: Within): Advanced {
  if (head.status === 'paused') return { refusal: new Paused(head.instance) };
  const place = placeAfter(head, 'control', eventOf(incoming), around.now);
  const change = { kind: 'control', status: 'paused', pausedAt: place.at } as const;
  return { entry: control(head, place, change, around) };
}

/** Everything that waits goes on where it stood: timers and deadlines are later by as long as the pause was. */
function resume(head: Entry, incoming: ByHand, around: Within): Advanced {
  const { pausedAt, ...rest } = head;
  if (pausedAt === undefined) return { refusal: new NotPaused(head.instance) };
  const place = placeAfter(head, 'control', eventOf(incoming), around.now);
  const pause = place.at - pausedAt;
  const timers = head.timers.map((timer) => ({ ...timer, dueAt: timer.dueAt + pause }));
  const pending = head.pending.map((effect) => ({ ...effect, deadlineAt: effect.deadlineAt + pause }));
  const tasks = head.tasks.map((task) =>
    task.dueAt === undefined ? task : { ...task, dueAt: task.dueAt + pause },
  );
  const effects = pending
    .filter(({ held }) => held === undefined)
    .map((effect) => ({ ...effectTokenOf(effect), id: effect.id, src: effect.src }));
  const change = { kind: 'control', status: 'active', timers, pending, tasks, effects } as const;
  return { entry: control(rest, place, change, around) };
}

/** Like a live actor that is stopped, it runs no exit actions; its children are stopped, its parent hears. */
function cancel(head: Entry, incoming: ByHand, around: Within): Advanced {
  const { pausedAt: _, ...rest } = head;
  const place = placeAfter(head, 'control', eventOf(incoming), around.now);
  const words = lastWords(head.children, head.revision + 1);
  const messages = head.parent === undefined ? words.filter(({ kind }) => kind !== 'end') : words;
  const closed = head.tasks.map(tokenOf);
  const ended = { ...NOTHING, messages, closed, status: 'cancelled' } as const;
  return { entry: control(rest, place, { kind: 'control', ...ended }, around) };
}

function move(
  definition: Definition,
  head: Entry,
  incoming: ByHand & { kind: 'move' },
  around: Within,
): Advanced {
  const target = nodeAt(definition.machine, incoming.to);
  if (target?.parent === undefined || target.type === 'history') {
    const states = everyNode(definition.machine).filter(({ parent, type }) => parent && type !== 'history');
    return { refusal: new StateUnknown(definition.process, incoming.to, states.map(pathOf)) };
  }
  return fromOutside(definition, head, eventOf(incoming), around, 'control', (moment) =>
    moveTo(definition.machine, thaw(definition.machine, head), target, moment),
  );
}

function eventOf({ kind, id, who, ...payload }: ByHand): JournalEvent {
  return { ...journaled({ type: kind, ...payload }), ...(id === undefined ? {} : { id }), who };
}
