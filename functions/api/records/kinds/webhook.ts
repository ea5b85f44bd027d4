import * as z from 'zod';
import { type Webhook, webhookKind } from '../../../../records/kinds/webhook.ts';
import { CHANNELS } from '../../customers/channels.ts';
import type { ApiDeps } from '../../deps.ts';
import { invalidBody } from '../../problem.ts';
import { recordField, recordTimes } from '../../record-fields.ts';
import { recordPart } from '../part.ts';
import { timesOf } from '../times.ts';

const PREFIX = 'whsec_';

const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'must begin with a small letter and hold small letters, digits and -')
  .meta({ description: 'Its id: what a step of a sequence names.', examples: ['loyalty'] });
const url = z
  .url({ protocol: /^https?$/, error: 'must be an address that begins with https://' })
  .max(500)
  .meta({
    description: 'Where it is called; encrypted at rest.',
    examples: ['https://loyalty.example.com/baton'],
  });
const secret = z
  .string()
  .max(100)
  .refine(isSecret, 'must be whsec_ and 24 to 64 bytes in base64')
  .meta({
    description:
      'What calls are signed with, as Standard Webhooks have it: `whsec_` and 24 to 64 random bytes in base64. ' +
      'Encrypted at rest, and never shown.',
    examples: ['whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX'],
  });
const consent = z.enum(CHANNELS).meta({
  description: 'By which channel that system reaches customers: news and offers need consent for it.',
});
const active = z.boolean().meta({ description: 'Where it is false, it is not called.' });
const fields = { title: recordField.titles, url, secret, consent, active };
const { secret: _, ...shown } = fields;

/** Systems that are called when it is a customer's turn in a sequence. */
export const webhookPart = recordPart({
  kind: webhookKind,
  create: () =>
    z
      .strictObject({
        ...{ webhook: id, ...fields },
        ...{ consent: consent.default('email'), active: active.default(true) },
      })
      .meta({ id: 'WebhookRequest' }),
  change: () =>
    z
      .strictObject(fields)
      .partial()
      .meta({ id: 'WebhookChange', description: 'Each field is replaced as a whole.' }),
  output: z
    .strictObject({ webhook: z.string(), ...shown, ...recordTimes })
    .meta({ id: 'Webhook', description: 'Its secret is never shown.' }),
  idOf: ({ webhook }) => webhook,
  begin: ({ webhook: _, ...content }, deps) => checked(content, deps),
  alter: (before, change, deps) => checked({ ...before, ...change } as Webhook, deps),
  show: ({ id, content: { secret: _, ...content }, ...version }) => ({
    ...{ webhook: id, ...content },
    ...timesOf({ id, content, ...version }),
  }),
});

/** Throws a `Refusal` for an address with a name and a password, and for one that is open to whoever listens. */
function checked(webhook: Webhook, { isLocal = false }: Pick<ApiDeps, 'isLocal'>): Webhook {
  const { protocol, hostname, username, password } = new URL(webhook.url);
  if (username !== '' || password !== '') throw invalidBody('/url', 'must not hold a name or a password');
  const isOwn = isLocal && (hostname === '127.0.0.1' || hostname === 'localhost');
  if (protocol !== 'https:' && !isOwn) throw invalidBody('/url', 'must begin with https://');
  return webhook;
}

/** Whether bytes in base64 follow the prefix, written as nothing but those bytes are. */
function isSecret(value: string): boolean {
  if (!value.startsWith(PREFIX)) return false;
  const text = value.slice(PREFIX.length);
  const bytes = Buffer.from(text, 'base64');
  return bytes.length >= 24 && bytes.length <= 64 && bytes.toString('base64') === text;
}
