import type { RecordKind } from '../record-kind.ts';

/** Something that a person wrote down about a customer, an instance or a task. */
export interface Note {
  /** What it belongs to: `customer/…`, `instance/…` or `task/…`. */
  readonly about: string;
  readonly text: string;
}

/** Sealed under the key of the customer whom it is about, so that it goes when that key goes. */
export const noteKind: RecordKind<Note> = {
  kind: 'note',
  personal: ['text'],
  shelves: 4,
  lookups: () => [],
  places: ({ about }) => ({ parent: about }),
};
