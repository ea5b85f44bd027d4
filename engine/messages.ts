import type { Definitions } from './definition.ts';
import type { Engine } from './engine.ts';
import { type Entry, type Outgoing, type Recipient, type Told, tokenOf } from './entry.ts';
import { DefinitionUnknown, Finished, InstanceNotFound, Stale } from './errors.ts';
import { childId } from './ids.ts';
import { peek } from './kernel.ts';

/**
 * Brings what a commit sends to parent and children there, in order. May be repeated: each receiver keeps the place
 * of the last message of each sender, and takes none twice. What has ended meanwhile is passed over. Throws what
 * keeps a message from being taken: nothing behind it goes first.
 */
export type SendMessages = (entry: Entry) => Promise<void>;

export function createSendMessages(engine: Engine, definitions: Definitions): SendMessages {
  async function send(entry: Entry, message: Outgoing): Promise<unknown> {
    switch (message.kind) {
      case 'start':
        return start(entry, message);
      case 'event':
        return tell(entry, message, message.to, message.event);
      case 'stop':
        return engine.deliver({ ...addressOf(entry, message, message.to), kind: 'stop' });
      case 'snapshot':
        return tell(entry, message, 'parent', snapshotOf(entry));
      case 'end':
        return end(entry, message);
    }
  }

  async function start(entry: Entry, message: Extract<Outgoing, { kind: 'start' }>): Promise<void> {
    const { instance, process, version, at } = entry;
    const child = (await definitions.get(process, version))?.children[message.src];
    if (child === undefined) throw new DefinitionUnknown(process, version);
    const { id, sync } = message;
    const parent = { instance, ...tokenOf(message), id, ...(sync && { sync }), at };
    await engine.startChild({ process: child.process, input: message.input, parent });
  }

  function tell(entry: Entry, message: Outgoing, to: Recipient, event: Told): Promise<unknown> {
    return engine.deliver({ ...addressOf(entry, message, to), kind: 'message', event });
  }

  function end(entry: Entry, message: Outgoing): Promise<unknown> {
    const { instance, from } = addressOf(entry, message, 'parent');
    const { output, error } = peek(entry.snapshot);
    const failure = entry.status === 'failed' ? (error as { code: string }) : { code: 'cancelled' };
    const outcome = entry.status === 'done' ? { output } : { error: failure };
    return engine.deliver({ instance, kind: 'result', token: from.child ?? from.place, outcome, from });
  }

  return async (entry) => {
    for (const message of entry.messages) {
      try {
        await send(entry, message);
      } catch (error) {
        const passed = [Stale, Finished, InstanceNotFound].some((kind) => error instanceof kind);
        if (!passed) throw error;
      }
    }
  };
}

/** Whom a message reaches, and what the receiver knows its sender by. */
function addressOf(entry: Entry, message: Outgoing, to: Recipient) {
  const place = tokenOf(message);
  const { instance, parent, at } = entry;
  if (to !== 'parent') return { instance: childId(instance, to), from: { instance, place, at } };
  if (parent === undefined) throw new TypeError(`The instance ${instance} has no parent.`);
  return { instance: parent.instance, from: { instance, child: tokenOf(parent), place, at } };
}

/** What the parent's `onSnapshot` sees: the child as JSON, without its methods. */
function snapshotOf(entry: Entry): Told {
  const { value, context } = peek(entry.snapshot);
  return { type: `xstate.snapshot.${entry.parent?.id}`, snapshot: { status: 'active', value, context } };
}
