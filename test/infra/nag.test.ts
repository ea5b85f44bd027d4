import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { synthesize } from './synthesis.ts';

describe.each(['http', 'rest'])('the stack with the gateway %s', (gateway) => {
  const arn = 'arn:aws:states:eu-central-1:111122223333:stateMachine:CreditCheck';
  const { stack } = synthesize({ gateway, stateMachines: JSON.stringify({ 'credit-check': arn }) });

  test.each([new AwsSolutionsChecks(), new ServerlessChecks()])('has nothing that $name finds', (pack) => {
    const { violations } = pack.validateScope(stack);
    const findings = violations.flatMap(({ ruleName, description, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}: ${description}`),
    );
    expect(findings).toEqual([]);
  });

  test('is synthesized without a warning', () => {
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.anyValue());
    expect(warnings.map(({ id, entry }) => `${id}: ${entry.data}`)).toEqual([]);
  });
});
