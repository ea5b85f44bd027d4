import { randomBytes } from 'node:crypto';
import { KMSClient } from '@aws-sdk/client-kms';
import { describe, expect, test } from 'vitest';
import { createKmsKeys } from '../../adapters/keys-kms.ts';
import { type FakeAnswer, type FakeRequest, fakeError, openFakeAws } from './fake-aws.ts';
import { keysContract } from './keys-contract.ts';

keysContract('KMS', async () => {
  const { config, close } = await openFakeAws(fakeKms());
  return { keys: createKmsKeys(new KMSClient(config), 'alias/baton'), close };
});

describe('KMS', () => {
  test('that does not answer is unavailable, not a broken seal', async () => {
    const { config, close } = await openFakeAws(() => fakeError('KMSInternalException', 'later', 500));
    const keys = createKmsKeys(new KMSClient(config), 'alias/baton');
    await expect(keys.generate('c-1')).rejects.toMatchObject({ code: 'store-unavailable' });
    await expect(keys.unwrap('c-1', randomBytes(40))).rejects.toMatchObject({ code: 'store-unavailable' });
    await close();
    await expect(keys.generate('c-1')).rejects.toMatchObject({ code: 'store-unavailable' });
  });
});

/** Keeps what it has wrapped, and opens it for the same key and encryption context. */
function fakeKms(): (request: FakeRequest) => FakeAnswer {
  const kept = new Map<string, { readonly plain: string; readonly context: string }>();
  return ({ operation, body }) => {
    const context = JSON.stringify([body.KeyId, body.EncryptionContext]);
    if (operation === 'GenerateDataKey' && body.KeySpec === 'AES_256') {
      const [plain, wrapped] = [randomBytes(32).toString('base64'), randomBytes(60).toString('base64')];
      kept.set(wrapped, { plain, context });
      return { body: { KeyId: body.KeyId, Plaintext: plain, CiphertextBlob: wrapped } };
    }
    const found = operation === 'Decrypt' ? kept.get(String(body.CiphertextBlob)) : undefined;
    if (found?.context !== context) return fakeError('InvalidCiphertextException', 'no');
    return { body: { KeyId: body.KeyId, Plaintext: found.plain } };
  };
}
