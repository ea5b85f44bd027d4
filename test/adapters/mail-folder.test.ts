import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFolderMail } from '../../adapters/mail-folder.ts';
import { withFolder } from './folder.ts';
import { type Arrived, decodedWords, letter, mailContract } from './mail-contract.ts';

mailContract('folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-'));
  return {
    mail: createFolderMail(folder),
    arrived: async () => {
      const files = await readdir(folder);
      return Promise.all(files.map(async (file) => read(await readFile(join(folder, file), 'utf8'))));
    },
    close: () => rm(folder, { recursive: true }),
  };
});

describe('the mail folder', () => {
  test('has one file per key, however often it is sent: one after another or at once', async () => {
    await withFolder(async (folder) => {
      const mail = createFolderMail(folder, { now: () => 1_760_000_000_000 });
      for (let n = 0; n < 3; n++) await mail.send(letter);
      const another = { ...letter, key: 'i-1/4/0' };
      await Promise.all([1, 2, 3, 4].map(() => mail.send(another)));
      const files = await readdir(folder);
      expect(files).toHaveLength(2);
      for (const file of files) expect(file).toMatch(/^[\w-]{32}\.eml$/);
      const keys = await Promise.all(
        files.map(async (f) => read(await readFile(join(folder, f), 'utf8')).key),
      );
      expect(keys.sort()).toEqual(['i-1/3/0', 'i-1/4/0']);
    });
  });

  test('keeps the first of two mails under one key', async () => {
    await withFolder(async (folder) => {
      await createFolderMail(folder, { now: () => 1_000_000 }).send(letter);
      const [file = ''] = await readdir(folder);
      const first = await readFile(join(folder, file), 'utf8');
      await createFolderMail(folder, { now: () => 9_000_000 }).send(letter);
      expect(await readFile(join(folder, file), 'utf8')).toBe(first);
    });
  });

  test('is made with the first mail, and its files are for their owner alone', async () => {
    await withFolder(async (outer) => {
      const folder = join(outer, 'some', 'mail');
      await createFolderMail(folder).send(letter);
      const [file = ''] = await readdir(folder);
      expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
    });
  });

  test('a mail has what a mail program wants', async () => {
    await withFolder(async (folder) => {
      const mail = createFolderMail(folder, { from: 'shop@example.com', now: () => 1_760_000_000_000 });
      await mail.send(letter);
      const [file = ''] = await readdir(folder);
      const text = await readFile(join(folder, file), 'utf8');
      expect(text).toMatch(/^From: shop@example\.com\r$/m);
      expect(text).toMatch(/^Date: Thu, 09 Oct 2025 08:53:20 \+0000\r$/m);
      expect(text).toMatch(/^Message-ID: <[\w-]+@baton\.local>\r$/m);
      expect(text).toMatch(/^MIME-Version: 1\.0\r$/m);
      expect(text).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m);
    });
  });

  test('a page goes beside the text', async () => {
    await withFolder(async (folder) => {
      await createFolderMail(folder).send({ ...letter, html: '<p>Thank you' });
      const [file = ''] = await readdir(folder);
      const text = await readFile(join(folder, file), 'utf8');
      expect(text).toMatch(/^Content-Type: multipart\/alternative/m);
      expect([text.includes('Thank you.'), text.includes('<p>Thank you')]).toEqual([true, true]);
    });
  });

  test('what cannot be written is thrown, and leaves nothing', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'file');
      await createFolderMail(path).send(letter);
      const [file = ''] = await readdir(path);
      await expect(createFolderMail(join(path, file)).send(letter)).rejects.toThrow(/EEXIST|ENOTDIR/);
      expect(await readdir(path)).toEqual([file]);
    });
  });
});

/** A file as a mail program would show it. */
function read(file: string): Arrived {
  const [head = '', ...rest] = file.split('\r\n\r\n');
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ');
  expect(unfolded).not.toMatch(/^Bcc:/im);
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1] ?? '';
  const body = rest.join('\r\n\r\n');
  const encoding = header('Content-Transfer-Encoding');
  const to = header('To');
  return {
    key: header('X-Baton-Key'),
    to: to.includes('<') ? to : `<${to}>`,
    subject: decodedWords(header('Subject')),
    unsubscribe: ['List-Unsubscribe', 'List-Unsubscribe-Post'].map(header).filter(Boolean),
    text: encoding === 'base64' ? Buffer.from(body, 'base64').toString() : decodedBody(body, encoding),
  };
}

function decodedBody(body: string, encoding: string): string {
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
