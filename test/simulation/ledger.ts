import type { Item } from '../../adapters/attributes.ts';
import { decodeEntry } from '../../adapters/journal-item.ts';
import type { Entry, Token, Who } from '../../engine/entry.ts';
import type { Sent } from '../../engine/incoming.ts';

/** One entry that was stored, and when in truth. */
export interface Commit {
  readonly at: number;
  /** The latest that the writer's own clock had shown. */
  readonly clock: number;
  readonly writer: string;
}

/** Something that a caller wants: however often it is sent, it is one request. */
export interface Request {
  readonly kind: 'start' | 'send' | 'retry' | 'claim' | 'release' | 'assign';
  readonly process: string;
  /** Undefined for a start that nobody has answered yet. */
  instance: string | undefined;
  /** The caller's own key. */
  readonly key: string | undefined;
  readonly who: Who;
  /** The input, the event, or what is done to a task. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The task that something is done to, or that is completed by the event, and by whom. */
  readonly task: (Token & { readonly person: string }) | undefined;
  readonly revision: number | undefined;
  /** Another request under the same key, whose body is another. */
  readonly reuses: boolean;
  readonly tries: Try[];
}

/** One time that a request was sent. */
export interface Try {
  readonly from: number;
  /** Where the instance stood in truth when it was sent, and when it was answered. */
  readonly headFrom: number;
  headTo: number;
  answer: Answer | undefined;
  /** The journal went back since: what was acknowledged may be gone. */
  isUndone: boolean;
}

export type Answer =
  | { readonly acknowledged: Entry; readonly repeated: boolean }
  | { readonly refused: string; readonly details: Readonly<Record<string, unknown>> };

/** One time that an effect reached its receiver. */
export interface Delivery {
  readonly key: string;
  readonly effect: string;
  readonly input: unknown;
  readonly at: number;
  /** When the invocation began that performed it. */
  readonly since: number;
  /** What the receiver answered. */
  readonly outputs: unknown[];
  /** When it answered; 0 where it did not, or not well. */
  answeredAt: number;
  /** It killed whoever performed it. */
  kills: boolean;
  /** How it failed. */
  readonly codes: string[];
  /** When the run that it began was over, by itself or stopped; undefined before, and where it began none. */
  overAt: number | undefined;
}

/** A part of a journal that a restore took away. */
export interface Undone {
  readonly at: number;
  readonly entries: readonly Entry[];
}

export interface Violation {
  readonly law: string;
  readonly instance: string;
  readonly revision?: number;
  readonly what: string;
}

/** Something that a person tells whoever waits for it, as often as it takes until somebody says that it was told. */
export interface Telling {
  readonly event: Sent;
  readonly customer: string;
  /** The event's own id. */
  readonly cause: string;
  readonly who: Who;
  readonly from: number;
  /** When somebody first said that it was told; undefined where nobody has. */
  until: number | undefined;
}

/** That the projection says up to where an instance was handed on. */
export interface Handing {
  readonly relayed: number;
  readonly at: number;
}

/** What is known in truth of lists, rules and definitions. */
export interface TellingLedger {
  readonly people: Telling[];
  readonly handed: Map<string, Handing[]>;
  /** Since when lists have had an instance without a break. */
  readonly listed: Map<string, number>;
  /** When some process may not have known a definition. */
  readonly unknowing: { readonly process: string; readonly from: number; readonly until: number }[];
}

/** What happened to bulk actions. */
export interface JobsLedger {
  /** Every item of the tables of records and jobs that was stored, and when. */
  readonly stored: { readonly item: Item; readonly at: number }[];
  /** What people were told that was done: over which revision. */
  readonly told: { readonly job: string; readonly deed: string; readonly over: number }[];
  /** Every time that a part was begun, and the process that began it. */
  readonly tries: {
    readonly job: string;
    readonly part: number;
    readonly by: string;
    readonly from: number;
  }[];
}

/** Everything that happened in truth, for the checker: nobody under test sees it. */
export interface Ledger {
  committed(item: Item, commit: Commit): void;
  /** The revision at which an instance stands in truth; 0 where there is none. */
  standsAt(instance: string | undefined): number;
  commits(instance: string): readonly Commit[];
  requested(request: Omit<Request, 'tries'>): Request;
  delivered(delivery: Omit<Delivery, 'outputs' | 'codes' | 'answeredAt' | 'kills' | 'overAt'>): Delivery;
  /**
   * The journal stands as these items say. Where nobody rebuilds afterwards, what was handed on before is not handed
   * on again to those who have lost it.
   */
  restored(items: readonly Item[], at: number, isRebuilt?: boolean): void;
  /** Of messages that were sent until then, some may be missing: their receivers lost them, and nobody rebuilt. */
  gapsUntil(): number;
  found(violation: Violation): void;
  readonly instances: () => readonly string[];
  readonly total: () => number;
  readonly jobs: JobsLedger;
  readonly telling: TellingLedger;
  /** The projection of an instance was written. */
  handed(instance: string, relayed: number, at: number): void;
  /** The projection stands as these items say. */
  relisted(items: readonly Item[]): void;
  readonly requests: readonly Request[];
  readonly deliveries: readonly Delivery[];
  readonly undone: ReadonlyMap<string, readonly Undone[]>;
  /** What was seen at once to be wrong. */
  readonly violations: readonly Violation[];
}

export function createLedger(): Ledger {
  const commits = new Map<string, Commit[]>();
  const items = new Map<string, Item[]>();
  const requests: Request[] = [];
  const deliveries: Delivery[] = [];
  const undone = new Map<string, Undone[]>();
  const violations: Violation[] = [];
  const telling: TellingLedger = { people: [], handed: new Map(), listed: new Map(), unknowing: [] };
  let total = 0;
  let gapsUntil = 0;

  return {
    committed(item, commit) {
      const instance = item.instance?.S ?? '';
      const mine = commits.get(instance) ?? [];
      commits.set(instance, mine);
      mine[Number(item.revision?.N) - 1] = commit;
      const stored = items.get(instance) ?? [];
      items.set(instance, stored);
      stored[Number(item.revision?.N) - 1] = item;
      total += 1;
    },
    standsAt: (instance) => commits.get(instance ?? '')?.length ?? 0,
    commits: (instance) => commits.get(instance) ?? [],
    requested(request) {
      const made = { ...request, tries: [] };
      requests.push(made);
      return made;
    },
    delivered(delivery) {
      const made = { ...delivery, outputs: [], codes: [], answeredAt: 0, kills: false, overAt: undefined };
      deliveries.push(made);
      return made;
    },
    gapsUntil: () => gapsUntil,
    restored(kept, at, isRebuilt = true) {
      if (!isRebuilt) gapsUntil = at;
      const heads = new Map<string, number>();
      for (const { instance, revision } of kept) {
        const name = instance?.S ?? '';
        heads.set(name, Math.max(heads.get(name) ?? 0, Number(revision?.N)));
      }
      for (const [instance, mine] of commits) {
        const head = heads.get(instance) ?? 0;
        if (mine.length <= head) continue;
        const gone = (items.get(instance) ?? []).splice(head);
        mine.splice(head);
        undone.set(instance, [...(undone.get(instance) ?? []), { at, entries: gone.map(decodeEntry) }]);
      }
      for (const { instance, tries } of requests) {
        const head = heads.get(instance ?? '') ?? 0;
        for (const one of tries) {
          const { answer } = one;
          const reached =
            answer !== undefined && 'acknowledged' in answer ? answer.acknowledged.revision : one.headTo;
          if (reached > head) one.isUndone = true;
        }
      }
    },
    found: (violation) => void violations.push(violation),
    instances: () => [...commits.keys()],
    total: () => total,
    jobs: { stored: [], told: [], tries: [] },
    telling,
    handed(instance, relayed, at) {
      const own = telling.handed.get(instance) ?? [];
      telling.handed.set(instance, own);
      own.push({ relayed, at });
      if (!telling.listed.has(instance)) telling.listed.set(instance, at);
    },
    relisted(kept) {
      const names = new Set(kept.filter(isWhole).map(({ instance }) => instance?.S ?? ''));
      for (const instance of [...telling.listed.keys()]) {
        if (!names.has(instance)) telling.listed.delete(instance);
      }
    },
    requests,
    deliveries,
    undone,
    violations,
  };
}

/** Whether an item of the projection is an instance's, and not only says that it is looked after. */
export function isWhole(item: Item): boolean {
  return item.relayed !== undefined && item.created !== undefined;
}
