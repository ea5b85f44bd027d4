import {
  type Child,
  type Outgoing,
  type Parent,
  type Recipient,
  sameToken,
  type Told,
} from '../engine/entry.ts';

/** `received` follows where there is one. */
export type PackedParent = readonly [
  instance: string,
  revision: number,
  index: number,
  id: string,
  sync: 0 | 1,
  ...received: readonly [revision: number, index: number] | readonly [],
];
/** `src` is a place among the entry's sources, counted from 1; below 0 for a child that was stopped. */
export type PackedChild = readonly [
  revision: number,
  index: number,
  id: string,
  src: number,
  ...received: readonly [revision: number, index: number] | readonly [],
];
export type PackedRecipient = 0 | readonly [revision: number, index: number];
/** A start is its place among the children: what is stopped within one commit is not started. */
export type PackedOutgoing =
  | readonly [kind: 0, child: number, sync: 0 | 1, ...input: readonly unknown[]]
  | readonly [kind: 1, index: number, to: PackedRecipient, event: Told]
  | readonly [kind: 2, index: number, revision: number, place: number]
  | readonly [kind: 3 | 4, index: number];

export function packParent({ instance, revision, index, id, sync, received }: Parent): PackedParent {
  const place = received ? ([received.revision, received.index] as const) : ([] as const);
  return [instance, revision, index, id, sync ? 1 : 0, ...place];
}

export function unpackParent([instance, revision, index, id, sync, r, i]: PackedParent): Parent {
  const received = r === undefined || i === undefined ? {} : { received: { revision: r, index: i } };
  return { instance, revision, index, id, ...(sync === 1 && { sync: true }), ...received };
}

/** The sources of these children, each once. */
export function sourcesOf(children: readonly Child[]): readonly string[] {
  return [...new Set(children.map(({ src }) => src))];
}

export function packChild(child: Child, sources: readonly string[]): PackedChild {
  const { revision, index, id, src, received } = child;
  const place = received ? ([received.revision, received.index] as const) : ([] as const);
  const source = sources.indexOf(src) + 1;
  return [revision, index, id, child.stopped ? -source : source, ...place];
}

export function unpackChild([revision, index, id, at, r, i]: PackedChild, sources: readonly string[]): Child {
  const src = sources[Math.abs(at) - 1];
  if (src === undefined) throw new TypeError('A journal item has a child without a source.');
  const received = r === undefined || i === undefined ? {} : { received: { revision: r, index: i } };
  return { revision, index, id, src, ...(at < 0 && { stopped: true }), ...received };
}

export function packRecipient(to: Recipient): PackedRecipient {
  return to === 'parent' ? 0 : [to.revision, to.index];
}

export function unpackRecipient(to: PackedRecipient): Recipient {
  return to === 0 ? 'parent' : { revision: to[0], index: to[1] };
}

export function packOutgoing(message: Outgoing, children: readonly Child[]): PackedOutgoing {
  const { index } = message;
  switch (message.kind) {
    case 'start': {
      const child = children.findIndex((one) => sameToken(one, message));
      if (child === -1) throw new TypeError('An entry starts a child that it does not have.');
      const input = 'input' in message ? [message.input] : [];
      return [0, child, message.sync ? 1 : 0, ...input];
    }
    case 'event':
      return [1, index, packRecipient(message.to), message.event];
    case 'stop':
      return [2, index, message.to.revision, message.to.index];
    case 'snapshot':
      return [3, index];
    case 'end':
      return [4, index];
  }
}

/** Messages are of the entry's own revision. */
export function unpackOutgoing(
  packed: PackedOutgoing,
  revision: number,
  children: readonly Child[],
): Outgoing {
  switch (packed[0]) {
    case 0: {
      const [, place, sync, ...input] = packed;
      const child = children[place];
      if (child === undefined) throw new TypeError('A journal item starts a child that it does not have.');
      const { index, id, src } = child;
      const wish = { ...(input.length > 0 && { input: input[0] }), ...(sync === 1 && { sync: true }) };
      return { kind: 'start', revision, index, id, src, ...wish };
    }
    case 1:
      return { kind: 'event', revision, index: packed[1], to: unpackRecipient(packed[2]), event: packed[3] };
    case 2:
      return { kind: 'stop', revision, index: packed[1], to: { revision: packed[2], index: packed[3] } };
    case 3:
      return { kind: 'snapshot', revision, index: packed[1] };
    case 4:
      return { kind: 'end', revision, index: packed[1] };
  }
}
