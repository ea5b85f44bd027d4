import { expect, test } from 'vitest';
import { linkRoutes, routes } from '../../functions/api/routes.ts';
import { synthesize } from './synthesis.ts';

const templates = {
  http: synthesize({ gateway: 'http' }).template,
  rest: synthesize({ gateway: 'rest' }).template,
};
const listed = [...routes, ...linkRoutes].map(({ method, path }) => `${method} ${path}`).sort();

test('the HTTP API has the routes of the API, and one for all else', () => {
  const template = templates.http;
  const keys = Object.values(template.findResources('AWS::ApiGatewayV2::Route')).map(
    ({ Properties }) => Properties.RouteKey,
  );
  expect(keys.sort()).toEqual([...listed, '$default'].sort());
  template.hasResourceProperties('AWS::ApiGatewayV2::Integration', { PayloadFormatVersion: '2.0' });
  template.hasResourceProperties('AWS::ApiGatewayV2::Stage', { StageName: '$default' });
  template.resourceCountIs('AWS::ApiGateway::RestApi', 0);
});

test('the REST API has the same paths, each for every method, and takes every other path', () => {
  const template = templates.rest;
  const resources = template.findResources('AWS::ApiGateway::Resource');
  const pathOf = (id: unknown): string => {
    const { Ref } = id as { Ref?: string };
    const resource = Ref === undefined ? undefined : resources[Ref]?.Properties;
    return resource === undefined ? '' : `${pathOf(resource.ParentId)}/${resource.PathPart}`;
  };
  const methods = Object.values(template.findResources('AWS::ApiGateway::Method')).map(
    ({ Properties }) => `${Properties.HttpMethod} ${pathOf(Properties.ResourceId) || '/'}`,
  );
  const everywhere = Object.keys(resources).map((Ref) => `ANY ${pathOf({ Ref })}`);
  expect(methods.sort()).toEqual(['ANY /', ...everywhere].sort());
  const paths = listed.map((route) => route.replace(/^\w+/, 'ANY'));
  expect(everywhere).toEqual(expect.arrayContaining(paths));
  expect(everywhere).toContain('ANY /{proxy+}');
  template.hasResourceProperties('AWS::ApiGateway::Stage', { StageName: 'dev' });
  template.resourceCountIs('AWS::ApiGatewayV2::Api', 0);
});

test.each(['http', 'rest'] as const)('the stack with the gateway %s says where it is', (gateway) => {
  const outputs = Object.keys(templates[gateway].findOutputs('*')).sort();
  const named = [
    'Contacts',
    'Journal',
    'Keys',
    'Listings',
    'Lookups',
    'Projection',
    'Records',
    'Tasks',
    'Timeline',
    'Jobs',
  ];
  const tables = named.map((name) => `${name}Table`);
  expect(outputs).toEqual(
    [
      ...['ApiId', 'ApiUrl', 'DeadLetterQueueUrl', 'QueueUrl'],
      ...['MigrateArn', 'ReconcileArn', 'RetireArn', ...tables],
    ].sort(),
  );
});
