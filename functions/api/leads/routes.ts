import type { Route } from '../route.ts';

export const leadRoutes = [
  {
    operationId: 'captureLead',
    method: 'POST',
    path: '/leads',
    tag: 'Leads',
    summary: 'Capture a lead',
    description:
      'The customer is found by mail or phone, or created, and a process `lead` begins. Of a customer who is known, ' +
      'nothing is changed: what came in is kept as a note about them.',
    status: 201,
    problems: ['record-too-large'],
  },
  {
    operationId: 'postLeadForm',
    method: 'POST',
    path: '/forms/lead',
    tag: 'Leads',
    summary: 'Capture a lead from a web form',
    description:
      'For a form on a site. The answer does not tell whether the customer was known. It leads on to `next` where the ' +
      'settings of `lead` allow its origin. The field `website` is for programs alone: people do not see it.',
    status: 200,
    form: true,
    redirects: true,
    mostBytes: 32 * 1024,
    problems: ['record-too-large'],
  },
] as const satisfies readonly Route[];
