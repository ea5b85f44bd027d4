import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { BatonError } from '../engine/errors.ts';
import type { Sms } from './ports.ts';

/** A short message was not sent, or it is unknown whether it was. Says why by a code; never to whom. */
export class SmsNotSent extends BatonError {
  readonly code = 'sms-not-sent';
  /** True where trying again is in vain. */
  readonly permanent: boolean;
  constructor(reason: string, permanent = false) {
    super(`The short message was not sent (${reason}).`, { reason });
    this.permanent = permanent;
  }
}

/** Short messages by Amazon SNS, which knows no key. Throws `SmsNotSent`, without the cause: it may name numbers. */
export function createSnsSms(client: Pick<SNSClient, 'send'>): Sms {
  return {
    async send({ to, text }) {
      if (!/^\+[1-9]\d{6,14}$/.test(to)) throw new SmsNotSent('number-not-usable', true);
      try {
        await client.send(new PublishCommand({ PhoneNumber: to, Message: text }));
      } catch (error) {
        const reason = error instanceof Error ? error.name : 'unknown';
        throw new SmsNotSent(reason, reason === 'InvalidParameterException');
      }
    },
  };
}
