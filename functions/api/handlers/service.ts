import type { Handlers } from '../answer.ts';
import type { ApiDeps } from '../deps.ts';

/** What the service says of itself. */
export function serviceHandlers({ definitions }: ApiDeps): Handlers<'getHealth' | 'getOpenApi'> {
  return {
    async getHealth() {
      return { status: 200, body: { status: 'ok' } };
    },

    async getOpenApi({ prefix }) {
      // Large, and seldom asked for: loaded when it is.
      const { openApi } = await import('../openapi.ts');
      return { status: 200, body: { ...openApi(definitions, prefix) } };
    },
  };
}
