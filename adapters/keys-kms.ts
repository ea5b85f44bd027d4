import {
  DecryptCommand,
  GenerateDataKeyCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  type KMSClient,
} from '@aws-sdk/client-kms';
import { StoreUnavailable } from '../engine/errors.ts';
import type { Keys } from './ports.ts';
import { SealBroken } from './vault.ts';

/**
 * Data keys made and wrapped by a KMS key (its id, ARN or alias), with the subject as encryption context: the
 * audit log of KMS says whose key was used, and a wrapped key opens for its own subject only. Throws
 * `StoreUnavailable` when KMS does not answer.
 */
export function createKmsKeys(client: KMSClient, keyId: string): Keys {
  return {
    async generate(subject) {
      const { Plaintext, CiphertextBlob } = await client
        .send(
          new GenerateDataKeyCommand({
            KeyId: keyId,
            KeySpec: 'AES_256',
            EncryptionContext: { subject },
          }),
        )
        .catch(unavailable);
      return { plain: present(Plaintext), wrapped: present(CiphertextBlob) };
    },

    async unwrap(subject, wrapped) {
      const { Plaintext } = await client
        .send(new DecryptCommand({ KeyId: keyId, CiphertextBlob: wrapped, EncryptionContext: { subject } }))
        .catch((error: unknown) => {
          const broken =
            error instanceof InvalidCiphertextException || error instanceof IncorrectKeyException;
          if (broken) throw new SealBroken({ subject }, error);
          return unavailable(error);
        });
      return present(Plaintext);
    },
  };
}

function unavailable(error: unknown): never {
  throw new StoreUnavailable(error);
}

function present(bytes: Uint8Array | undefined): Uint8Array {
  if (bytes === undefined) throw new StoreUnavailable(new Error('KMS answered without a key.'));
  return bytes;
}
