import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { StoreUnavailable } from '../engine/errors.ts';
import type { Files } from './ports/files.ts';

/** Files as objects of an S3 bucket, which encrypts them once more under its own key. */
export function createS3Files(client: S3Client, Bucket: string): Files {
  return {
    async put(name, bytes) {
      await reaching(client.send(new PutObjectCommand({ Bucket, Key: name, Body: bytes })));
    },

    async get(name) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: name }));
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw new StoreUnavailable(error);
      }
    },

    async remove(name) {
      await reaching(client.send(new DeleteObjectCommand({ Bucket, Key: name })));
    },

    async removeAll(beginning) {
      for (;;) {
        const list = new ListObjectsV2Command({ Bucket, Prefix: beginning });
        const { Contents = [] } = await reaching(client.send(list));
        if (Contents.length === 0) return;
        for (const { Key } of Contents) await reaching(client.send(new DeleteObjectCommand({ Bucket, Key })));
      }
    },
  };
}

async function reaching<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw new StoreUnavailable(error);
  }
}
