import type { RecordKind } from '../record-kind.ts';
import type { Titles } from '../titles.ts';

/** A system that is called when it is a customer's turn in a sequence. */
export interface Webhook {
  readonly title: Titles;
  readonly url: string;
  /** What calls are signed with: `whsec_` and base64. */
  readonly secret: string;
  /** The channel by which that system reaches customers: news and offers need consent for it. */
  readonly consent: string;
  /** Where it is false, it is not called. */
  readonly active: boolean;
}

/** Webhooks, by the id that steps of sequences name. An address may hold a token, and is sealed as the secret is. */
export const webhookKind: RecordKind<Webhook> = {
  kind: 'webhook',
  personal: ['url', 'secret'],
  shelves: 1,
  lookups: () => [],
  places: () => ({}),
};
