import type { LeadRequest } from './inputs.ts';

/** What somebody who came in said of themselves, line by line, and what they wrote. */
export function noteOf({ message, consent, ...request }: Omit<LeadRequest, 'country'>): string {
  const agreed = Object.entries(consent).map(([channel, given]) => `${channel} ${given ? 'yes' : 'no'}`);
  const { name, email, phone, company, language, timeZone } = request;
  const lines = Object.entries({
    name,
    email,
    phone,
    company,
    language,
    timeZone,
    consent: agreed.join(', '),
  })
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([field, value]) => `${field}: ${value}`);
  return [...lines, ...(message === undefined ? [] : ['', message])].join('\n');
}
