import { SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, test } from 'vitest';
import { createSnsSms } from '../../adapters/sms-sns.ts';
import { openFakeSns } from './fake-sns.ts';
import { message, smsContract } from './sms-contract.ts';

smsContract('SNS', async () => {
  const arrived: { to: string; text: string }[] = [];
  const { config, close } = await openFakeSns((form) => {
    expect(form.get('Action')).toBe('Publish');
    arrived.push({ to: form.get('PhoneNumber') ?? '', text: form.get('Message') ?? '' });
    return undefined;
  });
  return { sms: createSnsSms(new SNSClient(config)), arrived: async () => arrived, close };
});

describe('SNS', () => {
  test.each(['', '123', '+0123456789', 'arn:aws:sns:us-east-1:123456789012:topic', '+49 151 12345678'])(
    'the number %j is refused, and not repeated',
    async (to) => {
      const { config, close } = await openFakeSns(() => undefined);
      const error = await createSnsSms(new SNSClient(config))
        .send({ ...message, to })
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ permanent: true, details: { reason: 'number-not-usable' } });
      await close();
    },
  );

  test.each([
    ['InvalidParameter', 'InvalidParameterException', true],
    ['Throttled', 'ThrottledException', false],
  ])(
    'a refusal (%s) says why by its code and repeats nothing of the person',
    async (code, reason, permanent) => {
      const { config, close } = await openFakeSns(() => ({ code, message: `Not for ${message.to}` }));
      const error = await createSnsSms(new SNSClient(config))
        .send(message)
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'sms-not-sent', permanent, details: { reason } });
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('4915');
      await close();
    },
  );
});
