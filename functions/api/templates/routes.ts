import type { Route } from '../route.ts';

export const templateRoutes = [
  {
    operationId: 'publishTemplate',
    ...({ method: 'POST', path: '/templates/{template}/publish', tag: 'Templates' } as const),
    summary: 'Publish a template’s draft as its next version, which is what is sent from then on',
    description:
      'Refused with every mistake, and where it is. A draft that is published already stays the version it is.',
    status: 200,
    ifMatch: 'required',
    problems: ['record-not-found', 'template-not-valid', 'record-too-large'],
  },
  {
    operationId: 'previewTemplate',
    ...({ method: 'POST', path: '/templates/{template}/preview', tag: 'Templates' } as const),
    summary: 'Show a template as somebody would get it',
    description: 'It changes nothing. Fields that are not given are printed as nothing.',
    status: 200,
    problems: ['record-not-found', 'revision-not-found', 'template-not-valid'],
  },
  {
    operationId: 'listTemplateVersions',
    ...({ method: 'GET', path: '/templates/{template}/versions', tag: 'Templates' } as const),
    summary: 'List the versions of a template, newest first',
    status: 200,
    problems: ['record-not-found'],
  },
  {
    operationId: 'getTemplateVersion',
    ...({ method: 'GET', path: '/templates/{template}/versions/{version}', tag: 'Templates' } as const),
    summary: 'Read a version of a template: it never changes',
    status: 200,
    problems: ['record-not-found', 'revision-not-found'],
  },
] as const satisfies readonly Route[];
