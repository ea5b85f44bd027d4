import { createCorrelate } from '../../../engine/correlate.ts';
import type { Definitions } from '../../../engine/definition.ts';
import type { Engine } from '../../../engine/engine.ts';
import { createEnrol } from '../../../engine/enrol.ts';
import type { BatonError } from '../../../engine/errors.ts';
import type { Projection } from '../../../engine/ports.ts';
import { createAnnounced } from '../../../functions/enrolment/announced.ts';
import { createTell, type TellDeps } from '../../../functions/enrolment/tell.ts';
import type { Ledger } from '../ledger.ts';
import type { Books } from './books.ts';

export interface AnnouncingOptions {
  readonly engine: Engine;
  readonly projection: Projection;
  readonly definitions: Definitions;
  readonly now: () => number;
  readonly books: Books;
  readonly ledger: Pick<Ledger, 'found'>;
}

/** What a rule may meet that says nothing about it: an unknown definition, others that were faster, the end of a row. */
const PASSING: readonly string[] = ['definition-unknown', 'conflict', 'too-many'];

/** Takes events to whoever waits for them and to the rules, as `functions/wiring.ts` puts it together. */
export function createAnnouncing({ engine, projection, definitions, now, books, ledger }: AnnouncingOptions) {
  const refused = (rule: string, error: BatonError) => {
    if (PASSING.includes(error.code)) return;
    ledger.found({ law: 'rule-refused', instance: '', what: `${rule}: ${error.code}` });
  };
  const people: TellDeps['people'] = () => ({ ...books, customers });
  const tell = createTell({
    ...{ engine, definitions, now, refused, people },
    rules: books.rules,
    correlate: createCorrelate({ engine, definitions, projection }),
    enrol: createEnrol({ engine, projection, now }),
  });
  return { tell, announced: createAnnounced({ tell, people, refused }) };
}

/** Customers have one id each, and belong to no segment: what is sealed is not simulated. */
export const customers: ReturnType<TellDeps['people']>['customers'] = {
  idsOf: async (customer) => [customer],
  get: async () => undefined,
  page: async () => ({ items: [] }),
};
