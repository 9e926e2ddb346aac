/**
 * Twelve inputs that cdk-nag judges wrongly, and the truth about each. Where the checklist has no control for it yet,
 * the case holds the model to the facts that a control needs.
 */
import { Environment } from '../lib/model/environment';
import type { JsonObject, StackInput } from '../lib/model/input';
import { keyOf, partsOf } from '../lib/model/value';
import { environmentsOf, judge, type Subject } from './harness/judge';

const balancer = { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' };
const firewall = {
  Type: 'AWS::WAFv2::WebACL',
  Properties: { Scope: 'REGIONAL', DefaultAction: { Allow: {} }, Rules: [] },
};

function association(target: JsonObject, more: JsonObject = {}): JsonObject {
  const Properties = { ResourceArn: target, WebACLArn: { 'Fn::GetAtt': ['Firewall', 'Arn'] } };
  return { Type: 'AWS::WAFv2::WebACLAssociation', Properties, ...more };
}

function environment(subject: Subject): Environment {
  return new Environment(environmentsOf(subject)[0]!);
}

/** Load balancers that a firewall is certainly associated with. */
function protectedBalancers(subject: Subject): readonly string[] {
  const all = environment(subject);
  const links = all.links('AWS::WAFv2::WebACLAssociation', 'ResourceArn');
  return all
    .of(balancer.Type)
    .filter((resource) => links.to(resource).some(({ certain }) => certain === true))
    .map(({ logicalId }) => logicalId);
}

describe('web ACL associations', () => {
  test('one in another stack of the app protects', () => {
    const stacks: readonly Partial<StackInput>[] = [
      {
        id: 'Web',
        template: {
          Resources: { Alb: balancer },
          Outputs: { Alb: { Value: { Ref: 'Alb' }, Export: { Name: 'alb' } } },
        },
      },
      {
        id: 'Edge',
        template: { Resources: { Firewall: firewall, Link: association({ 'Fn::ImportValue': 'alb' }) } },
      },
    ];
    expect(protectedBalancers({ stacks })).toEqual(['Alb']);
  });

  test('one with AdminAlb does not protect Alb', () => {
    const resources = {
      Alb: balancer,
      AdminAlb: balancer,
      Firewall: firewall,
      Link: association({ Ref: 'AdminAlb' }),
    };
    expect(protectedBalancers({ resources })).toEqual(['AdminAlb']);
  });

  test('one under a condition that is off by default does not protect', () => {
    const resources = {
      Alb: balancer,
      Firewall: firewall,
      Link: association({ Ref: 'Alb' }, { Condition: 'Hardened' }),
    };
    const conditions = { Hardened: { 'Fn::Equals': [{ Ref: 'Harden' }, 'yes'] } };
    const parameters = { Harden: { Type: 'String', Default: 'no' } };
    expect(protectedBalancers({ resources, conditions, parameters })).toEqual([]);
  });

  test('one with a web ACL that has no rule and allows by default shows as such', () => {
    const all = environment({
      resources: { Alb: balancer, Firewall: firewall, Link: association({ Ref: 'Alb' }) },
    });
    const [link] = all.links('AWS::WAFv2::WebACLAssociation', 'WebACLArn').to(all.of(firewall.Type)[0]!);
    expect(link?.from.logicalId).toBe('Link');
    expect(link?.to.each('Rules.*')).toEqual([]);
  });
});

const cluster = { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql' } };
const member = { Type: 'AWS::RDS::DBInstance', Properties: { DBClusterIdentifier: { Ref: 'Db' } } };
const plan = {
  Type: 'AWS::Backup::BackupPlan',
  Properties: {
    BackupPlan: {
      BackupPlanName: 'daily',
      BackupPlanRule: [
        { RuleName: 'daily', ScheduleExpression: 'cron(0 5 * * ? *)', Lifecycle: { DeleteAfterDays: 35 } },
      ],
    },
  },
};

function selection(what: JsonObject): JsonObject {
  const BackupSelection = {
    SelectionName: 'all',
    IamRoleArn: 'arn:aws:iam::111111111111:role/backup',
    ...what,
  };
  return {
    Type: 'AWS::Backup::BackupSelection',
    Properties: { BackupPlanId: { Ref: 'Plan' }, BackupSelection },
  };
}

function outcomes(id: Parameters<typeof judge>[0], subject: Subject): readonly string[] {
  return judge(id, subject).findings.map(
    ({ outcome, subject: at }) => `${outcome} ${'logicalId' in at ? at.logicalId : at.displayName}`,
  );
}

describe('backups', () => {
  test('an Aurora cluster in a selection by its ARN is covered, and its instances with it', () => {
    const Resources = [
      { 'Fn::Sub': 'arn:${AWS::Partition}:rds:${AWS::Region}:${AWS::AccountId}:cluster:${Db}' },
    ];
    const resources = { Db: cluster, Writer: member, Plan: plan, Selection: selection({ Resources }) };
    expect(outcomes('ENV7.databases', { resources })).toEqual(['pass Db']);
  });

  test('an instance selected by tag is covered', () => {
    const Db = {
      Type: 'AWS::RDS::DBInstance',
      Properties: { Engine: 'postgres', Tags: [{ Key: 'backup', Value: 'daily' }] },
    };
    const ListOfTags = [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'backup', ConditionValue: 'daily' }];
    expect(
      outcomes('ENV7.databases', { resources: { Db, Plan: plan, Selection: selection({ ListOfTags }) } }),
    ).toEqual(['pass Db']);
  });
});

describe('databases', () => {
  test('Aurora with one instance has no standby', () => {
    expect(outcomes('ENV5.replicas', { resources: { Db: cluster, Writer: member } })).toEqual(['fail Db']);
  });

  test('a Multi-AZ DB cluster has a writer and two readable standbys', () => {
    const Db = {
      Type: 'AWS::RDS::DBCluster',
      Properties: { Engine: 'postgres', DBClusterInstanceClass: 'db.m6gd.large' },
    };
    expect(outcomes('ENV5.replicas', { resources: { Db } })).toEqual(['pass Db']);
  });
});

describe('alarms', () => {
  test('one with only OKActions has no alarm action', () => {
    const Properties = { OKActions: [{ Ref: 'Topic' }], MetricName: 'Errors', Namespace: 'Nowhere' };
    const all = environment({
      resources: {
        Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties },
        Topic: { Type: 'AWS::SNS::Topic' },
      },
    });
    const [topic] = all.of('AWS::SNS::Topic');
    expect(all.links('AWS::CloudWatch::Alarm', 'AlarmActions').to(topic!)).toEqual([]);
    expect(all.links('AWS::SNS::Subscription', 'TopicArn').to(topic!)).toEqual([]);
  });

  test('the child of a composite alarm is found in its rule', () => {
    const rule = { 'Fn::Join': ['', ['ALARM("', { 'Fn::GetAtt': ['Child', 'Arn'] }, '")']] };
    const all = environment({
      resources: {
        Child: { Type: 'AWS::CloudWatch::Alarm' },
        Parent: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule: rule } },
      },
    });
    const [parent] = all.of('AWS::CloudWatch::CompositeAlarm');
    const named = partsOf(parent!.read('AlarmRule'))?.flatMap((part) =>
      typeof part === 'object' && part.kind === 'attribute' ? [part.resource.logicalId] : [],
    );
    expect(named).toEqual(['Child']);
    expect(keyOf(parent!.read('AlarmRule'))).toMatch(/^ALARM\("/);
  });
});

describe('caches', () => {
  test('a replication group with Multi-AZ, one node and no failover is not highly available', () => {
    const Properties = { Engine: 'redis', MultiAZEnabled: true, NumCacheClusters: 1 };
    const resources = { Cache: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties } };
    expect(outcomes('ENV6.failover', { resources })).toEqual(['fail Cache']);
  });

  test('a serverless cache is highly available', () => {
    const Cache = { Type: 'AWS::ElastiCache::ServerlessCache', Properties: { Engine: 'valkey' } };
    expect(outcomes('ENV6.failover', { resources: { Cache } })).toEqual(['pass Cache']);
  });
});
