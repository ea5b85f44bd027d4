import type { RecordKind } from '../record-kind.ts';

/** Something that was said between a customer and the company; what was said does not change. */
export interface Message {
  /** What it belongs to: `customer/…`, `instance/…` or `task/…`. */
  readonly about: string;
  readonly channel: string;
  readonly direction: 'in' | 'out';
  /** The line above it, where there is one. */
  readonly title?: string;
  readonly text: string;
  /** Of what Baton itself sent: the instance that wanted it, and the template; version 0 is one that comes with Baton. */
  readonly instance?: string;
  readonly template?: { readonly id: string; readonly version: number };
}

/** Sealed under the key of the customer whom it is about, so that it goes when that key goes. */
export const messageKind: RecordKind<Message> = {
  kind: 'message',
  personal: ['title', 'text'],
  shelves: 4,
  lookups: () => [],
  places: ({ about }) => ({ parent: about }),
};
