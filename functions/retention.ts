import type { Records } from '../adapters/ports/records.ts';
import type { Definitions } from '../engine/definition.ts';
import { type RetentionOf, retentionId, retentionKind } from '../records/kinds/retention.ts';
import { INSTANCE_DAYS, type RetiringKind, retiring } from '../records/retiring.ts';

/** How long what is over is kept, in milliseconds. Throws `StoreUnavailable`. */
export interface Retention {
  /** Finished instances of a process: by the company's rule, else by what its newest version says, else ten years. */
  ofProcess(process: string): Promise<number>;
  /** Records of a kind: by the company's rule, else by `retiring`; undefined for a kind that stays. */
  ofRecords(kind: string): Promise<number | undefined>;
}

export interface RetentionDeps {
  readonly records: Pick<Records, 'of'>;
  readonly definitions: Pick<Definitions, 'get'>;
}

const DAY = 86_400_000;

/** The rules as they are now, each read once. */
export function readRetention({ records, definitions }: RetentionDeps): Retention {
  const rules = records.of(retentionKind);
  const known = new Map<string, Promise<number>>();

  async function ruleOf(of: RetentionOf): Promise<number | undefined> {
    const { content } = (await rules.get(retentionId(of))) ?? {};
    if (content === undefined) return undefined;
    const same =
      'process' in of && 'process' in content ? of.process === content.process : 'records' in content;
    return same ? content.days * DAY : undefined;
  }

  function once(of: RetentionOf, otherwise: () => Promise<number> | number): Promise<number> {
    const id = JSON.stringify(of);
    const found = known.get(id) ?? ruleOf(of).then((rule) => rule ?? otherwise());
    known.set(id, found);
    return found;
  }

  return {
    ofProcess: (process) =>
      once({ process }, async () => (await definitions.get(process))?.retention ?? INSTANCE_DAYS * DAY),
    ofRecords: async (kind) =>
      isRetiring(kind) ? once({ records: kind }, () => retiring[kind] * DAY) : undefined,
  };
}

function isRetiring(kind: string): kind is RetiringKind {
  return Object.hasOwn(retiring, kind);
}
