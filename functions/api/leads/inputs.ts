import * as z from 'zod';
import { code } from '../../../machines/codes.ts';
import { CHANNELS } from '../customers/channels.ts';
import { consent, dialled } from '../customers/inputs.ts';
import { field } from '../fields.ts';
import { nothing } from '../nothing.ts';
import { line, lines, recordField } from '../record-fields.ts';

const aCode = (description: string, example: string) => code.meta({ description, examples: [example] });

/** A note holds it whole, and beside it all else that `noteOf` says. */
const MOST_MESSAGE = 18_000;

/** Who it is, and what is known of the lead. */
const person = () => ({
  name: field.name,
  email: recordField.email.optional(),
  ...dialled(),
  company: line(200).optional().meta({ description: 'Where they work; encrypted at rest.' }),
  message: lines(MOST_MESSAGE).optional().meta({ description: 'What they wrote; encrypted at rest.' }),
  language: recordField.language.default('en'),
  timeZone: recordField.timeZone.optional(),
  interest: aCode('What they are interested in.', 'demo').optional(),
  budget: aCode('Their budget band.', 'medium').optional(),
  region: aCode('Their region.', 'DE').optional(),
  form: aCode('The form that was filled in.', 'contact').optional(),
  campaign: aCode('The campaign that brought them.', 'spring-2026').optional(),
});

interface Reach {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

const reachable = ({ email, phone }: Reach) => email !== undefined || phone !== undefined;
const UNREACHABLE = { error: 'must be there, or phone', path: ['email'] };

const leadBody = () =>
  z
    .strictObject({
      ...person(),
      source: aCode('Where it comes from.', 'referral').default('api'),
      consent: consent(z.boolean()).default({}),
    })
    .refine(reachable, UNREACHABLE)
    .meta({ id: 'LeadRequest' });

/** One box that was ticked, or several. */
const ticked = z.enum(CHANNELS);

const leadForm = () =>
  z
    .strictObject({
      ...person(),
      consent: z
        .union([ticked, z.array(ticked).max(CHANNELS.length)])
        .optional()
        .meta({ description: 'A channel that they agree to; may come again for another.' }),
      next: z.string().max(2000).optional().meta({ description: 'Where the reader goes on.' }),
      website: z
        .string()
        .max(2000)
        .optional()
        .meta({ description: 'To be left empty: whoever fills it is thanked and forgotten.' }),
    })
    .refine(reachable, UNREACHABLE)
    .meta({ id: 'LeadForm' });

/** What the leads' operations take. */
export const leadInputs = {
  captureLead: () => ({ path: nothing(), query: nothing(), body: leadBody() }),
  postLeadForm: () => ({ path: nothing(), query: nothing(), body: leadForm() }),
};

export type LeadRequest = z.output<ReturnType<typeof leadBody>>;
export type LeadForm = z.output<ReturnType<typeof leadForm>>;
