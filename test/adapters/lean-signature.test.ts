import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSign } from '../../adapters/lean-signature.ts';
import { seed } from '../engine/seed.ts';
import { signerOf } from './signature-check.ts';

const word = fc.stringMatching(/^[A-Za-z0-9+/=_-]{1,60}$/);
const credentials = fc.record(
  { accessKeyId: fc.stringMatching(/^[A-Z0-9]{16,20}$/), secretAccessKey: word, sessionToken: word },
  { requiredKeys: ['accessKeyId', 'secretAccessKey'] },
);
const body = fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array());
const date = fc.date({ min: new Date('2015-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
const place = fc.record({
  host: fc.stringMatching(/^[a-z0-9.-]{1,40}(:\d{1,5})?$/),
  region: fc.stringMatching(/^[a-z0-9-]{1,20}$/),
});

test('signs as the signer of the SDK does, whatever was signed before', async () => {
  await fc.assert(
    fc.asyncProperty(
      place,
      fc.array(fc.tuple(credentials, body, date), { minLength: 1 }),
      async (where, requests) => {
        const sign = createSign(where);
        for (const [identity, content, at] of requests) {
          const headers = {
            'content-type': 'application/x-amz-json-1.0',
            'x-amz-target': 'DynamoDB_20120810.PutItem',
          };
          const request = {
            method: 'POST',
            protocol: 'https:',
            hostname: 'x',
            path: '/',
            query: {},
            body: content,
          };
          const ours = { ...request, headers: { ...headers } };
          sign(ours, identity, at);
          const signed = { ...request, headers: { ...headers, host: where.host } };
          const theirs = await signerOf(where.region, identity).sign(signed, { signingDate: at });
          expect(ours.headers).toEqual(theirs.headers);
        }
      },
    ),
    { seed },
  );
});
