import { ConditionalCheckFailedException, type PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../adapters/attributes.ts';
import { type Given, holds, termsOf } from './expression.ts';

/** The fields of an input that make its condition. */
export const CONDITION = [
  'ConditionExpression',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
] as const;

type Conditional = Pick<PutItemCommandInput, (typeof CONDITION)[number]>;

/** What stands for names and values in an input's expressions. */
export function givenIn(input: Conditional): Given {
  return { names: input.ExpressionAttributeNames, values: input.ExpressionAttributeValues };
}

/** Throws where the condition of a write is not met by what stands there. */
export function meet(input: Conditional, stands: Item | undefined, shows = () => false): void {
  const { ConditionExpression: condition } = input;
  const given = givenIn(input);
  if (condition?.split(' OR ').every((all) => !holds(termsOf(all), stands, given)) !== true) return;
  throw new ConditionalCheckFailedException({
    message: 'The conditional request failed',
    $metadata: {},
    ...(stands !== undefined && shows() && { Item: stands as Record<string, never> }),
  });
}
