/** That something happened to a customer, and where to read it. */
export interface Moment {
  /** A customer's id. */
  readonly customer: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** `instance` for a transition, else the kind of a record. */
  readonly kind: string;
  readonly id: string;
  /** Of the instance or the record. */
  readonly revision: number;
}

/** What happened to each customer over all processes and records: derived, and a list of places alone. */
export interface Timeline {
  /** Adds moments; one that is there already changes nothing. */
  note(moments: readonly Moment[]): Promise<void>;
  /** Takes moments away; one that is not there changes nothing. */
  forget(moments: readonly Moment[]): Promise<void>;
  /** The newest moments of these customers together, before `cursor` where there is one. */
  page(
    customers: readonly string[],
    limit: number,
    cursor?: string,
  ): Promise<{ readonly items: readonly Moment[]; readonly cursor?: string }>;
  /** Epoch milliseconds of the newest moment; undefined where there is none. */
  newest(customers: readonly string[]): Promise<number | undefined>;
}
