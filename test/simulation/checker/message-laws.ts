import { type Entry, type Outgoing, sameToken, type Token } from '../../../engine/entry.ts';
import { childId } from '../../../engine/ids.ts';
import { canonical } from './canonical.ts';
import type { Breach, Case, Law } from './case.ts';
import { isMessage } from './incoming.ts';

/** One message as it lies in the sender's journal, and when that was written. */
interface Sent {
  readonly message: Outgoing;
  readonly at: number;
}

/** Longer than a message takes where nothing is lost. */
const LATE_MS = 9.5 * 60_000;

/**
 * What parent and child send each other is received once, in the order in which it was sent, and as it was sent. What
 * is still missing at the end was sent to somebody who had ended.
 */
export const messages: Law = (one, all) => {
  const { parent } = one.entries[0] ?? {};
  if (parent === undefined) return [];
  const other = all.get(parent.instance);
  const isStarted = other?.entries.some((entry) =>
    entry.messages.some((message) => message.kind === 'start' && sameToken(message, parent)),
  );
  if (other === undefined || !isStarted)
    return [{ law: 'child-unknown', revision: 1, what: 'nobody started it' }];
  const down = sentBy(other, (message) =>
    message.kind === 'start' ? sameToken(message, parent) : 'to' in message && isTo(message.to, parent),
  );
  const up = sentBy(one, (message) => !('to' in message) || message.to === 'parent');
  const isStopped = (place: number) =>
    other.entries[place - 1]?.children.some((child) => child.stopped === true && sameToken(child, parent)) ===
    true;
  return [
    ...compared(down, receivedFrom(other.instance, one), one, () => false),
    // What a stopped child tells of itself is passed over.
    ...compared(
      up.filter(({ message }) => message.kind !== 'start'),
      receivedFrom(one.instance, other),
      other,
      (message, place) => message.kind === 'snapshot' && isStopped(place),
    ),
  ];
};

/** Every child that a journal asks for is there. */
export const families: Law = ({ instance, entries, commits, gapsUntil }, all) =>
  entries.flatMap((entry, place) =>
    entry.messages.flatMap((message): Breach[] => {
      if (message.kind !== 'start' || all.get(childId(instance, message))?.entries.length) return [];
      if ((commits[place]?.at ?? 0) <= gapsUntil) return [];
      return [
        { law: 'child-lost', revision: entry.revision, what: `${message.src} ${message.id} never began` },
      ];
    }),
  );

function isTo(to: Token | 'parent', child: Token): boolean {
  return to !== 'parent' && sameToken(to, child);
}

function sentBy({ entries, commits }: Case, isOurs: (message: Outgoing) => boolean): Sent[] {
  return entries.flatMap((entry, place) =>
    entry.messages.filter(isOurs).map((message) => ({ message, at: commits[place]?.at ?? 0 })),
  );
}

interface Received {
  readonly entry: Entry;
  readonly place: number;
}

function receivedFrom(sender: string, { entries }: Case): Received[] {
  return entries.flatMap((entry, place) =>
    isMessage(entry) && entry.event.who.id === sender ? [{ entry, place }] : [],
  );
}

/** Walks both sides at once. `mayBePassed` says that a message may have been passed over by an entry at a place. */
function compared(
  sent: readonly Sent[],
  received: readonly Received[],
  receiver: Case,
  mayBePassed: (message: Outgoing, place: number) => boolean,
): Breach[] {
  const mayPass = ({ message, at }: Sent, place: number) =>
    at <= receiver.gapsUntil || mayBePassed(message, place);
  const breaches: Breach[] = [];
  let next = 0;
  for (const { entry, place } of received) {
    const { revision } = entry;
    const found = (law: string, what: string) => breaches.push({ law, revision, what });
    for (;;) {
      const expected = sent[next];
      if (expected === undefined) {
        found('message-unknown', `${entry.event.type} was not sent, or was received before`);
        break;
      }
      next += 1;
      if (isReceipt(entry, expected.message)) {
        const lateMs = (receiver.commits[place]?.at ?? 0) - expected.at;
        if (receiver.climate === 'haste' && lateMs > LATE_MS) {
          found('message-late', `${entry.event.type} by ${Math.round(lateMs / 60_000)} minutes`);
        }
        break;
      }
      if (mayPass(expected, place)) continue;
      found('message-order', `${entry.event.type} came instead of ${nameOf(expected.message)}`);
      break;
    }
  }
  const rest = sent.slice(next).filter((one) => !mayPass(one, receiver.entries.length));
  const isOver = receiver.entries.length > 0 && receiver.entries.at(-1)?.status !== 'active';
  if (rest.length > 0 && !isOver) {
    const what = rest.map(({ message }) => nameOf(message)).join(', ');
    breaches.push({ law: 'message-lost', what: `${receiver.instance} never received ${what}` });
  }
  return breaches;
}

function isReceipt({ kind, event, parent }: Entry, message: Outgoing): boolean {
  const { type, payload = {}, token } = event;
  switch (message.kind) {
    case 'start':
      return type === 'xstate.init' && parent !== undefined && sameToken(parent, message);
    case 'event':
      return (
        kind === 'event' &&
        token !== undefined &&
        sameToken(token, message) &&
        canonical({ type, ...payload }) === canonical(message.event)
      );
    case 'snapshot':
      return type.startsWith('xstate.snapshot.') && token !== undefined && sameToken(token, message);
    case 'stop':
      return kind === 'control' && type === 'stop' && token !== undefined && sameToken(token, message);
    case 'end':
      return kind === 'result' || (kind === 'control' && type === 'stopped');
  }
}

function nameOf(message: Outgoing): string {
  const what = message.kind === 'event' ? message.event.type : message.kind;
  return `${what} (${message.revision}/${message.index})`;
}
