import * as z from 'zod';
import { aboutField } from '../about.ts';
import { field } from '../fields.ts';
import { nothing } from '../nothing.ts';
import { line, recordField } from '../record-fields.ts';
import { MOST_FILE_BYTES } from './routes.ts';

const attachment = () =>
  z
    .strictObject({
      about: aboutField.about,
      name: line(200).meta({
        description: 'The file’s name; encrypted at rest.',
        examples: ['contract.pdf'],
      }),
      mediaType: z
        .string()
        .regex(/^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,99}$/, 'must be a media type, such as application/pdf')
        .default('application/octet-stream'),
      data: z
        .base64('must be base64')
        .min(1)
        .max((MOST_FILE_BYTES / 3) * 4 + 4)
        .meta({ description: 'The content as base64; encrypted at rest.' }),
    })
    .meta({ id: 'AttachmentRequest' });

const one = () => z.strictObject({ attachment: field.id });

/** What the attachments' operations take. */
export const attachmentInputs = {
  createAttachment: () => ({ path: nothing(), query: nothing(), body: attachment() }),
  listAttachments: () => ({ path: nothing(), query: aboutField.filters.extend(recordField.page.shape) }),
  getAttachment: () => ({ path: one(), query: nothing() }),
  getAttachmentContent: () => ({ path: one(), query: nothing() }),
  removeAttachment: () => ({ path: one(), query: nothing() }),
};

export type AttachmentRequest = z.output<ReturnType<typeof attachment>>;
