import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A mail in the local mail folder. */
export interface FoundMail {
  readonly file: string;
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Every mail of the folder; `others` are the files that are none. */
export async function readMails(
  folder: string,
): Promise<{ mails: readonly FoundMail[]; others: readonly string[] }> {
  const files = await readdir(folder);
  const ours = files.filter((file) => file.endsWith('.eml'));
  const mails = await Promise.all(
    ours.map(async (file) => parsed(file, await readFile(join(folder, file), 'utf8'))),
  );
  return { mails, others: files.filter((file) => !file.endsWith('.eml')) };
}

function parsed(file: string, mail: string): FoundMail {
  const end = mail.indexOf('\r\n\r\n');
  const headers = new Map<string, string>();
  for (const line of mail
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')) {
    const colon = line.indexOf(':');
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  const header = (name: string) => headers.get(name) ?? '';
  const body = mail.slice(end + 4);
  const text =
    header('content-transfer-encoding') === 'quoted-printable'
      ? decodeURIComponent(body.replaceAll('=\r\n', '').replaceAll('%', '=25').replaceAll('=', '%'))
      : body;
  return {
    file,
    key: header('x-baton-key'),
    to: header('to'),
    subject: header('subject'),
    text: text.trimEnd(),
  };
}
