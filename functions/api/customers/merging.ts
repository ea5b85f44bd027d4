import type { Handlers } from '../answer.ts';
import type { ApiDeps } from '../deps.ts';
import { invalidBody, noSuch, Refusal, revisionMismatch } from '../problem.ts';
import { show } from './handlers.ts';

/** Merging a duplicate into a customer. */
export function mergingHandlers({ customers }: ApiDeps): Handlers<'mergeCustomer'> {
  return {
    async mergeCustomer({ path, body: { duplicate, take }, revision, who, prefix }) {
      const outcome = await customers.merge({ survivor: path.customer, duplicate, take }, who, revision);
      if ('survivor' in outcome) return show(outcome.survivor, path.customer, prefix);
      switch (outcome.refused) {
        case 'survivor-unknown':
          throw noSuch('customer-not-found', 'customer');
        case 'duplicate-unknown':
          throw invalidBody('/duplicate', 'names no customer');
        case 'same':
          throw invalidBody('/duplicate', 'is this customer');
        case 'too-many':
          throw invalidBody('/duplicate', 'would be more than a customer can be merged from');
        case 'duplicate-merged':
          throw new Refusal('customer-merged', 'The duplicate was merged into another customer.');
        case 'revision':
          throw revisionMismatch(revision ?? 0, outcome.revision);
      }
    },
  };
}
