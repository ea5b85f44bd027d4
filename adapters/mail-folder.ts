import { createHash } from 'node:crypto';
import { join } from 'node:path';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Letter, Mail } from './ports.ts';
import { unsubscribeHeaders } from './unsubscribe-headers.ts';
import { writeOnce } from './write-once.ts';

export interface FolderMailOptions {
  /** The sender's address. */
  readonly from?: string;
  /** The clock: epoch milliseconds. */
  readonly now?: () => number;
}

/**
 * Mail as a folder of `.eml` files that any mail program opens: for local use. One file per key, however often
 * it is sent, and never half a file: it is written beside and then renamed. Its name is a hash of the key and
 * says nothing of the person. The folder is made with the first mail. Throws what the file system throws.
 */
export function createFolderMail(
  folder: string,
  { from = 'baton@localhost', now = Date.now }: FolderMailOptions = {},
): Mail {
  return {
    async send(letter) {
      const name = createHash('sha256').update(letter.key).digest('base64url').slice(0, 32);
      await writeOnce(join(folder, `${name}.eml`), () =>
        compose(letter, `<${name}@baton.local>`, from, now()),
      );
    },
  };
}

function compose(letter: Letter, messageId: string, from: string, at: number): Promise<Buffer> {
  const mail = new MailComposer({
    from,
    to: letter.to,
    subject: letter.subject,
    text: letter.text,
    ...(letter.html === undefined ? {} : { html: letter.html }),
    headers: { 'X-Baton-Key': letter.key, ...unsubscribeHeaders(letter) },
    date: new Date(at),
    messageId,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return mail.compile().build();
}
