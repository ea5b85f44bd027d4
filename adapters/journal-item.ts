import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Entry, InlineOutcome, Told } from '../engine/entry.ts';
import { parse, stringifyPlain } from '../engine/json.ts';
import { type Item, numberOf, packText, textOf, unpackText } from './attributes.ts';
import { type PackedDecision, packDecision, unpackDecision } from './decision-packing.ts';
import {
  type PackedChild,
  type PackedOutgoing,
  type PackedParent,
  packChild,
  packOutgoing,
  packParent,
  sourcesOf,
  unpackChild,
  unpackOutgoing,
  unpackParent,
} from './family-packing.ts';
import {
  type PackedEffect,
  type PackedPending,
  type PackedTimer,
  packEffect,
  packPending,
  packSeen,
  packTimer,
  unpackEffect,
  unpackPending,
  unpackSeen,
  unpackTimer,
} from './journal-packing.ts';
import {
  type PackedTask,
  type PackedToken,
  packTask,
  packToken,
  unpackTask,
  unpackToken,
} from './task-packing.ts';

/*
 * The journal's wire format. A write costs one unit per started KB, attribute names included, so:
 *
 *   instance, revision   the key
 *   s   the snapshot, as it is
 *   d   everything else as one JSON text (`Packed` below), empties left out, times as distances from `at`
 *   h   hash, p previous (absent in revision 1), e seen: base64url text as its bytes
 *   x   the caller's event id, in indexed entries only: sort key of the index `events`
 */

const KINDS = ['event', 'timer', 'result', 'control', 'migration'] as const;
const STATUSES = ['active', 'paused', 'done', 'cancelled', 'failed'] as const;

interface Packed {
  readonly k?: number | undefined;
  readonly p: string;
  readonly v: number;
  readonly a: number;
  /** `recordedAt` after, `createdAt` before `a`. */
  r?: number | undefined;
  c?: number | undefined;
  /** The event's type, id, payload and token, and who sent it (`y` 1: the system, 2: an instance). */
  readonly t: string;
  readonly i?: string | undefined;
  readonly o?: Readonly<Record<string, unknown>> | undefined;
  readonly n?: PackedToken | undefined;
  readonly w: string;
  readonly y?: 1 | 2 | undefined;
  readonly z?: number | undefined;
  /** `pausedAt` after `a`. */
  readonly e?: number | undefined;
  readonly f?: readonly PackedEffect[] | undefined;
  readonly l?: readonly { i: string; s: string; o?: unknown; e?: unknown }[] | undefined;
  readonly m?: readonly PackedTimer[] | undefined;
  readonly g?: readonly PackedPending[] | undefined;
  /** Parent; sources of the children and the children themselves; messages; emitted events. */
  readonly j?: PackedParent | undefined;
  readonly q?: readonly string[] | undefined;
  readonly h?: readonly PackedChild[] | undefined;
  readonly x?: readonly PackedOutgoing[] | undefined;
  readonly d?: readonly Told[] | undefined;
  /** Open tasks, and those that were closed. */
  readonly tk?: readonly PackedTask[] | undefined;
  readonly cl?: readonly PackedToken[] | undefined;
  /** Reference data that was read. */
  readonly rf?: readonly (readonly [kind: string, id: string, revision: number])[] | undefined;
  /** Decisions that were made. */
  readonly dc?: readonly PackedDecision[] | undefined;
  readonly u?: 0 | 1 | undefined;
  readonly b: string;
}

/** The item that stores an entry. Optional fields that are `undefined` count as absent. */
export function encodeEntry(entry: Entry): Record<string, AttributeValue> {
  const { event } = entry;
  const indexedId = entry.indexed ? event.id || undefined : undefined;
  const sources = sourcesOf(entry.children);
  const packed: Packed = present({
    k: KINDS.indexOf(entry.kind) || undefined,
    p: entry.process,
    v: entry.version,
    a: entry.at,
    t: event.type,
    i: indexedId === undefined ? event.id : undefined,
    o: event.payload,
    n: event.token && packToken(event.token),
    w: event.who.id,
    y: event.who.kind === 'caller' ? undefined : event.who.kind === 'system' ? 1 : 2,
    z: STATUSES.indexOf(entry.status) || undefined,
    e: entry.pausedAt === undefined ? undefined : entry.pausedAt - entry.at,
    f: filled(entry.effects.map((effect) => packEffect(effect, entry.pending))),
    l: filled(entry.inline.map((one) => present({ i: one.id, s: one.src, o: one.output, e: one.error }))),
    m: filled(entry.timers.map((timer) => packTimer(timer, entry.at))),
    g: filled(entry.pending.map((effect) => packPending(effect, entry.at))),
    j: entry.parent && packParent(entry.parent),
    q: filled(sources),
    h: filled(entry.children.map((child) => packChild(child, sources))),
    x: filled(entry.messages.map((message) => packOutgoing(message, entry.children))),
    d: filled(entry.emitted),
    tk: filled(entry.tasks.map((task) => packTask(task, entry.at))),
    cl: filled(entry.closed.map(packToken)),
    rf: entry.references?.map(({ kind, id, revision }) => [kind, id, revision]),
    dc: entry.decisions?.map(packDecision),
    u: entry.indexed === undefined ? undefined : entry.indexed ? 1 : 0,
    b: entry.commit,
  });
  // Differences of times among the fields above would be compiled anew, again and again.
  if (entry.recordedAt !== undefined) packed.r = entry.recordedAt - entry.at;
  if (entry.createdAt !== entry.at) packed.c = entry.at - entry.createdAt;
  const item: Record<string, AttributeValue> = {
    instance: { S: entry.instance },
    revision: { N: String(entry.revision) },
    s: { S: entry.snapshot },
    d: { S: stringifyPlain(packed) },
    h: packText(entry.hash),
  };
  if (entry.previous !== '') item.p = packText(entry.previous);
  if (entry.seen !== '') item.e = packSeen(entry.seen);
  if (indexedId !== undefined) item.x = { S: indexedId };
  return item;
}

/** The entry that an item stores. A stream's image, whose bytes come as base64 text, is understood too. */
export function decodeEntry(item: Item): Entry {
  const packed = parse(textOf(item, 'd')) as Packed;
  const at = packed.a;
  const id = item.x?.S ?? packed.i;
  const pending = (packed.g ?? []).map((one) => unpackPending(one, at));
  const children = (packed.h ?? []).map((one) => unpackChild(one, packed.q ?? []));
  const revision = numberOf(item, 'revision');
  return {
    instance: textOf(item, 'instance'),
    revision,
    kind: named(KINDS, packed.k),
    process: packed.p,
    version: packed.v,
    at,
    ...(packed.r !== undefined && { recordedAt: at + packed.r }),
    createdAt: at - (packed.c ?? 0),
    event: {
      type: packed.t,
      ...(id !== undefined && { id }),
      ...(packed.o !== undefined && { payload: packed.o }),
      ...(packed.n !== undefined && { token: unpackToken(packed.n) }),
      who: { kind: packed.y === undefined ? 'caller' : packed.y === 1 ? 'system' : 'instance', id: packed.w },
    },
    snapshot: textOf(item, 's'),
    status: named(STATUSES, packed.z),
    ...(packed.e !== undefined && { pausedAt: at + packed.e }),
    effects: (packed.f ?? []).map((one) => unpackEffect(one, pending)),
    inline: (packed.l ?? []).map(
      (one): InlineOutcome => ({
        id: one.i,
        src: one.s,
        ...('o' in one && { output: one.o }),
        ...('e' in one && { error: one.e }),
      }),
    ),
    timers: (packed.m ?? []).map((one) => unpackTimer(one, at)),
    pending,
    ...(packed.j && { parent: unpackParent(packed.j) }),
    children,
    messages: (packed.x ?? []).map((one) => unpackOutgoing(one, revision, children)),
    tasks: (packed.tk ?? []).map((task) => unpackTask(task, at)),
    closed: (packed.cl ?? []).map(unpackToken),
    emitted: packed.d ?? [],
    ...(packed.rf !== undefined && {
      references: packed.rf.map(([kind, id, revision]) => ({ kind, id, revision })),
    }),
    ...(packed.dc !== undefined && { decisions: packed.dc.map(unpackDecision) }),
    seen: unpackSeen(item.e),
    ...(packed.u !== undefined && { indexed: packed.u === 1 }),
    commit: packed.b,
    previous: unpackText(item.p),
    hash: unpackText(item.h),
  };
}

/** Without what is undefined: JSON as we write it would keep it. */
function present<T extends object>(record: T): T {
  const kept: Partial<T> = {};
  for (const key in record) if (record[key] !== undefined) kept[key] = record[key];
  return kept as T;
}

function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

function named<T>(names: readonly [T, ...T[]], place = 0): T {
  return names[place] ?? names[0];
}
