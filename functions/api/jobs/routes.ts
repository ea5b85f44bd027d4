import type { Route } from '../route.ts';
import { jobShelves } from './shelves.ts';

/** Asking for jobs, following them, and halting them. */
export const jobRoutes = jobShelves.flatMap(({ kind, one, many, path, tag, a, several }) => {
  const single = `${path}/{${kind}}` as const;
  const deed = { method: 'POST', tag, status: 200, ifMatch: 'required' } as const;
  return [
    {
      operationId: `create${one}`,
      ...({ method: 'POST', path, tag, summary: `Ask for ${a}`, status: 201 } as const),
      description: 'It goes on by itself; `state`, `items` and `tally` of its answer say how far it is.',
      problems: ['record-too-large'],
    },
    {
      operationId: `list${many}`,
      ...({ method: 'GET', path, tag, summary: `List ${several}, newest first`, status: 200 } as const),
      problems: ['invalid-cursor'],
    },
    {
      operationId: `get${one}`,
      ...({ method: 'GET', path: single, tag, summary: `Read how far ${a} is`, status: 200 } as const),
      problems: ['record-not-found'],
    },
    {
      operationId: `start${one}`,
      ...({ ...deed, path: `${single}/start`, summary: `Set ${a} going that waits for it` } as const),
      problems: ['record-not-found', 'job-ended', 'job-started', 'not-ready'],
    },
    {
      operationId: `pause${one}`,
      ...({ ...deed, path: `${single}/pause`, summary: `Pause ${a}` } as const),
      description: 'What is under way is completed, and nothing more begun. The body may be left out.',
      problems: ['record-not-found', 'job-ended'],
    },
    {
      operationId: `resume${one}`,
      ...({ ...deed, path: `${single}/resume`, summary: `Go on with ${a}` } as const),
      description:
        'Goes on where it stood: after a pause, or after it could not be completed. The body may be left out.',
      problems: ['record-not-found', 'job-ended'],
    },
    {
      operationId: `cancel${one}`,
      ...({ ...deed, path: `${single}/cancel`, summary: `Cancel ${a}` } as const),
      description: 'What was done stays done. The body may be left out.',
      problems: ['record-not-found', 'job-ended'],
    },
  ] as const satisfies readonly Route[];
});
