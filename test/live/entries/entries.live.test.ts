import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  DeleteListenerCommand,
  DeleteLoadBalancerCommand,
  DeregisterTargetsCommand,
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
  ModifyLoadBalancerAttributesCommand,
  ModifyRuleCommand,
  ModifyTargetGroupCommand,
  RegisterTargetsCommand,
  type Action,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { entryProbes } from '../../../lib/live/probes/entries';
import { answerOf } from '../asking';
import { startMoto, type Moto } from '../moto';

/** A load balancer in two zones, with a listener whose rule shares requests between blue and green. */
interface Shop {
  readonly elb: ElasticLoadBalancingV2Client;
  readonly balancer: string;
  readonly listener: string;
  readonly rule: string;
  readonly blue: string;
  readonly green: string;
}

const three = ['10.0.1.7', '10.0.1.8', '10.0.2.7'].map((Id) => ({ Id, Port: 8080 }));

let moto: Moto;
let shop: Shop;

beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto.stop());
beforeEach(async () => {
  await moto.reset();
  shop = await openShop();
});

/** Elements of what moto answers for EC2, of which no client is needed here otherwise. */
async function ec2(action: string, element: string): Promise<readonly string[]> {
  const response = await fetch(moto.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: 'AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20260301/eu-west-1/ec2/aws4_request',
    },
    body: new URLSearchParams({ Action: action, Version: '2016-11-15' }),
  });
  const text = await response.text();
  return [...text.matchAll(new RegExp(`<${element}>([^<]+)</${element}>`, 'g'))].map(([, value]) => value!);
}

async function openShop(): Promise<Shop> {
  const elb = moto.client(ElasticLoadBalancingV2Client);
  const subnets = await ec2('DescribeSubnets', 'subnetId');
  const [VpcId] = await ec2('DescribeVpcs', 'vpcId');
  const made = await elb.send(new CreateLoadBalancerCommand({ Name: 'shop', Subnets: subnets.slice(0, 2) }));
  const balancer = made.LoadBalancers![0]!.LoadBalancerArn!;
  const group = async (Name: string): Promise<string> => {
    const input = {
      Name,
      Protocol: 'HTTP',
      Port: 8080,
      VpcId,
      TargetType: 'ip',
      HealthCheckPath: '/health',
    } as const;
    return (await elb.send(new CreateTargetGroupCommand(input))).TargetGroups![0]!.TargetGroupArn!;
  };
  const [blue, green] = [await group('Blue'), await group('Green')];
  await elb.send(new RegisterTargetsCommand({ TargetGroupArn: blue, Targets: three }));
  const listening = await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: balancer,
      Port: 80,
      Protocol: 'HTTP',
      DefaultActions: [answering('404')],
    }),
  );
  const listener = listening.Listeners![0]!.ListenerArn!;
  const ruled = await elb.send(
    new CreateRuleCommand({
      ListenerArn: listener,
      Priority: 10,
      Conditions: everything,
      Actions: [sharing(blue, green, 100)],
    }),
  );
  return { elb, balancer, listener, rule: ruled.Rules![0]!.RuleArn!, blue, green };
}

const everything = [{ Field: 'path-pattern', Values: ['/*'] }];

function answering(StatusCode: string): Action {
  return {
    Type: 'fixed-response',
    FixedResponseConfig: { StatusCode, ContentType: 'text/plain', MessageBody: 'no' },
  };
}

function sharing(blue: string, green: string, toBlue: number): Action {
  const TargetGroups = [
    { TargetGroupArn: blue, Weight: toBlue },
    { TargetGroupArn: green, Weight: 100 - toBlue },
  ];
  return { Type: 'forward', ForwardConfig: { TargetGroups } };
}

/** What every probe of entries says now, by id. */
async function verdicts(): Promise<Readonly<Record<string, string>>> {
  const aws = moto.aws();
  const said: [string, string][] = [];
  for (const { id, about, ask } of entryProbes) {
    const type = 'types' in about ? about.types[0]! : '';
    const target = { type, id: type.endsWith('TargetGroup') ? shop.blue : shop.balancer };
    const { outcome, message } = await answerOf(ask(), target, aws);
    said.push([id, `${outcome}: ${message}`]);
  }
  return Object.fromEntries(said);
}

const healthy = {
  'ENV2.active': 'pass: it is active and listens on HTTP 80',
  'ENV2.answers-in-zones': 'pass: it answers in 2 zones (eu-west-1a, eu-west-1b)',
  'ENV2.targets': 'pass: 3 of 3 targets of Blue are healthy',
  'ENV2.noticing':
    'pass: a failing target is noticed after 60 s (2 checks, 30 s apart), and healthy is what answers 200',
  'ENV2.asks-path': 'pass: its health check asks /health',
  'ENV2.protected': 'fail: deletion_protection.enabled is false, expected true',
  'ENV2.logged': 'unknown: AWS does not tell its attribute access_logs.s3.enabled; ask again',
  'MAINT1.page':
    'unknown: no rule of listener 80 (HTTP) answers 503; CloudFront or the application may show the page; to decide: switch it on, and ask for a page',
  'POST1.targets': 'pass: 3 of 3 targets of Blue are healthy',
  'LIVE1.open': 'pass: rule 10 of listener 80 (HTTP) forwards to Blue, and no rule answers ahead of that',
};

test('a healthy load balancer', async () => {
  expect(await verdicts()).toEqual(healthy);
});

test('attributes that are switched on', async () => {
  const Attributes = [
    { Key: 'deletion_protection.enabled', Value: 'true' },
    { Key: 'access_logs.s3.enabled', Value: 'true' },
  ];
  await shop.elb.send(
    new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn: shop.balancer, Attributes }),
  );
  expect(await verdicts()).toEqual({
    ...healthy,
    'ENV2.protected': 'pass: deletion_protection.enabled is true',
    'ENV2.logged': 'pass: access_logs.s3.enabled is true',
  });
});

test('targets that were deregistered', async () => {
  await shop.elb.send(new DeregisterTargetsCommand({ TargetGroupArn: shop.blue, Targets: three }));
  const empty =
    'fail: rule 10 of listener 80 (HTTP) forwards 100 % to Blue: no target is registered with Blue';
  expect(await verdicts()).toEqual({ ...healthy, 'ENV2.targets': empty, 'POST1.targets': empty });
});

test('one target that was deregistered', async () => {
  await shop.elb.send(
    new DeregisterTargetsCommand({ TargetGroupArn: shop.blue, Targets: three.slice(0, 1) }),
  );
  const few =
    'fail: rule 10 of listener 80 (HTTP) forwards 100 % to Blue: 2 targets of Blue are healthy, expected at least 3';
  expect(await verdicts()).toEqual({ ...healthy, 'ENV2.targets': few, 'POST1.targets': few });
});

test('weights that moved to the empty colour', async () => {
  const Actions = [sharing(shop.blue, shop.green, 0)];
  await shop.elb.send(new ModifyRuleCommand({ RuleArn: shop.rule, Actions }));
  const empty =
    'fail: rule 10 of listener 80 (HTTP) forwards 100 % to Green: no target is registered with Green';
  expect(await verdicts()).toEqual({
    ...healthy,
    'ENV2.targets': empty,
    'POST1.targets': empty,
    'LIVE1.open': 'pass: rule 10 of listener 80 (HTTP) forwards to Green, and no rule answers ahead of that',
  });
});

test('a maintenance rule that was left on', async () => {
  const input = {
    ListenerArn: shop.listener,
    Priority: 1,
    Conditions: everything,
    Actions: [answering('503')],
  };
  await shop.elb.send(new CreateRuleCommand(input));
  expect(await verdicts()).toEqual({
    ...healthy,
    'MAINT1.page': 'pass: rule 1 of listener 80 (HTTP) answers 503 now',
    'LIVE1.open':
      'fail: rule 1 of listener 80 (HTTP) answers 503 ahead of rule 10 of listener 80 (HTTP), which forwards to Blue',
  });
});

test('a rule that was changed into a page', async () => {
  await shop.elb.send(new ModifyRuleCommand({ RuleArn: shop.rule, Actions: [answering('503')] }));
  await shop.elb.send(
    new ModifyListenerCommand({
      ListenerArn: shop.listener,
      DefaultActions: [sharing(shop.blue, shop.green, 100)],
    }),
  );
  expect(await verdicts()).toMatchObject({
    'LIVE1.open':
      'fail: rule 10 of listener 80 (HTTP) answers 503 ahead of listener 80 (HTTP), which forwards to Blue',
  });
});

test('checks that were slowed down, and a listener that was deleted', async () => {
  const { elb, blue, listener } = shop;
  await elb.send(
    new ModifyTargetGroupCommand({
      TargetGroupArn: blue,
      HealthCheckIntervalSeconds: 300,
      HealthCheckPath: '/',
    }),
  );
  await elb.send(new DeleteListenerCommand({ ListenerArn: listener }));
  const nobody = 'fail: none of its listeners forwards requests to a target group';
  expect(await verdicts()).toEqual({
    ...healthy,
    'ENV2.active': 'fail: it has no listener, so it answers nobody',
    'ENV2.targets': nobody,
    'POST1.targets': nobody,
    'ENV2.noticing':
      'fail: a failing target is noticed after 600 s (2 checks, 300 s apart), expected at most 90 s',
    'ENV2.asks-path': 'fail: its health check asks /, expected a path such as /health',
    'MAINT1.page':
      'unknown: no rule answers 503; CloudFront or the application may show the page; to decide: switch it on, and ask for a page',
    'LIVE1.open': 'fail: it has no listener',
  });
});

test('a load balancer that was deleted', async () => {
  await shop.elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: shop.balancer }));
  const said = Object.entries(await verdicts()).filter(
    ([id]) => !['ENV2.noticing', 'ENV2.asks-path'].includes(id),
  );
  expect(new Set(said.map(([, verdict]) => verdict))).toEqual(
    new Set(['fail: load balancer shop does not exist in eu-west-1']),
  );
});
