import type { JobPart, PartResult } from '../../adapters/ports/jobs.ts';
import type { Records, Version } from '../../adapters/ports/records.ts';
import type { Definitions } from '../../engine/definition.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Entry } from '../../engine/entry.ts';
import type { Projection } from '../../engine/ports.ts';
import { decisionKind } from '../../records/kinds/decision.ts';
import { type WhatIf, whatIfKind } from '../../records/kinds/what-if.ts';
import type { Model } from '../../rules/model.ts';
import { ModelUnfit } from '../../rules/unfit.ts';
import { decidedBy } from '../decisions/decided.ts';
import { modelOf } from '../decisions/deciders.ts';
import { type Change, compare, type Difference } from '../what-if/compare.ts';
import { JobFailed, type JobWork, type PlanStep } from './work.ts';

export interface WhatIfDeps {
  readonly engine: Pick<Engine, 'journal'>;
  readonly projection: Pick<Projection, 'list'>;
  readonly definitions: Pick<Definitions, 'list'>;
  readonly records: Pick<Records, 'of'>;
  /** Instances of one part; 100 where it is left out. */
  readonly perPart?: number;
}

/** What one part found, beside its figures. */
export interface WhatIfPart {
  readonly changes: readonly Change[];
  readonly shadowChanges: readonly Change[];
  readonly differences: readonly Difference[];
}

/** What of a part is kept: it must fit into one item of the store. */
const MOST_CHANGES = 200;
const MOST_ENTRIES = 100;

/** Walks the journals of the instances that lived in a period, and makes their decisions again. */
export function createWhatIfWork(deps: WhatIfDeps): JobWork<WhatIf> {
  const { engine, projection, definitions, records, perPart = 100 } = deps;

  /** Throws `JobFailed` where it is gone, or cannot be made ready any more. */
  async function deciderOf({ decision, ask }: WhatIf) {
    const model: Model | undefined =
      'version' in ask
        ? await modelOf(() => records, decision, ask.version)
        : (await records.of(decisionKind).at(decision, ask.draft))?.content.model;
    if (model === undefined) throw new JobFailed('model-gone');
    const { ready } = await import('../../rules/ready.ts');
    return ready(model).catch((error: unknown) => {
      throw error instanceof ModelUnfit ? new JobFailed('model-not-valid') : error;
    });
  }

  async function entriesOf(instance: string): Promise<readonly Entry[]> {
    const all: Entry[] = [];
    for (let from = 1; ; ) {
      const page = await engine.journal(instance, from, MOST_ENTRIES);
      // Most entries decide nothing: only those that did are kept while the others are read.
      all.push(...page.filter(({ decisions = [] }) => decisions.length > 0));
      if (page.length < MOST_ENTRIES) return all;
      from += page.length;
    }
  }

  return {
    kind: whatIfKind,
    inOrder: false,

    async plan({ content }, cursor): Promise<PlanStep> {
      // A version and a revision of a draft never change: what can be made ready once, can always.
      if (cursor === undefined) await deciderOf(content);
      const { process, from, to = Number.POSITIVE_INFINITY } = content;
      const processes = process === undefined ? definitions.list().map((one) => one.process) : [process];
      const page = await projection.list(
        { processes, order: 'oldest' },
        perPart,
        cursor as string | undefined,
      );
      const lived = page.items.filter(({ createdAt, updatedAt }) => createdAt < to && updatedAt >= from);
      const isPast = (page.items.at(-1)?.createdAt ?? 0) >= to;
      const ids = lived.map(({ instance }) => instance);
      return {
        ...(ids.length > 0 && { part: { items: ids.length, content: ids } }),
        ...(page.cursor !== undefined && !isPast && { onward: page.cursor }),
      };
    },

    async run({ content: job }: Version<WhatIf>, { content }: JobPart): Promise<PartResult> {
      const decide = decidedBy(await deciderOf(job));
      const entries: Entry[] = [];
      for (const instance of content as readonly string[]) entries.push(...(await entriesOf(instance)));
      const asked = { ...job, to: job.to ?? Number.POSITIVE_INFINITY };
      const { tally, changes, shadowChanges, differences } = compare(entries, asked, decide);
      const told: WhatIfPart = {
        changes: changes.slice(0, MOST_CHANGES),
        shadowChanges: shadowChanges.slice(0, MOST_CHANGES),
        differences,
      };
      return { tally, content: told };
    },
  };
}
