import { hash } from 'node:crypto';
import type { RowProblem } from '../../exchange/rows.ts';
import { emailKey } from '../../records/email.ts';
import type { Duplicates } from '../../records/kinds/import.ts';

export type Outcome = 'created' | 'updated' | 'duplicate' | 'ambiguous' | 'invalid';

/** What a row of a file comes to. */
export interface Decision {
  readonly row: number;
  readonly outcome: Outcome;
  /** Whom it made or means, where that is one customer. */
  readonly customer?: string;
  /** The earlier row of the file that means the same customer. */
  readonly sameAs?: number;
  readonly problems?: readonly RowProblem[];
}

/** A row that can be used: how it is recognised, and who it is found to be in the store. */
export interface Recognised {
  readonly row: number;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  /** Customers that have this mail or this number: none, one or several. */
  readonly found: readonly string[];
}

/** What a row is known by to the rows after it: hashes, which tell nobody what they are of. */
export type Marks = readonly string[];

/** Decides rows of one file, in their order. */
export interface Decider {
  /** `create` says what is wrong with the row as a new customer; nothing where it can be one. */
  decide(row: Recognised, create: readonly RowProblem[]): Decision & { readonly marks?: Marks };
  /** Takes over what was decided before, by another decider, of this file's earlier rows. */
  recall(decision: Decision & { readonly marks?: Marks }): void;
}

/**
 * Within a file the first row counts that means a customer: one that has its mail, its number, or that was found to be
 * the same in the store. All is decided before anything is written, so that what a run writes changes no decision.
 * Remembers hashes alone. `idOf` is the id of the customer that a row makes.
 */
export function createDecider(duplicates: Duplicates, idOf: (row: number) => string): Decider {
  const rows = new Map<string, number>();
  const customers = new Map<number, string>();

  function recall({ row, marks = [], outcome, customer }: Decision & { readonly marks?: Marks }): void {
    for (const mark of marks) rows.set(mark, row);
    if (marks.length > 0 && outcome !== 'created' && customer !== undefined) customers.set(row, customer);
  }

  return {
    recall,
    decide({ row, email, phone, found }, create) {
      const invalid = { row, outcome: 'invalid', problems: create } as const;
      if (duplicates === 'create') {
        return create.length > 0 ? invalid : { row, outcome: 'created', customer: idOf(row) };
      }
      const marks = [
        ...(email === undefined ? [] : [markOf(`email ${emailKey(email)}`)]),
        ...(phone === undefined ? [] : [markOf(`phone ${phone}`)]),
        ...(found.length === 1 ? [markOf(`customer ${found[0]}`)] : []),
      ];
      const earlier = marks.flatMap((mark) => rows.get(mark) ?? []);
      if (earlier.length > 0) {
        const sameAs = Math.min(...earlier);
        return { row, outcome: 'duplicate', customer: customers.get(sameAs) ?? idOf(sameAs), sameAs };
      }
      if (found.length > 1) return { row, outcome: 'ambiguous' };
      const [customer] = found;
      if (customer === undefined && create.length > 0) return invalid;
      const known = duplicates === 'update' ? 'updated' : 'duplicate';
      const decision =
        customer === undefined
          ? ({ row, outcome: 'created', customer: idOf(row), marks } as const)
          : ({ row, outcome: known, customer, marks } as const);
      recall(decision);
      return decision;
    },
  };
}

/** Ten bytes: no two of some hundred thousand are alike by chance. */
function markOf(text: string): string {
  return hash('sha256', text, 'buffer').subarray(0, 10).toString('latin1');
}
