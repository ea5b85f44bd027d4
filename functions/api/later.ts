import type { Handlers } from './answer.ts';
import type { OperationId } from './routes.ts';

/** The handlers of some routes, loaded with the first request for one of them: a cold start waits for no others. */
export function later<O extends OperationId>(
  routes: readonly { readonly operationId: O }[],
  load: () => Promise<Handlers<O>>,
): Handlers<O> {
  let loaded: Promise<Handlers<O>> | undefined;
  const all = routes.map(({ operationId }) => {
    const handler: Handlers<O>[O] = async (call) => {
      loaded ??= load();
      return (await loaded)[operationId](call);
    };
    return [operationId, handler];
  });
  return Object.fromEntries(all) as Handlers<O>;
}
