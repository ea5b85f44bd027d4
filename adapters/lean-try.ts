import {
  ConditionalCheckFailedException,
  DeleteItem$,
  type DynamoDBClient,
  GetItem$,
  PutItem$,
  Query$,
  type ServiceInputTypes,
  type ServiceOutputTypes,
  UpdateItem$,
} from '@aws-sdk/client-dynamodb';
import type {
  $ClientProtocol,
  HandlerExecutionContext,
  HttpRequest,
  HttpResponse,
  InitializeHandlerOutput,
  StaticOperationSchema,
} from '@smithy/types';
import { type Route, routeOf } from './lean-route.ts';
import { createSign } from './lean-signature.ts';

type LeanTry = (input: ServiceInputTypes) => Promise<InitializeHandlerOutput<ServiceOutputTypes>>;

/** The commands on the hot path. None of them gets a token from the SDK, as a transaction does. */
const OPERATIONS: Readonly<Record<string, StaticOperationSchema>> = {
  DeleteItemCommand: DeleteItem$,
  GetItemCommand: GetItem$,
  PutItemCommand: PutItem$,
  QueryCommand: Query$,
  UpdateItemCommand: UpdateItem$,
};

const NAME = 'leanTry';
const TRIED_ONCE = { attempts: 1, totalRetryDelay: 0 };

/**
 * Lets the client try its commands on the hot path once without the SDK's layers, whose work is the same for
 * every call of a command to a table: the first call goes through all of them and shows the way. Only success and
 * a failed condition are answers. Anything else forgets the way and goes through all layers, with all their tries.
 *
 * Layers that are added later, at `initialize` with a priority above low, see every call. With a layer below that,
 * the client makes no lean tries. Nor does a call with options of its own, such as an abort signal.
 */
export function addLeanTries(client: DynamoDBClient): void {
  const { middlewareStack: stack } = client;
  // One for each command; a call with options gets one of its own, which it alone uses.
  const learned = new WeakMap<HandlerExecutionContext, Map<string, LeanTry>>();
  stack.add(
    (next, context) => {
      const tries = new Map<string, LeanTry>();
      if (below(client) === own) learned.set(context, tries);
      return async (args) => {
        const table = tableOf(args.input);
        const lean = tries.get(table);
        if (lean === undefined) return next(args);
        try {
          return await lean(args.input);
        } catch (error) {
          if (error instanceof ConditionalCheckFailedException) throw error;
          tries.delete(table);
          return next(args);
        }
      };
    },
    { step: 'initialize', priority: 'low', name: NAME },
  );
  stack.add(
    (next, context) => async (args) => {
      const answer = await next(args);
      const operation = OPERATIONS[context.commandName ?? ''];
      const route = routeOf(args.request as HttpRequest);
      if (operation !== undefined && route !== undefined) {
        learned
          .get(context)
          ?.set(tableOf(args.input), await createLeanTry(client, context, operation, route));
      }
      return answer;
    },
    { step: 'deserialize', priority: 'high', name: `${NAME}Learns` },
  );
  const own = below(client);
}

async function createLeanTry(
  { config }: DynamoDBClient,
  context: HandlerExecutionContext,
  [, namespace, name, traits, input, output]: StaticOperationSchema,
  route: Route,
): Promise<LeanTry> {
  const operation = { namespace, name, traits, input, output };
  const protocol = config.protocol as $ClientProtocol<HttpRequest, HttpResponse>;
  const around = { ...config, ...context, endpoint: () => Promise.resolve(route) };
  const sign = createSign(route);
  const succeeded = await successesOf(config);
  return async (given) => {
    const request = await protocol.serializeRequest(operation, given, around);
    sign(request, await config.credentials(), new Date(Date.now() + config.systemClockOffset));
    const { response } = await config.requestHandler.handle(request);
    const answer = await protocol
      .deserializeResponse(operation, around, response)
      .catch((error: unknown) => refuse(error, response));
    Object.assign(answer.$metadata, TRIED_ONCE);
    succeeded();
    return { response, output: answer };
  };
}

/** Gives the refusal of a condition what the SDK's layers would give it. */
function refuse(error: unknown, response: HttpResponse): never {
  if (error instanceof ConditionalCheckFailedException) {
    Object.assign(error.$metadata, TRIED_ONCE);
    Object.defineProperty(error, '$response', { value: response, enumerable: false });
  }
  throw error;
}

/** Tells the SDK of a success: each gives back a little of what it may spend on further tries. */
async function successesOf({ retryStrategy }: DynamoDBClient['config']): Promise<() => void> {
  const strategy = await retryStrategy();
  if (!('recordSuccess' in strategy)) return () => {};
  const token = await strategy.acquireInitialRetryToken('');
  return () => strategy.recordSuccess(token);
}

function tableOf(input: ServiceInputTypes): string {
  return 'TableName' in input ? (input.TableName ?? '') : '';
}

/** The layers that a lean try leaves out, by name and in order. */
function below({ middlewareStack }: DynamoDBClient): string {
  return middlewareStack.identify().join('\n').split(`${NAME} - initialize`)[1] ?? '';
}
