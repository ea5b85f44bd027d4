import type { RecordKind } from '../record-kind.ts';

/** A file that belongs to a customer, an instance or a task; its bytes lie elsewhere, sealed. */
export interface Attachment {
  /** What it belongs to: `customer/…`, `instance/…` or `task/…`. */
  readonly about: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly digest: string;
  /** Under which name the bytes lie: a random one. */
  readonly file: string;
}

/** Sealed: whatever tells about the content. */
export const attachmentKind: RecordKind<Attachment> = {
  kind: 'attachment',
  personal: ['name', 'mediaType', 'digest'],
  shelves: 4,
  lookups: () => [],
  places: ({ about }) => ({ parent: about }),
};
