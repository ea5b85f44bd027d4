/** What a record is found by, exactly: a sort of value, and the value as it is compared. */
export type Lookup = readonly [sort: string, value: string];

/** The lists that a record stands in. All are ids: a list's name is no secret. */
export interface Places {
  /** False where it stands in no list of its kind. */
  readonly listed?: boolean;
  readonly owner?: string;
  readonly team?: string;
  /** What it belongs to, such as `customer/0f7k…`. */
  readonly parent?: string;
}

/** A kind of record: what of it is sealed, and how it is found. `C` is its content: JSON. */
export interface RecordKind<C extends object = object> {
  readonly kind: string;
  /** Fields of the content that are sealed before they are stored. */
  readonly personal: readonly string[];
  /** How many partitions its list is spread over: a constant of the data, not of the code. */
  readonly shelves: number;
  lookups(content: C): readonly Lookup[];
  places(content: C): Places;
}

/** A kind without personal data, that is found by its id and in its list alone. */
export function plainKind<C extends object>(kind: string): RecordKind<C> {
  return { kind, personal: [], shelves: 1, lookups: () => [], places: () => ({}) };
}
