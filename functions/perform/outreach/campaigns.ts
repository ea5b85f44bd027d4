import type { Records } from '../../../adapters/ports/records.ts';
import { SYSTEM } from '../../../engine/commit.ts';
import type { Definitions } from '../../../engine/definition.ts';
import type { Entry } from '../../../engine/entry.ts';
import { derivedId } from '../../../engine/ids.ts';
import type { Performer } from '../../../engine/perform.ts';
import type { Projection, ProjectionItem } from '../../../engine/ports.ts';
import { viewOf } from '../../../engine/view.ts';
import { type Figures, noFigures, together } from '../../../machines/campaign/figures.ts';
import { bulkKind, type Deed, DO } from '../../../records/kinds/bulk.ts';
import { INTERRUPTED } from '../../../records/kinds/job.ts';

export interface CampaignsDeps {
  /** Those whose changes set jobs going. */
  readonly records: Pick<Records, 'of'>;
  readonly projection: Pick<Projection, 'list'>;
  readonly definitions: Pick<Definitions, 'get'>;
  entries(
    items: readonly { readonly instance: string; readonly revision: number }[],
  ): Promise<readonly (Entry | undefined)[]>;
  readonly now: () => number;
  /** Members that are counted by one effect; 1000 where it is left out. */
  readonly perCount?: number;
}

interface EnrolInput {
  readonly segment: string;
  readonly sequence: string;
  readonly goal?: string;
  readonly until: string;
  readonly holdOut: number;
  readonly round: number;
  readonly repeat: string;
}

const PAGE = 100;

/** What campaigns want done: jobs that enrol a segment and tell members, and a count of what came of it. */
export function createCampaignPerformers(deps: CampaignsDeps): Record<string, Performer> {
  const { records, projection, definitions, entries, now, perCount = 1000 } = deps;

  /** Begins a bulk action, under an id that makes it one however often it is begun; returns the id. */
  async function begin(key: string, deed: Deed): Promise<string> {
    const id = derivedId(SYSTEM, bulkKind.kind, key);
    await records.of(bulkKind).create({ id, content: { deed, pass: DO, tries: 1 }, who: SYSTEM, at: now() });
    return id;
  }

  async function countAll(items: readonly ProjectionItem[]): Promise<Figures> {
    let figures = noFigures;
    for (const entry of await entries(items)) {
      const definition = entry && (await definitions.get(entry.process, entry.version));
      if (entry === undefined || definition === undefined) continue;
      figures = together(figures, figuresOf(viewOf(definition, entry).context as Member));
    }
    return figures;
  }

  return {
    /** One job per effect: however often it is performed, the segment is enrolled once. */
    enrol: async ({ segment, round, repeat, ...input }: EnrolInput, { key, instance }) => {
      const of = `campaign/${instance}`;
      const job = await begin(key, {
        ...{ process: 'outreach', action: 'start', segment, as: 'customer' },
        input: { ...input, campaign: instance },
        // Who was enrolled in an earlier round has that key already, unless each round has its own.
        key: repeat === 'each-round' ? `${of}/${round}` : of,
      });
      return { job };
    },

    lookAtJob: async ({ job }: { readonly job: string }) => {
      const ended = (await records.of(bulkKind).get(job))?.content.ended;
      if (ended === undefined) return { over: false };
      // Parts that are left are for a person to resume: whoever was enrolled is.
      const isFailure = ended.code !== undefined && ended.code !== INTERRUPTED;
      return { over: true, ...(isFailure && { code: ended.code }) };
    },

    resumeMembers: async (_: object, { key, instance }) => {
      const where = { key: instance };
      await begin(key, { process: 'outreach', action: 'advance', where, event: { type: 'resume' } });
      return {};
    },

    countMembers: async ({ cursor: from }: { readonly cursor?: string }, { instance }) => {
      let figures = noFigures;
      let cursor = from;
      for (let counted = 0; counted < perCount; counted += PAGE) {
        const query = { processes: ['outreach'], key: instance, order: 'oldest' } as const;
        const page = await projection.list(query, Math.min(PAGE, perCount), cursor);
        figures = together(figures, await countAll(page.items));
        cursor = page.cursor;
        if (cursor === undefined) return { figures };
      }
      return { figures, cursor };
    },
  };
}

/** As much of an outreach's context as is counted. */
interface Member {
  readonly heldOut: boolean;
  readonly sent: number;
  readonly clicks: number;
  readonly converted: boolean;
  readonly outcome?: string;
}

function figuresOf({ heldOut, sent, clicks, converted, outcome }: Member): Figures {
  // Whom the campaign was not for says nothing of what it did.
  if (outcome === 'skipped') return noFigures;
  const arm = {
    ...{ members: 1, sent, clicked: clicks > 0 ? 1 : 0, converted: converted ? 1 : 0 },
    unsubscribed: outcome === 'unsubscribed' ? 1 : 0,
  };
  return { ...noFigures, [heldOut ? 'heldOut' : 'contacted']: arm };
}
