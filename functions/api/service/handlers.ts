import type { Answer, Handlers } from '../answer.ts';
import type { ApiDeps } from '../deps.ts';

/** What the service says of itself. */
export function serviceHandlers({ definitions }: ApiDeps): Handlers<'getHealth' | 'getOpenApi'> {
  const documents = new Map<string, Answer<Record<string, unknown> & { openapi: string }>>();
  return {
    async getHealth() {
      return { status: 200, body: { status: 'ok' } };
    },

    async getOpenApi({ prefix }) {
      const made = documents.get(prefix);
      if (made !== undefined) return made;
      // Large, and seldom asked for: loaded when it is.
      const { openApi } = await import('../openapi.ts');
      const newest = await Promise.all(definitions.list().map(({ process }) => definitions.get(process)));
      const known = newest.filter((definition) => definition !== undefined);
      const answer = { status: 200, body: { ...openApi(known, prefix) } } as const;
      documents.set(prefix, answer);
      return answer;
    },
  };
}
