import { SESv2Client } from '@aws-sdk/client-sesv2';
import { describe, expect, test } from 'vitest';
import { createSesMail } from '../../adapters/mail-ses.ts';
import { type FakeRequest, fakeError, openFakeAws } from './fake-aws.ts';
import { type Arrived, letter, mailContract } from './mail-contract.ts';

mailContract('SES', async () => {
  const arrived: Arrived[] = [];
  const { config, close } = await openFakeAws((request) => {
    arrived.push(read(request));
    return { body: { MessageId: 'm-1' } };
  });
  return {
    mail: createSesMail(new SESv2Client(config), 'shop@example.com'),
    arrived: async () => arrived,
    close,
  };
});

describe('SES', () => {
  test.each(['nobody', 'a@b@c', 'a b@example.com', 'a@example.com\r\nBcc: b@example.com', ''])(
    'the address %j is refused, and not repeated',
    async (address) => {
      const { config, close } = await openFakeAws(() => ({ body: {} }));
      const mail = createSesMail(new SESv2Client(config), 'shop@example.com');
      const error = await mail.send({ ...letter, to: { name: 'John', address } }).catch((e: unknown) => e);
      expect(error).toMatchObject({ code: 'mail-not-sent', details: { reason: 'address-not-usable' } });
      await close();
    },
  );

  test('a page goes beside the text', async () => {
    const bodies: unknown[] = [];
    const { config, close } = await openFakeAws(({ body }) => {
      bodies.push((body as unknown as SentEmail).Content.Simple.Body);
      return { body: { MessageId: 'm-1' } };
    });
    const mail = createSesMail(new SESv2Client(config), 'shop@example.com');
    await mail.send({ ...letter, html: '<p>谢谢' });
    expect(bodies).toEqual([
      { Text: { Data: letter.text, Charset: 'UTF-8' }, Html: { Data: '<p>谢谢', Charset: 'UTF-8' } },
    ]);
    await close();
  });

  test('a refusal says why by its code and repeats nothing of the person', async () => {
    const { config, close } = await openFakeAws(() =>
      fakeError('MessageRejected', 'Email address is not verified: john@example.com'),
    );
    const mail = createSesMail(new SESv2Client(config), 'shop@example.com');
    const error = await mail.send(letter).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'mail-not-sent', details: { reason: 'MessageRejected' } });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/John|john/);
    await close();
  });
});

interface SentEmail {
  readonly FromEmailAddress: string;
  readonly Destination: { readonly ToAddresses: readonly string[] };
  readonly Content: {
    readonly Simple: {
      readonly Subject: { readonly Data: string };
      readonly Body: { readonly Text: { readonly Data: string } };
      readonly Headers: readonly { readonly Name: string; readonly Value: string }[];
    };
  };
}

function read({ operation, body }: FakeRequest): Arrived {
  expect(operation).toBe('/v2/email/outbound-emails');
  const { FromEmailAddress, Destination, Content } = body as unknown as SentEmail;
  expect(FromEmailAddress).toBe('shop@example.com');
  const { Subject, Body, Headers } = Content.Simple;
  const [to = ''] = Destination.ToAddresses;
  return {
    key: Headers.find(({ Name }) => Name === 'X-Baton-Key')?.Value ?? '',
    to: to.includes('<') ? to : `<${to}>`,
    subject: Subject.Data,
    text: Body.Text.Data,
    unsubscribe: Headers.flatMap(({ Name, Value }) => (Name.startsWith('List-Unsubscribe') ? [Value] : [])),
  };
}
