import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { referenceEnvironment } from '../../bin/reference-environment';

const { context }: { context: Record<string, unknown> } = JSON.parse(
  readFileSync(join(__dirname, '../../cdk.json'), 'utf8'),
);

function environment(settings: Record<string, string> = {}): App {
  const app = new App({ context: { ...context, ...settings } });
  referenceEnvironment(app);
  return app;
}

describe('the reference environment', () => {
  let stacks: Stack[];
  let assembly: CloudAssembly;
  const templateOf = (name: string) => Template.fromJSON(assembly.getStackByName(name).template);
  const output = (StackName: string, Region: string, OutputName: string) => ({
    'Fn::GetStackOutput': { StackName, Region, OutputName: Match.stringLikeRegexp(OutputName) },
  });
  const imported = (name: string) => ({ 'Fn::ImportValue': Match.stringLikeRegexp(name) });

  beforeAll(() => {
    const app = environment();
    stacks = app.node.children.filter((child): child is Stack => 'stackName' in child);
    assembly = app.synth();
  });

  test('needs no look-up in an account', () => {
    expect(assembly.manifest.missing).toBeUndefined();
  });

  test('has no warning and no error', () => {
    const found = stacks.flatMap((stack) => [
      ...Annotations.fromStack(stack).findWarning('*', Match.anyValue()),
      ...Annotations.fromStack(stack).findError('*', Match.anyValue()),
    ]);
    expect(found).toEqual([]);
  });

  test('consists of these resources', () => {
    const counts = assembly.stacksRecursively.map(({ stackName, environment, template }) => {
      const resources: { Type: string }[] = Object.values(template.Resources);
      const types = resources.map(({ Type }) => Type).sort();
      const lines = [...new Set(types)].map(
        (type) => `${types.filter((other) => other === type).length} ${type}`,
      );
      return [`${stackName} in ${environment.region}`, ...lines].join('\n  ');
    });
    expect(counts.join('\n')).toMatchSnapshot();
  });

  test('gives the service its database, cache and CDN by references across stacks and regions', () => {
    templateOf('Shop-Service').hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: Match.arrayWith([
        Match.objectLike({
          Environment: Match.arrayWith([
            { Name: 'DATABASE_HOST', Value: imported('Shop-Data:.*PoolProxy.*Endpoint') },
            { Name: 'CACHE_HOST', Value: output('Shop-Data', 'eu-west-1', 'Cache.*PrimaryEndPointAddress') },
            { Name: 'ASSETS_DISTRIBUTION', Value: output('Shop-Edge', 'us-east-1', 'AssetsDistribution') },
          ]),
          Secrets: Match.arrayWith([
            { Name: 'CACHE_PASSWORD', ValueFrom: output('Shop-Data', 'eu-west-1', 'CachePassword') },
          ]),
        }),
      ]),
    });
  });

  test.each([
    ['pool of database connections', 'PoolSecurityGroup'],
    ['cache', 'CacheSecurityGroup'],
  ])('lets the service in to the %s, from its own stack', (_, group) => {
    templateOf('Shop-Service').hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      GroupId: output('Shop-Data', 'eu-west-1', group),
      SourceSecurityGroupId: {
        'Fn::GetAtt': [Match.stringLikeRegexp('^ApiServiceSecurityGroup'), 'GroupId'],
      },
    });
  });

  test('keeps its stacks from being deleted', () => {
    expect(stacks.map((stack) => [stack.node.id, stack.terminationProtection])).toEqual([
      ['Shop-Audit', true],
      ['Shop-OnCall', true],
      ['Shop-Edge', true],
      ['Shop-Network', true],
      ['Shop-Data', true],
      ['Shop-Images', true],
      ['Shop-Service', true],
      ['Shop-Monitoring', true],
    ]);
  });
});

test('can be moved to another account, region and domain', () => {
  const settings = {
    account: '222222222222',
    region: 'eu-central-1',
    domain: 'example.org',
    hostedZoneId: 'Z1',
  };
  const stack = environment(settings).synth().getStackByName('Shop-Service');
  expect(stack.environment).toMatchObject({ account: '222222222222', region: 'eu-central-1' });
  Template.fromJSON(stack.template).hasResourceProperties('AWS::Route53::RecordSet', {
    Name: 'shop.example.org.',
    HostedZoneId: 'Z1',
  });
});
