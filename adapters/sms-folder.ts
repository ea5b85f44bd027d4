import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Sms } from './ports.ts';
import { writeOnce } from './write-once.ts';

/**
 * Short messages as a folder of texts: for local use. One file per key, however often it is sent; its name is a hash of
 * the key. The folder is made with the first. Throws what the file system throws.
 */
export function createFolderSms(folder: string): Sms {
  return {
    async send({ key, to, text }) {
      const name = createHash('sha256').update(key).digest('base64url').slice(0, 32);
      const content = `To: ${to}\nX-Baton-Key: ${key}\n\n${text}\n`;
      await writeOnce(join(folder, `${name}.txt`), () => Buffer.from(content));
    },
  };
}
