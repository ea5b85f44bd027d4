import type { Enrol } from '../../engine/enrol.ts';
import { segmentKind } from '../../records/kinds/segment.ts';
import { membersOf } from '../segment-members.ts';
import { mapped } from './mapped.ts';
import type { NamedRule, Rules } from './rules.ts';
import type { TellDeps } from './tell.ts';
import { type Refused, unlessRefused } from './unless-refused.ts';

export interface EnrolAllDeps {
  readonly rules: Rules;
  readonly people: TellDeps['people'];
  readonly enrol: Enrol;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly refused: Refused;
}

/** A page of the members of one rule's segment. */
interface Page {
  readonly rule: string;
  readonly cursor?: string;
}

/** Enrols a page of members, and says where to go on; absent at the end. */
export type EnrolAll = (next?: string) => Promise<{ readonly next?: string }>;

const PAGE = 100;

/**
 * Enrols whoever is in a segment by now that a rule names: some come to be in one by the mere passing of time. Told
 * again on the same day, nobody is enrolled twice. Throws `StoreUnavailable`.
 */
export function createEnrolAll({ rules, people, enrol, now, refused }: EnrolAllDeps): EnrolAll {
  async function enrolOne({ id: rule, process, repeat, input }: NamedRule, customer: string): Promise<void> {
    const cause = `segment/${new Date(now()).toISOString().slice(0, 10)}`;
    const made = mapped(input, { customer, event: {} });
    await unlessRefused(rule, refused, () => enrol({ rule, process, repeat, input: made, customer, cause }));
  }

  async function enrolPage(rule: NamedRule, segment: string, cursor?: string): Promise<string | undefined> {
    const { records, customers, timeline } = people();
    const found = await records.of(segmentKind).get(segment);
    if (found === undefined) return undefined;
    const page = await membersOf({ customers, timeline, now }, found.content.filter, { limit: PAGE, cursor });
    for (const { id } of page.items) await enrolOne(rule, id);
    return page.cursor;
  }

  return async (next) => {
    const all = (await rules()).flatMap((rule) =>
      'segment' in rule.on ? [{ rule, segment: rule.on.segment }] : [],
    );
    const from: Page | undefined = next === undefined ? undefined : JSON.parse(next);
    const at = from === undefined ? 0 : all.findIndex(({ rule }) => rule.id === from.rule);
    const here = all[at];
    if (here === undefined) return {};
    const cursor = await enrolPage(here.rule, here.segment, from?.cursor);
    if (cursor !== undefined) return { next: JSON.stringify({ rule: here.rule.id, cursor } satisfies Page) };
    const following = all[at + 1];
    return following === undefined
      ? {}
      : { next: JSON.stringify({ rule: following.rule.id } satisfies Page) };
  };
}
