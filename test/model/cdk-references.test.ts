import {
  ArnFormat,
  CfnParameter,
  CfnResource,
  NestedStack,
  Stack,
  Stage,
  type App,
  type StackProps,
} from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationLoadBalancer,
  ApplicationTargetGroup,
  HttpCodeTarget,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnDBCluster } from 'aws-cdk-lib/aws-rds';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import fc from '../harness/properties';
import { Environment } from '../../lib/model/environment';
import { targetOf } from '../../lib/model/names';
import { member } from '../../lib/model/evaluate';
import { itemsOf, keyOf } from '../../lib/model/value';
import { synthesized } from '../harness/environment';

const probe = 'Test::Probe';
const regions = ['eu-west-1', 'us-east-1'] as const;
type Mode = 'strong' | 'weak' | 'both';

/** `stack/resource` pairs: from every probe to what its `Targets` certainly name, `?` where they may lead elsewhere. */
function edges(environment: Environment): readonly string[] {
  const links = environment.links(probe, 'Targets');
  return environment
    .of(probe)
    .flatMap((from) => {
      const found = links
        .from(from)
        .map(({ to, certain }) => `${from.key} > ${to.key}${certain === true ? '' : '?'}`);
      return links.openFrom(from) === undefined ? found : [...found, `${from.key} > elsewhere`];
    })
    .sort();
}

function probeOf(scope: Construct, id: string, targets: unknown[]): CfnResource {
  return new CfnResource(scope, id, { type: probe, properties: { Targets: targets } });
}

function environmentsOf(mode: Mode, build: (app: App) => void): readonly Environment[] {
  const context = { '@aws-cdk/core:defaultCrossStackReferences': mode };
  return synthesized(build, { context }).map((input) => new Environment(input));
}

interface Graph {
  /** Region of each stack; undefined where it has no environment. */
  readonly places: readonly (string | undefined)[];
  /** References: from a stack, nested in it or not, to an attribute of a resource of an earlier stack. */
  readonly references: readonly {
    readonly from: number;
    readonly nested: boolean;
    readonly to: number;
    readonly arn: boolean;
  }[];
}

const graphs: fc.Arbitrary<Graph> = fc.integer({ min: 2, max: 4 }).chain((count) =>
  fc.record({
    places: fc.oneof(
      fc.array(fc.constantFrom(...regions), { minLength: count, maxLength: count }),
      fc.constant(Array.from({ length: count }, () => undefined)),
    ),
    references: fc.array(
      fc
        .record({
          from: fc.integer({ min: 1, max: count - 1 }),
          nested: fc.boolean(),
          to: fc.nat(),
          arn: fc.boolean(),
        })
        .map(({ from, to, ...rest }) => ({ ...rest, from, to: to % (from + 1) })),
      { minLength: 1, maxLength: 6 },
    ),
  }),
);

function build({ places, references }: Graph): (app: App) => void {
  return (app) => {
    const stacks = places.map((region, i) => {
      const props: StackProps = region
        ? { env: { account: '111111111111', region }, crossRegionReferences: true }
        : {};
      const stack = new Stack(app, `Stack${i}`, props);
      return { stack, topic: new CfnTopic(stack, 'Topic'), db: new CfnDBCluster(stack, 'Db') };
    });
    references.forEach(({ from, nested, to, arn }, i) => {
      const scope = nested ? new NestedStack(stacks[from]!.stack, `Nested${i}`) : stacks[from]!.stack;
      probeOf(scope, `Probe${i}`, [arn ? stacks[to]!.db.attrDbClusterArn : stacks[to]!.topic.ref]);
    });
  };
}

/** The edges as they were drawn, by what each probe is called. */
function drawn({ references }: Graph): readonly string[] {
  return references.map(({ to, arn }, i) => `Probe${i} > Stack${to}/${arn ? 'Db' : 'Topic'}`).sort();
}

describe('references that the CDK makes between stacks', () => {
  test('lead to the same graph, whether they are strong, weak or both, and it is the one drawn', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const [strong, ...others] = (['strong', 'weak', 'both'] as const).map((mode) => {
          const [environment, ...more] = environmentsOf(mode, build(graph));
          expect(more).toEqual([]);
          return edges(environment!);
        });
        for (const other of others) expect(other).toEqual(strong);
        expect(strong!.map((edge) => edge.replace(/^.*\/(?=Probe\d)/, '')).sort()).toEqual(drawn(graph));
      }),
      { numRuns: 12 },
    );
  });

  test('lead nowhere from one Stage into another', () => {
    const environments = environmentsOf('strong', (app) => {
      for (const name of ['Test', 'Prod']) {
        const stage = new Stage(app, name);
        const data = new Stack(stage, 'Data');
        const topic = new CfnTopic(data, 'Topic');
        probeOf(new Stack(stage, 'Web'), 'Probe', [topic.ref]);
      }
    });
    expect(environments.map((environment) => [environment.name, ...edges(environment)])).toEqual([
      ['Test', 'TestWeb23347330/Probe > TestData430CC383/Topic'],
      ['Prod', 'ProdWebF45B1510/Probe > ProdData90A795AA/Topic'],
    ]);
  });
});

test('dimensions of an alarm lead to the load balancer and target group of other stacks', () => {
  const [environment] = environmentsOf('weak', (app) => {
    const network = new Stack(app, 'Network');
    const vpc = new Vpc(network, 'Vpc', { maxAzs: 2 });
    const web = new Stack(app, 'Web');
    const [alb] = ['Alb', 'AdminAlb'].map((id) => new ApplicationLoadBalancer(web, id, { vpc }));
    const group = new ApplicationTargetGroup(web, 'Blue', { vpc, port: 80, targetType: TargetType.IP });
    alb!.addListener('Listener', { port: 80, defaultTargetGroups: [group] });
    const watch = new Stack(app, 'Watch');
    new Alarm(watch, 'Errors', {
      metric: group.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT),
      threshold: 1,
      evaluationPeriods: 1,
    });
    new Alarm(watch, 'Slow', {
      metric: alb!.metrics.targetResponseTime(),
      threshold: 1,
      evaluationPeriods: 1,
    });
  });
  const dimensions = environment!.of('AWS::CloudWatch::Alarm').map((alarm) => [
    alarm.logicalId,
    ...itemsOf(alarm.read('Dimensions')).map((dimension) => {
      const { resources, open } = targetOf(member(dimension, 'Value'), alarm.stack);
      return [keyOf(member(dimension, 'Name')), ...resources.map(({ logicalId }) => logicalId), open];
    }),
  ]);
  expect(dimensions).toEqual([
    [
      'ErrorsFA5270DE',
      ['LoadBalancer', 'Alb16C2F182', undefined],
      ['TargetGroup', 'Blue10BB7880', undefined],
    ],
    ['SlowACAFBC61', ['LoadBalancer', 'Alb16C2F182', undefined]],
  ]);
});

test('ARNs that the CDK formats, parameters of nested stacks and of Parameter Store', () => {
  const [environment] = environmentsOf('strong', (app) => {
    const data = new Stack(app, 'Data', { env: { account: '111111111111', region: 'eu-west-1' } });
    const db = new CfnDBCluster(data, 'Db');
    const arn = data.formatArn({
      service: 'rds',
      resource: 'cluster',
      resourceName: db.ref,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    new StringParameter(data, 'Stored', { parameterName: '/shop/db', stringValue: db.ref });
    const web = new Stack(app, 'Web', { env: { account: '111111111111', region: 'eu-west-1' } });
    probeOf(web, 'ByArn', [arn]);
    probeOf(web, 'ByStore', [StringParameter.valueForStringParameter(web, '/shop/db')]);
    probeOf(web, 'ByDynamicReference', [
      StringParameter.fromStringParameterName(web, 'Name', '/shop/db').stringValue,
    ]);
    const outer = new NestedStack(web, 'Outer');
    const inner = new NestedStack(outer, 'Inner');
    probeOf(inner, 'Deep', [db.ref]);
    const parameter = new CfnParameter(inner, 'Unset', { default: 'somewhere' });
    probeOf(inner, 'Unset1', [parameter.valueAsString]);
  });
  expect(edges(environment!).map((edge) => edge.replace(/NestedStack\w+/g, ''))).toEqual([
    'Web/ByArn > Data/Db',
    'Web/ByDynamicReference > Data/Db',
    'Web/ByStore > Data/Db',
    'Web/Outer/Inner/Deep > Data/Db',
    'Web/Outer/Inner/Unset1 > elsewhere',
  ]);
});
