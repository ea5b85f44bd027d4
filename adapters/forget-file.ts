import { type Attachment, attachmentKind } from '../records/kinds/attachment.ts';
import type { Files } from './ports/files.ts';
import type { Version } from './ports/records.ts';

/** Removes the content of an attachment that was removed; nothing for any other version. May be repeated. */
export async function forgetFile(files: Files, { kind, removed, content }: Version<object>): Promise<void> {
  if (kind !== attachmentKind.kind || !removed) return;
  const { file } = content as Partial<Attachment>;
  if (file !== undefined) await files.remove(file);
}
