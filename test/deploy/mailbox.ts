import { CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { ClientSettings } from './settings.ts';

/** The sender of all mail in this test. */
export const SENDER = 'orders@baton.example.com';

/** What was sent through SES. */
export interface Mailbox {
  /** Subjects of the mails to an address. */
  subjectsTo(address: string): Promise<readonly string[]>;
}

/**
 * Verifies the sender, as a company does by hand, and returns what was sent from it. Undefined where the endpoint
 * has no SES v2 (LocalStack's community edition): then no mail can be sent there, and none is looked for.
 */
export async function openMailbox(endpoint: string, settings: ClientSettings): Promise<Mailbox | undefined> {
  const ses = new SESv2Client(settings);
  try {
    await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: SENDER }));
  } catch (error) {
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    if (status === 501) return undefined;
    const known = error instanceof Error && error.name === 'AlreadyExistsException';
    if (!known) throw error;
  }
  return {
    async subjectsTo(address) {
      const mails = await sent(endpoint);
      return mails
        .filter(({ to }) => to.some((each) => each.includes(address)))
        .map(({ subject }) => subject);
    },
  };
}

/** Emulators show what SES sent under an address of their own: MiniStack's by account, LocalStack's as a list. */
async function sent(endpoint: string): Promise<readonly { to: readonly string[]; subject: string }[]> {
  const ministack = await fetch(`${endpoint}/_ministack/ses/messages`);
  if (ministack.ok) {
    const { messages } = (await ministack.json()) as {
      messages: Record<string, { To: string[]; Subject: string }[]>;
    };
    return Object.values(messages)
      .flat()
      .map(({ To, Subject }) => ({ to: To, subject: Subject }));
  }
  const localstack = await fetch(`${endpoint}/_aws/ses`);
  const { messages } = (await localstack.json()) as {
    messages: { Destination: { ToAddresses: string[] }; Subject: string }[];
  };
  return messages.map(({ Destination, Subject }) => ({ to: Destination.ToAddresses, subject: Subject }));
}
