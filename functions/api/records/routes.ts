import type { Route } from '../route.ts';
import { changeable, removable, type Shelf, shelves } from './shelves.ts';

/** Creating, listing, reading and changing records of every kind on the shelves, and removing those that may go. */
export const recordRoutes = shelves.flatMap((shelf) => {
  const { kind, one, many, path, tag, a, several } = shelf;
  const single = `${path}/{${kind}}` as const;
  return [
    {
      operationId: `create${one}`,
      ...({ method: 'POST', path, tag, summary: `Create ${a}`, status: 201 } as const),
      problems: ['record-exists', 'record-too-large'],
    },
    {
      operationId: `list${many}`,
      ...({ method: 'GET', path, tag, summary: `List ${several}, newest first`, status: 200 } as const),
      problems: ['invalid-cursor'],
    },
    {
      operationId: `get${one}`,
      ...({ method: 'GET', path: single, tag, summary: `Read ${a}`, status: 200 } as const),
      problems: ['record-not-found'],
    },
    ...changeOf(shelf),
    ...removalOf(shelf),
  ] as const satisfies readonly Route[];
});

interface Alteration<One extends string> extends Route {
  readonly operationId: `change${One}`;
  readonly problems: readonly ['record-not-found', 'record-too-large'];
}

/** Nothing for what stays as it is. */
function changeOf(shelf: Shelf): readonly Alteration<(typeof changeable)[number]['one']>[] {
  return changeable
    .filter(({ kind }) => kind === shelf.kind)
    .map(({ one, kind, path, tag, a }) => ({
      operationId: `change${one}` as const,
      ...{ method: 'PATCH', path: `${path}/{${kind}}`, tag, summary: `Change ${a}`, status: 200 },
      description: 'What is absent stays, null takes away.',
      ifMatch: 'required',
      problems: ['record-not-found', 'record-too-large'],
    }));
}

interface Removal<One extends string> extends Route {
  readonly operationId: `remove${One}`;
  readonly problems: readonly ['record-not-found'];
}

/** Nothing for what stays. */
function removalOf(shelf: Shelf): readonly Removal<(typeof removable)[number]['one']>[] {
  return removable
    .filter(({ kind }) => kind === shelf.kind)
    .map(({ one, kind, path, tag, a }) => ({
      operationId: `remove${one}` as const,
      ...{ method: 'DELETE', path: `${path}/{${kind}}`, tag, summary: `Remove ${a}`, status: 200 },
      description: 'Answers with what was removed. Its id does not come back.',
      ifMatch: 'required',
      problems: ['record-not-found'],
    }));
}
