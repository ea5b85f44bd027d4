import type { Route } from '../route.ts';

export const eventRoutes = [
  {
    operationId: 'postEvent',
    method: 'POST',
    path: '/events',
    tag: 'Events',
    summary: 'Send an event to every instance that waits for it',
    description:
      'Those of a business key, or of a customer, whose state has a transition for it; then the rules of enrolment ' +
      'start what they start for it. Nobody waiting is an answer: an empty list. An instance of moments ago may be ' +
      'missed.',
    status: 200,
    problems: ['too-many'],
  },
] as const satisfies readonly Route[];
