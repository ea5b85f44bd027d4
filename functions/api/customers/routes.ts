import type { Route } from '../route.ts';

export const customerRoutes = [
  {
    operationId: 'createCustomer',
    method: 'POST',
    path: '/customers',
    tag: 'Customers',
    summary: 'Create a customer',
    description: 'Name and mail are encrypted before they are stored. Processes refer to the customer by id.',
    status: 201,
    problems: [],
  },
  {
    operationId: 'getCustomer',
    method: 'GET',
    path: '/customers/{customer}',
    tag: 'Customers',
    summary: 'Read a customer',
    status: 200,
    problems: ['customer-not-found'],
  },
] as const satisfies readonly Route[];
