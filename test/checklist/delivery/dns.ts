import { NestedStack, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, join, nothing, off, stageUnknown, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { distribution } from './resources';

const named = (...aliases: Json[]): JsonObject => distribution({ Aliases: aliases });
const toCdn: JsonObject = {
  AliasTarget: { DNSName: att('Cdn', 'DomainName'), HostedZoneId: 'Z2FDTNDATAQYW2' },
};
const toBalancer: JsonObject = { AliasTarget: { DNSName: att('Balancer', 'DNSName'), HostedZoneId: 'Z1' } };

const entry = (name: Json, properties: JsonObject = toCdn, type = 'A'): JsonObject => ({
  Name: name,
  Type: type,
  ...properties,
});
const record = (name: Json, properties: JsonObject = toCdn, type = 'A', condition?: string): JsonObject =>
  resource('Route53::RecordSet', { HostedZoneId: 'Z0', ...entry(name, properties, type) }, condition);
const group = (...entries: Json[]): JsonObject =>
  resource('Route53::RecordSetGroup', { HostedZoneId: 'Z0', RecordSets: entries });
const balancer = resource('ElasticLoadBalancingV2::LoadBalancer');
const name = 'assets.example.com';

const virginia = { account: '111111111111', region: 'us-east-1' };
const ireland = { account: '111111111111', region: 'eu-west-1' };

function cdnIn(stack: Stack): Distribution {
  const certificateArn = 'arn:aws:acm:us-east-1:111111111111:certificate/assets';
  return new Distribution(stack, 'Cdn', {
    defaultBehavior: { origin: new HttpOrigin('shop.example.com') },
    domainNames: [name],
    certificate: Certificate.fromCertificateArn(stack, 'Certificate', certificateArn),
  });
}

function aliasOf(stack: Stack, distribution: Distribution): void {
  const attributes = { hostedZoneId: 'Z0', zoneName: 'example.com' };
  const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', attributes);
  const target = RecordTarget.fromAlias(new CloudFrontTarget(distribution));
  new ARecord(stack, 'Record', { zone, recordName: 'assets', target });
}

export const dns: ControlCases = {
  pass: [
    { name: 'an alias record', resources: { Cdn: named(name), Record: record(`${name}.`) } },
    {
      name: 'records for both versions of IP in a group',
      resources: {
        Cdn: named(name),
        Records: group(entry(name), entry('ASSETS.example.com', toCdn, 'AAAA')),
      },
    },
    {
      name: 'a CNAME',
      resources: {
        Cdn: named(name),
        Record: record(name, { ResourceRecords: [att('Cdn', 'DomainName')], TTL: '60' }, 'CNAME'),
      },
    },
    {
      name: 'a name made of a parameter',
      resources: {
        Cdn: named(join('assets.', ref('Domain'))),
        Record: record(join('assets.', ref('Domain'), '.')),
      },
      parameters: { Domain: { Type: 'String' } },
    },
    {
      name: 'a record of another stack',
      stacks: [
        {
          id: 'Site',
          template: {
            Resources: { Cdn: named(name) },
            Outputs: { Domain: { Value: att('Cdn', 'DomainName') } },
          },
          stackName: 'site',
        },
        {
          id: 'Dns',
          template: {
            Resources: {
              Record: record(name, {
                AliasTarget: {
                  DNSName: { 'Fn::GetStackOutput': { StackName: 'site', OutputName: 'Domain' } },
                },
              }),
            },
          },
        },
      ],
    },
    {
      name: 'a record of another region, as the CDK makes it',
      app: (app) => {
        const edge = new Stack(app, 'Edge', { env: virginia, crossRegionReferences: true });
        const records = new Stack(app, 'Dns', { env: ireland, crossRegionReferences: true });
        aliasOf(records, cdnIn(edge));
      },
    },
    {
      name: 'a record beside a nested stack',
      app: (app) => {
        const stack = new Stack(app, 'Site', { env: virginia });
        aliasOf(stack, cdnIn(new NestedStack(stack, 'Edge')));
      },
    },
    {
      name: 'a spare for the case that the distribution fails, and a record of weight 0',
      resources: {
        Cdn: named(name),
        Record: record(name, { ...toCdn, SetIdentifier: '1', Failover: 'PRIMARY' }),
        Spare: record(name, { ...toBalancer, SetIdentifier: '2', Failover: 'SECONDARY' }),
        Never: record(name, { ...toBalancer, SetIdentifier: '3', Weight: 0 }),
        Balancer: balancer,
      },
    },
    {
      name: 'records of other types and of a private zone under the same name',
      resources: {
        Cdn: named(name),
        Record: record(name),
        Text: record(name, { ResourceRecords: ['"v=spf1 -all"'] }, 'TXT'),
        Inside: record(name, { HostedZoneId: ref('Zone'), ResourceRecords: ['10.0.0.1'] }),
        Zone: resource('Route53::HostedZone', {
          Name: 'example.com',
          VPCs: [{ VPCId: 'vpc-1', VPCRegion: 'eu-west-1' }],
        }),
      },
    },
    {
      name: 'a record to elsewhere that a condition switches off',
      resources: {
        Cdn: named(name),
        Record: record(name),
        Old: record(name, toBalancer, 'A', 'IsProd'),
        Balancer: balancer,
      },
      ...off,
    },
  ],
  fail: [
    {
      name: 'a record that still leads to the load balancer',
      resources: { Cdn: named(name), Record: record(name, toBalancer), Balancer: balancer },
      findings: ['fail Cdn: Record leads assets.example.com to Balancer, expected Cdn'],
    },
    {
      name: 'one member of a group that leads elsewhere',
      resources: {
        Cdn: named(name),
        Records: group(entry(name), entry(name, toBalancer, 'AAAA')),
        Balancer: balancer,
      },
      findings: ['fail Cdn: Records leads assets.example.com to Balancer, expected Cdn'],
    },
    {
      name: 'a record that leads to another distribution',
      resources: {
        Cdn: named(name),
        Other: named('other.example.com'),
        Record: record(name, { AliasTarget: { DNSName: att('Other', 'DomainName') } }),
        OtherRecord: record('other.example.com', { AliasTarget: { DNSName: att('Other', 'DomainName') } }),
      },
      findings: [
        'fail Cdn: Record leads assets.example.com to Other, expected Cdn',
        'pass Other: OtherRecord leads other.example.com to Other',
      ],
    },
    {
      name: 'the address of a server',
      resources: { Cdn: named(name), Record: record(name, { ResourceRecords: ['192.0.2.1', '192.0.2.2'] }) },
      findings: ['fail Cdn: Record leads assets.example.com to 192.0.2.1, 192.0.2.2, expected Cdn'],
    },
    {
      name: 'half of the traffic',
      resources: {
        Cdn: named(name),
        New: record(name, { ...toCdn, SetIdentifier: '1', Weight: 50 }),
        Old: record(name, { ...toBalancer, SetIdentifier: '2', Weight: 50 }),
        Balancer: balancer,
      },
      findings: ['fail Cdn: Old leads assets.example.com to Balancer, expected Cdn'],
    },
  ],
  unknown: [
    {
      name: 'a name without a record',
      resources: { Cdn: named(name, 'static.example.com'), Record: record('static.example.com') },
      findings: [
        'unknown Cdn: no record for assets.example.com is in the templates; verify that it leads to Cdn',
      ],
    },
    {
      name: 'a name without a record that may not be used',
      resources: { Cdn: distribution({ Aliases: choose('IsProd', [name], nothing) }) },
      ...undecided,
      findings: [
        'unknown Cdn: no record for assets.example.com is in the templates; verify that it leads to Cdn',
      ],
    },
    {
      name: 'the written name of some distribution',
      resources: {
        Cdn: named(name),
        Record: record(name, { AliasTarget: { DNSName: 'd111111abcdef8.cloudfront.net' } }),
      },
      findings: [
        'unknown Cdn: whether Record leads assets.example.com to Cdn is not known ' +
          '(d111111abcdef8.cloudfront.net may be its name)',
      ],
    },
    {
      name: 'an alias of another record',
      resources: {
        Cdn: named(name),
        Record: record(name, { AliasTarget: { DNSName: ref('Apex') } }),
        Apex: record('example.com'),
      },
      findings: [
        'unknown Cdn: whether Record leads assets.example.com to Cdn is not known (it leads to Apex)',
      ],
    },
    {
      name: 'an alias of a name that has a record of its own',
      resources: {
        Cdn: named(name),
        Record: record(name, { AliasTarget: { DNSName: 'example.com' } }),
        Apex: record('example.com'),
      },
      findings: [
        'unknown Cdn: whether Record leads assets.example.com to Cdn is not known ' +
          '(example.com has a record of its own)',
      ],
    },
    {
      name: 'a target that a parameter gives',
      resources: { Cdn: named(name), Record: record(name, { AliasTarget: { DNSName: ref('Target') } }) },
      parameters: { Target: { Type: 'String' } },
      findings: [
        'unknown Cdn: whether Record leads assets.example.com to Cdn is not known ' +
          '(parameter Target of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'targets of a condition that disagree',
      resources: {
        Cdn: named(name),
        Record: record(name, {
          AliasTarget: { DNSName: choose('IsProd', att('Cdn', 'DomainName'), att('Balancer', 'DNSName')) },
        }),
        Balancer: balancer,
      },
      ...undecided,
      findings: [
        `unknown Cdn: whether Record leads assets.example.com to Cdn is not known (${stageUnknown})`,
      ],
    },
    {
      name: 'a record to elsewhere that may not exist',
      resources: { Cdn: named(name), Old: record(name, toBalancer, 'A', 'IsProd'), Balancer: balancer },
      ...undecided,
      findings: [`unknown Cdn: ${stageUnknown}: Old leads assets.example.com to Balancer, expected Cdn`],
    },
  ],
  notApplicable: [
    {
      name: 'a distribution under the name that CloudFront gives it',
      resources: { Cdn: distribution() },
      findings: ['notApplicable Stack1: it does not arise for the content delivery network of this workload'],
    },
    {
      name: 'Amplify Hosting, which makes its own records',
      resources: { Site: resource('Amplify::App') },
      findings: ['notApplicable Stack1: it does not arise for the content delivery network of this workload'],
    },
  ],
};
