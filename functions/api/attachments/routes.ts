import type { Route } from '../route.ts';

/** Bytes of a file at most: with the rest of a request, and as base64, they fit into what a function takes. */
export const MOST_FILE_BYTES = 3.5 * 1024 * 1024;

export const attachmentRoutes = [
  {
    operationId: 'createAttachment',
    method: 'POST',
    path: '/attachments',
    tag: 'Attachments',
    summary: 'Attach a file to a customer, an instance or a task',
    description: 'Name and content are encrypted before they leave the process. At most 3.5 MB.',
    status: 201,
    mostBytes: 5 * 1024 * 1024,
    problems: ['record-too-large'],
  },
  {
    operationId: 'listAttachments',
    method: 'GET',
    path: '/attachments',
    tag: 'Attachments',
    summary: 'List attachments, newest first',
    status: 200,
    problems: ['invalid-cursor'],
  },
  {
    operationId: 'getAttachment',
    method: 'GET',
    path: '/attachments/{attachment}',
    tag: 'Attachments',
    summary: 'Read what an attachment is',
    status: 200,
    problems: ['record-not-found'],
  },
  {
    operationId: 'getAttachmentContent',
    method: 'GET',
    path: '/attachments/{attachment}/content',
    tag: 'Attachments',
    summary: 'Read an attachment with its content',
    status: 200,
    problems: ['record-not-found'],
  },
  {
    operationId: 'removeAttachment',
    method: 'DELETE',
    path: '/attachments/{attachment}',
    tag: 'Attachments',
    summary: 'Remove an attachment',
    description: 'Its content is gone for good. Answers with what was removed.',
    status: 200,
    ifMatch: 'required',
    problems: ['record-not-found'],
  },
] as const satisfies readonly Route[];
