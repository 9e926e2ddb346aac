import { Stack } from 'aws-cdk-lib';
import { LogGroup, LogRetention, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, nothing, off, on, stageUnknown, sub, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';

export function logGroup(properties: JsonObject = {}, condition?: string): JsonObject {
  return resource('Logs::LogGroup', properties, condition);
}

/** What the CDK renders for `logRetention`. */
export function setter(properties: JsonObject): JsonObject {
  return { Type: 'Custom::LogRetention', Properties: { ServiceToken: 'arn:of:provider', ...properties } };
}

/** A setter for a group, and how long it says. */
export function setting(name: Json, days: Json = 30): JsonObject {
  return setter({ LogGroupName: name, RetentionInDays: days });
}

export const expires = { RetentionInDays: 30 };

export const forEver = 'RetentionInDays is not set, so logs are kept for ever, expected a number of days';

export const logGroups: ControlCases = {
  pass: [
    { name: 'days', resources: { Logs: logGroup(expires) } },
    { name: 'days as text', resources: { Logs: logGroup({ RetentionInDays: '14' }) } },
    {
      name: 'the default of the CDK',
      app: (app) => {
        new LogGroup(new Stack(app, 'Shop'), 'Logs');
      },
    },
    {
      name: 'whatever number a parameter is given',
      resources: { Logs: logGroup({ RetentionInDays: ref('Days') }) },
      parameters: { Days: { Type: 'Number' } },
    },
    {
      name: 'either number',
      resources: { Logs: logGroup({ RetentionInDays: choose('IsProd', 365, 7) }) },
      ...undecided,
    },
    {
      name: 'a condition that is on',
      resources: { Logs: logGroup({ RetentionInDays: choose('IsProd', 365, nothing) }) },
      ...on,
    },
    { name: 'a group that hands logs on', resources: { Logs: logGroup({ LogGroupClass: 'DELIVERY' }) } },
    {
      name: 'a group that may not be there',
      resources: { Logs: logGroup(expires, 'IsProd') },
      ...undecided,
    },
    {
      name: 'a retention that the CDK sets by name',
      resources: { Logs: logGroup({ LogGroupName: '/shop' }), Retention: setting('/shop') },
    },
    {
      name: 'a retention that the CDK sets by reference',
      app: (app) => {
        const stack = new Stack(app, 'Shop');
        const group = new LogGroup(stack, 'Logs', { retention: RetentionDays.INFINITE });
        new LogRetention(stack, 'Retention', {
          logGroupName: group.logGroupName,
          retention: RetentionDays.ONE_MONTH,
        });
      },
    },
    {
      name: 'a group of a service, by the CDK',
      resources: { Retention: setting('/aws/rds/cluster/a/audit') },
    },
  ],
  fail: [
    {
      name: 'nothing stated',
      resources: { Logs: logGroup(), Others: logGroup(expires) },
      findings: [`fail Logs: ${forEver}`, 'pass Others: RetentionInDays is 30'],
    },
    {
      name: 'no end in the CDK',
      app: (app) => {
        const group = new LogGroup(new Stack(app, 'Shop'), 'Logs', { retention: RetentionDays.INFINITE });
        (group.node.defaultChild as unknown as { overrideLogicalId(id: string): void }).overrideLogicalId(
          'Logs',
        );
      },
      findings: [`fail Logs: ${forEver}`],
    },
    {
      name: 'a condition that is off',
      resources: { Logs: logGroup({ RetentionInDays: choose('IsProd', 365, nothing) }) },
      ...off,
      findings: [`fail Logs: ${forEver}`],
    },
    {
      name: 'infrequent access',
      resources: { Logs: logGroup({ LogGroupClass: 'INFREQUENT_ACCESS' }) },
      findings: [`fail Logs: ${forEver}`],
    },
    {
      name: 'a retention for a group with a longer name',
      resources: { Logs: logGroup({ LogGroupName: '/shop' }), Retention: setting('/shop/api') },
      findings: [`fail Logs: ${forEver}`, 'pass Retention: RetentionInDays is 30'],
    },
    {
      name: 'a retention that the CDK takes away',
      resources: { Retention: setter({ LogGroupName: '/aws/lambda/orders' }) },
      findings: [`fail Retention: ${forEver}`],
    },
    {
      name: 'a retention in another region',
      stacks: [
        {
          region: 'eu-west-1',
          template: { Resources: { Logs: logGroup({ LogGroupName: '/shop' }) } },
        },
        { region: 'us-east-1', template: { Resources: { Retention: setting('/shop') } } },
      ],
      findings: [`fail Logs: ${forEver}`, 'pass Retention: RetentionInDays is 30'],
    },
  ],
  unknown: [
    {
      name: 'a retention in one branch',
      resources: { Logs: logGroup({ RetentionInDays: choose('IsProd', 365, nothing) }) },
      ...undecided,
      findings: [`unknown Logs: ${stageUnknown}: ${forEver}`],
    },
    {
      name: 'no retention in a group that may not be there',
      resources: { Logs: logGroup({}, 'IsProd') },
      ...undecided,
      findings: [`unknown Logs: ${stageUnknown}: ${forEver}`],
    },
    {
      name: 'a class that is not known',
      resources: { Logs: logGroup({ LogGroupClass: ref('Stage') }) },
      parameters: undecided.parameters,
      findings: [`unknown Logs: ${stageUnknown}: ${forEver}`],
    },
    {
      name: 'a retention that may be set',
      resources: {
        Logs: logGroup({ LogGroupName: '/shop/prod' }),
        Retention: setting(sub('/shop/${Stage}')),
      },
      parameters: undecided.parameters,
      findings: [
        `unknown Logs: ${stageUnknown}: Retention: RetentionInDays is 30`,
        'pass Retention: RetentionInDays is 30',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no log group',
      resources: { Queue: resource('SQS::Queue') },
      findings: ['notApplicable Stack1: no log group to judge'],
    },
  ],
};
