import type { Attribute, Item } from '../../../adapters/attributes.ts';

/** What an item counts as, in bytes: names and values; lists and sets with some bytes more, as DynamoDB does. */
export function sizeOf(item: Item): number {
  let bytes = 0;
  for (const name in item) bytes += Buffer.byteLength(name) + sizeOfValue(item[name] ?? {});
  return bytes;
}

function sizeOfValue({ S, N, B, L, SS }: Attribute): number {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return Math.ceil(N.length / 2) + 1;
  if (SS !== undefined) return SS.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (L !== undefined) return L.reduce((sum, one) => sum + 1 + sizeOfValue(one), 3);
  return B?.length ?? 0;
}
