import type { Records } from '../../adapters/ports/records.ts';
import type { Letter } from '../../adapters/ports.ts';
import { SYSTEM } from '../../engine/commit.ts';
import { derivedId } from '../../engine/ids.ts';
import { type Message, messageKind } from '../../records/kinds/message.ts';

/** A letter that was sent to a customer: under which effect's key, by which instance and template. */
export interface Sent {
  readonly letter: Pick<Letter, 'key' | 'text'> & { readonly subject?: string };
  /** A mail where it is left out. */
  readonly channel?: 'email' | 'sms';
  /** The customer's present id. */
  readonly customer: string;
  readonly instance: string;
  readonly template: NonNullable<Message['template']>;
}

/** Keeps a letter that was sent as a message to its customer: once, however often it is told of. */
export type KeepLetter = (sent: Sent) => Promise<void>;

/** As much of a line and of a text as a message holds. */
const MOST_TITLE = 200;
const MOST_TEXT = 20_000;

/** Messages among the records, each under an id that is made of the effect's key. Throws `StoreUnavailable`. */
export function createKeepLetter({ of }: Pick<Records, 'of'>, now: () => number): KeepLetter {
  const messages = of(messageKind);
  return async ({ letter: { key, subject, text }, channel = 'email', customer, instance, template }) => {
    const about = `customer/${customer}`;
    await messages.create({
      ...{ id: derivedId(SYSTEM, messageKind.kind, key), subject: about, who: SYSTEM, at: now() },
      content: {
        ...{ about, channel, direction: 'out', instance, template },
        ...(subject !== undefined && { title: beginning(subject, MOST_TITLE) }),
        text: beginning(text, MOST_TEXT),
      },
    });
  };
}

/** Never half a character. */
function beginning(text: string, most: number): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}
