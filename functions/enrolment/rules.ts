import { createKeptWhile, type KeptWhileOptions } from '../../adapters/kept-while.ts';
import type { Records } from '../../adapters/ports/records.ts';
import { type EnrolmentRule, enrolmentKind } from '../../records/kinds/enrolment.ts';

/** A rule under its id. */
export type NamedRule = EnrolmentRule & { readonly id: string };

/** The rules that are active now, or were a moment ago. Throws `StoreUnavailable`. */
export type Rules = () => Promise<readonly NamedRule[]>;

/** Rules beyond so many are not looked at. */
const MOST = 1000;
const PAGE = 100;

/**
 * The company's own rules, and those of `bundled` that no record of the same id replaces. What was read is kept for a
 * while: a change counts from then on.
 */
export function createRules(
  records: () => Pick<Records, 'of'>,
  bundled: Readonly<Record<string, EnrolmentRule>>,
  options: KeptWhileOptions,
): Rules {
  const kept = createKeptWhile<readonly NamedRule[]>(options);

  async function own(): Promise<Map<string, EnrolmentRule>> {
    const found = new Map<string, EnrolmentRule>();
    let cursor: string | undefined;
    do {
      const page = await records()
        .of(enrolmentKind)
        .page({ name: 'rules', within: [], limit: PAGE, cursor, order: 'oldest' });
      for (const { id, content } of page.items) found.set(id, content);
      cursor = page.cursor;
    } while (cursor !== undefined && found.size < MOST);
    return found;
  }

  return async () => {
    const known = kept.get('rules');
    if (known !== undefined) return known;
    const all = { ...bundled, ...Object.fromEntries(await own()) };
    const rules = Object.entries(all).flatMap(([id, rule]) => (rule.active ? [{ id, ...rule }] : []));
    kept.set('rules', rules);
    return rules;
  };
}
