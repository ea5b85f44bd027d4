import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An attribute as the SDK gives it, or as a stream's record does (bytes as base64 text). */
export interface Attribute {
  readonly S?: string | undefined;
  readonly N?: string | undefined;
  readonly B?: Uint8Array | string | undefined;
  readonly L?: readonly Attribute[] | undefined;
  readonly SS?: readonly string[] | undefined;
}

/** An item as it is read: from the SDK or from a stream's image. */
export type Item = Readonly<Record<string, Attribute>>;

/** A text attribute. Throws a TypeError where the item has none of this name. */
export function textOf(item: Item, name: string): string {
  const text = item[name]?.S;
  if (text === undefined) throw new TypeError(`The item has no text ${name}.`);
  return text;
}

/** A number attribute. Throws a TypeError where the item has none of this name. */
export function numberOf(item: Item, name: string): number {
  const text = item[name]?.N;
  if (text === undefined) throw new TypeError(`The item has no number ${name}.`);
  return Number(text);
}

/** A bytes attribute. Throws a TypeError where the item has none of this name. */
export function bytesOf(item: Item, name: string): Uint8Array {
  const bytes = item[name]?.B;
  if (bytes === undefined) throw new TypeError(`The item has no bytes ${name}.`);
  return typeof bytes === 'string' ? Buffer.from(bytes, 'base64') : bytes;
}

/**
 * Base64url text as the bytes that it stands for, a quarter smaller. Text that would not come back from its
 * bytes exactly stays text.
 */
export function packText(text: string): AttributeValue {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? { B: bytes } : { S: text };
}

/** The text that `packText` packed; empty where there is no attribute. */
export function unpackText(packed: Attribute | undefined): string {
  if (packed?.B === undefined) return packed?.S ?? '';
  const bytes = packed.B;
  if (typeof bytes === 'string') return Buffer.from(bytes, 'base64').toString('base64url');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}

/**
 * What an item counts as in DynamoDB: the UTF-8 bytes of names and texts, bytes as they are, and numbers as
 * one byte for every two digits plus one. Only attributes of type S, N and B.
 */
export function itemBytes(item: Item): number {
  let bytes = 0;
  for (const name in item) {
    bytes += Buffer.byteLength(name) + valueBytes(item[name] ?? {});
  }
  return bytes;
}

function valueBytes({ S, N, B }: Attribute): number {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return Math.ceil(N.length / 2) + 1;
  return B?.length ?? 0;
}
