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
      const known = documents.get(prefix);
      if (known !== undefined) return known;
      // Large, and seldom asked for: loaded when it is.
      const { openApi } = await import('../openapi.ts');
      const answer = { status: 200, body: { ...openApi(definitions, prefix) } } as const;
      documents.set(prefix, answer);
      return answer;
    },
  };
}
