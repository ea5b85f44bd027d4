import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFolderSms } from '../../adapters/sms-folder.ts';
import { withFolder } from './folder.ts';
import { message, smsContract } from './sms-contract.ts';

async function arrivedIn(folder: string) {
  const files = await readdir(folder);
  return Promise.all(
    files.map(async (file) => {
      const [head = '', ...rest] = (await readFile(join(folder, file), 'utf8')).split('\n\n');
      return { to: /^To: (.*)$/m.exec(head)?.[1] ?? '', text: rest.join('\n\n').replace(/\n$/, '') };
    }),
  );
}

smsContract('folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-'));
  return {
    sms: createFolderSms(folder),
    arrived: () => arrivedIn(folder),
    close: () => rm(folder, { recursive: true }),
  };
});

test('the folder has one file per key, however often it is sent', async () => {
  await withFolder(async (folder) => {
    const sms = createFolderSms(join(folder, 'sms'));
    for (let n = 0; n < 3; n++) await sms.send(message);
    await Promise.all([1, 2, 3].map(() => sms.send({ ...message, key: 'i-1/4/0' })));
    expect(await arrivedIn(join(folder, 'sms'))).toHaveLength(2);
  });
});
