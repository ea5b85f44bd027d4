import * as z from 'zod';
import { type Message, messageKind } from '../../../../records/kinds/message.ts';
import { aboutIn, placeOf, waysAbout } from '../../about.ts';
import { aboutField } from '../../about-fields.ts';
import { CHANNELS } from '../../customers/channels.ts';
import { line, recordField, recordTimes } from '../../record-fields.ts';
import { recordPart } from '../part.ts';
import { timesOf } from '../times.ts';

const channel = z.enum(CHANNELS);
const direction = z.enum(['in', 'out']).meta({ description: '`in`: from the customer, `out`: to them.' });

/** What was said between customers and the company. */
export const messagePart = recordPart({
  kind: messageKind,
  create: () =>
    z
      .strictObject({
        ...{ about: aboutField.about, channel, direction },
        ...{ title: line(200).optional(), text: recordField.text },
      })
      .meta({ id: 'MessageRequest' }),
  filters: () => aboutField.filters,
  ways: (query, deps) => waysAbout(deps, query),
  output: z
    .strictObject({
      ...{ message: z.string(), about: aboutField.about, channel, direction },
      ...{ title: z.string().nullable(), text: z.string() },
      instance: z.string().nullable().meta({ description: 'The instance that sent it.' }),
      template: z
        .strictObject({ template: z.string(), version: z.int() })
        .nullable()
        .meta({ description: 'What it was made from; version 0 came with Baton.' }),
      ...recordTimes,
    })
    .meta({ id: 'Message' }),
  async begin({ about, channel, direction, title, text }, deps): Promise<Message> {
    const place = (await placeOf(deps, about)).about;
    return { about: place, channel, direction, ...(title !== undefined && { title }), text };
  },
  subject: async ({ about }, deps) => (await placeOf(deps, aboutIn(about))).subject,
  show(version) {
    const { about, channel, direction, title = null, text, instance = null, template } = version.content;
    return {
      ...{ message: version.id, about: aboutIn(about), channel, direction, title, text, instance },
      template: template === undefined ? null : { template: template.id, version: template.version },
      ...timesOf(version),
    };
  },
});
