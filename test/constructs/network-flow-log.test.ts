import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { NetworkFlowLog } from '../../constructs';
import { ShopStack, templateOf } from './fixture';
import { outcomesOf } from './outcomes';

test('records all traffic of a network for a year', () => {
  const template = templateOf((stack) => {
    const { flowLog, logGroup } = new NetworkFlowLog(stack, 'Traffic', { vpc: stack.vpc });
    expect([flowLog.node.id, logGroup.node.id]).toEqual(['FlowLog', 'Records']);
  });
  template.hasResourceProperties('AWS::EC2::FlowLog', {
    ResourceType: 'VPC',
    TrafficType: 'ALL',
    ResourceId: { Ref: 'Vpc8378EB38' },
    LogDestinationType: 'cloud-watch-logs',
  });
  template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 });
});

test('keeps records longer where asked to', () => {
  const template = templateOf((stack) => {
    new NetworkFlowLog(stack, 'Traffic', { vpc: stack.vpc, retention: RetentionDays.TWO_YEARS });
  });
  template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 731 });
});

test('refuses to forget within a year', () => {
  const stack = new ShopStack();
  const props = { vpc: stack.vpc, retention: RetentionDays.ONE_MONTH };
  expect(() => new NetworkFlowLog(stack, 'Traffic', props)).toThrow(
    new Error('cannot make NetworkFlowLog Shop/Traffic: retention is 30, expected at least 365'),
  );
});

test('passes its control', () => {
  const outcomes = outcomesOf(NetworkFlowLog.CONTROLS, (stack) => {
    new NetworkFlowLog(stack, 'Traffic', {
      vpc: new Vpc(stack, 'Vpc', { availabilityZones: ['eu-west-1a'] }),
    });
  });
  expect(outcomes).toEqual(['SEC7.network pass']);
});
