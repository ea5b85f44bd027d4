/** How often somebody may be contacted: at most so often within a stretch of time, or in all where it has none. */
export interface Cap {
  readonly most: number;
  readonly withinMs?: number;
  /** Counts the contacts of this campaign alone. */
  readonly campaign?: string;
}

/** A contact that is about to be made. */
export interface Contact {
  readonly customer: string;
  /** Other ids of the same customer, whose contacts count as well. */
  readonly also: readonly string[];
  /** The effect's key: the same key is the same contact. */
  readonly key: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly campaign?: string | undefined;
  readonly caps: readonly Cap[];
  /** How many contacts the campaign may make in all, whoever they are with. */
  readonly inAll?: number | undefined;
}

/** Whether there is room for a contact; otherwise until when there is none, in epoch milliseconds, where time helps. */
export type Slot =
  | { readonly reserved: true }
  | { readonly reserved: false; readonly until?: number | undefined };

/** The recent contacts of each customer. Every method throws `StoreUnavailable`. */
export interface Contacts {
  /**
   * Takes a place for a contact before it is made, by one conditional write: however many ask at once, no cap is passed.
   * Who asks again under the same key has the place already.
   */
  reserve(contact: Contact): Promise<Slot>;
  /** Gives a place back that was not used. */
  release(customer: string, key: string): Promise<void>;
  /** Forgets a customer. */
  forget(customer: string): Promise<void>;
}
