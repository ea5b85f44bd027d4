import { createHash } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Who } from '../../engine/entry.ts';
import type { Places, RecordKind } from '../../records/record-kind.ts';
import { bytesOf, type Item, numberOf, textOf } from '../attributes.ts';
import type { Held, Version } from '../ports/records.ts';
import type { Safe } from '../ports/vault.ts';

const TOKEN_BYTES = 16;
const HELD_BYTES = TOKEN_BYTES + 4;

/** `kind/id`: the partition of all versions of a record. */
export function recordOf(kind: string, id: string): string {
  return `${kind}/${id}`;
}

/** The id in a record's name. */
export function idIn(record: string): string {
  return record.slice(record.indexOf('/') + 1);
}

/**
 * The stored form of a version: `c` and `t` (epoch ms of revision 1 and of this one), `w` who, `y` why, `u` subject
 * where it is another, `d` what is not personal (JSON), `s` the rest, sealed, `l` lookups, `p` lists that it stands in,
 * `g` what changed, `m` this attempt, `x` where it is removed. The seal is bound to record and revision.
 */
export async function encodeVersion<C extends object>(
  { kind, personal, shelves, places }: RecordKind<C>,
  { id, revision, content, subject, createdAt, at, who, reason, changed, removed, held }: Version<C>,
  commit: Uint8Array,
  safe: Safe,
): Promise<Record<string, AttributeValue>> {
  const record = recordOf(kind, id);
  const isPersonal = ([name]: [string, unknown]) => personal.includes(name);
  const fields = Object.entries(content).filter(([, value]) => value !== undefined);
  const secret = fields.filter(isPersonal);
  const where = removed ? {} : listed(kind, id, shelves, places(content));
  return {
    ...keyOf(record, revision),
    c: { N: String(createdAt) },
    t: { N: String(at) },
    w: { S: `${who.kind}/${who.id}` },
    ...(reason !== undefined && { y: { S: reason } }),
    ...(subject !== record && { u: { S: subject } }),
    d: { S: JSON.stringify(Object.fromEntries(fields.filter((field) => !isPersonal(field)))) },
    ...(secret.length > 0 && {
      s: {
        B: await safe.seal(subject, placeOf(record, revision), JSON.stringify(Object.fromEntries(secret))),
      },
    }),
    ...(held.length > 0 && { l: { B: packHeld(held) } }),
    ...(Object.keys(where).length > 0 && { p: { S: JSON.stringify(where) } }),
    ...(changed.length > 0 && { g: { S: JSON.stringify(changed) } }),
    m: { B: commit },
    ...(removed && { x: { N: '1' } }),
  };
}

/** A version with what of its content is not sealed. */
export function glanceAt<C extends object>(item: Item): Version<Partial<C>> {
  const record = textOf(item, 'record');
  const [kind = ''] = record.split('/');
  return {
    kind,
    id: idIn(record),
    revision: numberOf(item, 'revision'),
    content: JSON.parse(textOf(item, 'd')) as Partial<C>,
    subject: item.u?.S ?? record,
    at: numberOf(item, 't'),
    createdAt: numberOf(item, 'c'),
    who: whoOf(textOf(item, 'w')),
    ...(item.y?.S !== undefined && { reason: item.y.S }),
    changed: item.g?.S === undefined ? [] : (JSON.parse(item.g.S) as string[]),
    ...(item.x !== undefined && { removed: true }),
    held: heldIn(item),
  };
}

/** The whole version. Throws `SealBroken` where it was tampered with. */
export async function decodeVersion<C extends object>(item: Item, safe: Safe): Promise<Version<C>> {
  const plain = glanceAt<C>(item);
  if (item.s === undefined) return plain as Version<C>;
  const place = placeOf(textOf(item, 'record'), plain.revision);
  const secret = await safe.open(plain.subject, place, bytesOf(item, 's'));
  return { ...plain, content: { ...plain.content, ...(JSON.parse(secret) as C) } };
}

/** The lookups of a stored version. */
export function heldIn(item: Item): readonly Held[] {
  if (item.l === undefined) return [];
  const bytes = Buffer.from(bytesOf(item, 'l'));
  const held: Held[] = [];
  for (let at = 0; at < bytes.length; at += HELD_BYTES) {
    const token = bytes.subarray(at, at + TOKEN_BYTES);
    held.push({ token, since: bytes.readUInt32BE(at + TOKEN_BYTES) });
  }
  return held;
}

/** What the indexes of a listing have of a stored version. */
export function placesIn(item: Item): Readonly<Record<string, string>> {
  return item.p?.S === undefined ? {} : (JSON.parse(item.p.S) as Record<string, string>);
}

/** The partition of a list: `kind`, and which of its shelves. */
export function shelfOf(kind: string, shelf: number): string {
  return `${kind}/${shelf}`;
}

export function keyOf(record: string, revision: number): Record<string, AttributeValue> {
  return { record: { S: record }, revision: { N: String(revision) } };
}

function listed(kind: string, id: string, shelves: number, places: Places): Record<string, string> {
  const { listed: isListed = true, owner, team, parent } = places;
  if (!isListed) return {};
  const shelf = createHash('sha256').update(id).digest().readUInt32BE() % shelves;
  return {
    shelf: shelfOf(kind, shelf),
    ...(owner && { owner: recordOf(kind, owner) }),
    ...(team && { team: recordOf(kind, team) }),
    ...(parent && { parent: recordOf(kind, parent) }),
  };
}

function placeOf(record: string, revision: number) {
  return { table: 'records', item: record, field: String(revision) };
}

function packHeld(held: readonly Held[]): Uint8Array {
  const bytes = Buffer.alloc(held.length * HELD_BYTES);
  for (const [place, { token, since }] of held.entries()) {
    bytes.set(token, place * HELD_BYTES);
    bytes.writeUInt32BE(since, place * HELD_BYTES + TOKEN_BYTES);
  }
  return bytes;
}

function whoOf(text: string): Who {
  const slash = text.indexOf('/');
  return { kind: text.slice(0, slash) as Who['kind'], id: text.slice(slash + 1) };
}
