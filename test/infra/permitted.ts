import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Keys } from '../../adapters/ports.ts';
import type { TableName, TableNames } from '../../adapters/tables.ts';
import type { FunctionName } from '../../functions/triggers.ts';
import { type rolesOf, wholes } from './roles.ts';

export interface PermittedOptions {
  readonly client: DynamoDBClient;
  readonly names: TableNames;
  readonly roles: ReturnType<typeof rolesOf>;
  /** Hears of each thing that a role does not allow, such as `relay: GetItem on keys`. */
  readonly denied: (what: string) => void;
}

/** What a command says of the tables that it is about. */
interface Input {
  readonly TableName?: string;
  readonly RequestItems?: object;
}

/** The store and the keys as a function meets them on AWS: what its role does not allow is refused, and told of. */
export function permittedTo(name: FunctionName, { client, names, roles, denied }: PermittedOptions) {
  function refuse(what: string): never {
    denied(`${name}: ${what}`);
    throw Object.assign(new Error(what), { name: 'AccessDeniedException' });
  }

  async function send(command: { readonly input: Input }): Promise<object> {
    const action = command.constructor.name.replace(/Command$/, '');
    const { TableName, RequestItems = {} } = command.input;
    for (const named of TableName === undefined ? Object.keys(RequestItems) : [TableName]) {
      const table = (Object.keys(names) as TableName[]).find((one) => names[one] === named) ?? 'journal';
      const may = roles.allowed(name, wholes[table]);
      if (!may.includes(`dynamodb:${action}`)) refuse(`${action} on ${table}`);
    }
    return client.send(command as never);
  }

  function mayWithKeys(action: string): boolean {
    return roles
      .statementsOf(name)
      .some(
        ({ Action, Condition }) =>
          [Action].flat().includes(`kms:${action}`) && JSON.stringify(Condition).includes('subject'),
      );
  }

  const keys: Keys = {
    generate: async (subject) =>
      mayWithKeys('GenerateDataKey')
        ? { plain: plainOf(subject), wrapped: Buffer.from(subject) }
        : refuse(`GenerateDataKey of ${subject}`),
    unwrap: async (subject) => (mayWithKeys('Decrypt') ? plainOf(subject) : refuse(`Decrypt of ${subject}`)),
  };

  return { client: { send } as unknown as DynamoDBClient, keys };
}

const KEY_BYTES = 32;

function plainOf(subject: string): Uint8Array {
  return Buffer.alloc(KEY_BYTES, subject);
}
