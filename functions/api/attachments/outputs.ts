import * as z from 'zod';
import { aboutField } from '../about.ts';
import { next } from '../output-fields.ts';
import { recordTimes } from '../record-fields.ts';

const shape = {
  attachment: z.string(),
  about: aboutField.about,
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  digest: z.string().meta({ description: 'SHA-256 of the content, in hexadecimal.' }),
};
const attachment = z.strictObject({ ...shape, ...recordTimes }).meta({ id: 'Attachment' });
const content = z
  .strictObject({
    ...shape,
    data: z.string().meta({ description: 'The content as base64.' }),
    ...recordTimes,
  })
  .meta({ id: 'AttachmentContent' });

/** What the attachments' operations answer on success. */
export const attachmentOutputs = {
  createAttachment: attachment,
  listAttachments: z
    .strictObject({ items: z.array(attachment), cursor: next })
    .meta({ id: 'AttachmentPage' }),
  getAttachment: attachment,
  getAttachmentContent: content,
  removeAttachment: attachment,
} as const;

export type AttachmentBody = z.output<typeof attachment>;
