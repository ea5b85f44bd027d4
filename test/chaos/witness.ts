import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../adapters/attributes.ts';
import { decodeEntry } from '../../adapters/journal-item.ts';
import type { Entry } from '../../engine/entry.ts';
import type { Ledger } from '../simulation/ledger.ts';
import { names } from './names.ts';

/** One request that puts an entry into the journal. */
export interface Put {
  readonly item: Item;
  readonly entry: Entry;
  /** Which worker sent it, and when it came by: its clock had shown no later time. */
  readonly writer: string;
  readonly at: number;
}

/** Stands between workers and store, and knows what was stored, and since when, without asking either. */
export interface Witness {
  /** The entry that a request puts; undefined where it puts none. */
  putIn(target: string, body: Buffer, writer: string): Put | undefined;
  /** The store has answered it. */
  settled(put: Put, isStored: boolean): void;
  /** The store ended before it answered. */
  doubted(put: Put): void;
  /** Asks the store what came of everything that is in doubt: before anybody else can. Throws what `read` throws. */
  resolve(read: (put: Put) => Promise<Item | undefined>): Promise<void>;
  /** The newest entry of each instance. */
  readonly heads: ReadonlyMap<string, Entry>;
}

export interface WitnessOptions {
  readonly ledger: Ledger;
  readonly now: () => number;
  readonly stored: (entry: Entry) => void;
}

export function createWitness({ ledger, now, stored }: WitnessOptions): Witness {
  const heads = new Map<string, Entry>();
  let doubts: { readonly put: Put; readonly endedAt: number }[] = [];

  function committed({ item, entry, writer, at: clock }: Put, at: number): void {
    ledger.committed(item, { at, clock, writer });
    heads.set(entry.instance, entry);
    stored(entry);
  }

  return {
    putIn(target, body, writer) {
      if (!target.endsWith('.PutItem')) return undefined;
      const { TableName, Item: plain } = JSON.parse(body.toString()) as { TableName: string; Item: object };
      if (TableName !== names.journal) return undefined;
      const item = fromWire(plain);
      return { item, entry: decodeEntry(item), writer, at: now() };
    },
    settled(put, isStored) {
      if (isStored) committed(put, now());
    },
    doubted: (put) => void doubts.push({ put, endedAt: now() }),
    async resolve(read) {
      for (let doubt = doubts[0]; doubt !== undefined; doubt = doubts[0]) {
        const { put, endedAt } = doubt;
        const { instance, revision, commit } = put.entry;
        const item = await read(put);
        doubts = doubts.filter((one) => one !== doubt);
        if (item === undefined || decodeEntry(item).commit !== commit) continue;
        if (ledger.commits(instance)[revision - 1] === undefined) committed(put, endedAt);
      }
    },
    heads,
  };
}

/** An item as the SDK hands it out: bytes travel as text. */
function fromWire(item: object): Item {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]: [string, AttributeValue | { B: string }]) => [
      name,
      typeof value.B === 'string' ? { B: Buffer.from(value.B, 'base64') } : (value as AttributeValue),
    ]),
  );
}
