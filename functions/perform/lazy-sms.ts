import { clientSettings } from '../../adapters/client-settings.ts';
import type { Sms } from '../../adapters/ports.ts';

/** Short messages by SNS, which is loaded with the first. */
export function lazySms(): Sms {
  let made: Promise<Sms> | undefined;
  return {
    async send(message) {
      made ??= load();
      await (await made).send(message);
    },
  };
}

async function load(): Promise<Sms> {
  const [{ createSnsSms }, { SNSClient }] = await Promise.all([
    import('../../adapters/sms-sns.ts'),
    import('@aws-sdk/client-sns'),
  ]);
  return createSnsSms(new SNSClient(clientSettings));
}
