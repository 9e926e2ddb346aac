import { Stack } from 'aws-cdk-lib';
import { FlowLog, FlowLogResourceType, FlowLogTrafficType, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, stageUnknown, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';

/** A flow log of the network `Vpc`. */
function flowLog(properties: JsonObject = {}, condition?: string): JsonObject {
  const settings = { ResourceType: 'VPC', ResourceId: ref('Vpc'), TrafficType: 'ALL' };
  return resource('EC2::FlowLog', { ...settings, ...properties }, condition);
}

const vpc = resource('EC2::VPC', { CidrBlock: '10.0.0.0/16' });
const logged = (log: JsonObject): JsonObject => ({ Vpc: vpc, Log: log });

const subnet = resource('EC2::Subnet', { VpcId: ref('Vpc') });
const ofSubnet = (name: string): JsonObject => flowLog({ ResourceType: 'Subnet', ResourceId: ref(name) });

/** A security group of a network that the templates do not make. */
const guest = (id: Json): JsonObject =>
  resource('EC2::SecurityGroup', { GroupDescription: 'web', VpcId: id });

const verify = 'verify in the account that one records what it refuses';

export const recorded: ControlCases = {
  pass: [
    { name: 'all traffic', resources: logged(flowLog()) },
    { name: 'refused traffic', resources: logged(flowLog({ TrafficType: 'REJECT' })) },
    {
      name: 'the id of the network as an attribute',
      resources: logged(flowLog({ ResourceId: att('Vpc', 'VpcId') })),
    },
    {
      name: 'a flow log of another stack',
      app: (app) => {
        const network = new Vpc(new Stack(app, 'Network'), 'Vpc');
        const resourceType = FlowLogResourceType.fromVpc(network);
        new FlowLog(new Stack(app, 'Audit'), 'Log', { resourceType });
      },
    },
    {
      name: 'every subnet',
      resources: { Vpc: vpc, A: subnet, B: subnet, LogA: ofSubnet('A'), LogB: ofSubnet('B') },
    },
    {
      name: 'types of traffic that a condition chooses, both sufficient',
      resources: logged(flowLog({ TrafficType: choose('IsProd', 'ALL', 'REJECT') })),
      ...undecided,
    },
    {
      name: 'two flow logs, one of which is enough',
      resources: { ...logged(flowLog({ TrafficType: 'ACCEPT' })), Other: flowLog() },
    },
    {
      name: 'a network from elsewhere',
      resources: { Web: guest('vpc-1'), Db: guest('vpc-1'), Log: flowLog({ ResourceId: 'vpc-1' }) },
    },
  ],
  fail: [
    {
      name: 'accepted traffic alone',
      resources: logged(flowLog({ TrafficType: 'ACCEPT' })),
      findings: ['fail Vpc: Log: TrafficType is ACCEPT, expected ALL or REJECT'],
    },
    {
      name: 'accepted traffic alone, by the CDK',
      app: (app) => {
        new Vpc(new Stack(app, 'Network'), 'Vpc', {
          flowLogs: { Log: { trafficType: FlowLogTrafficType.ACCEPT } },
        });
      },
      findings: ['fail Vpc8378EB38: VpcLogFlowLog28765DE5: TrafficType is ACCEPT, expected ALL or REJECT'],
    },
    {
      name: 'accepted traffic alone of a network from elsewhere',
      resources: { Web: guest('vpc-1'), Log: flowLog({ ResourceId: 'vpc-1', TrafficType: 'ACCEPT' }) },
      findings: ['fail Web: Log: TrafficType is ACCEPT, expected ALL or REJECT'],
    },
  ],
  unknown: [
    {
      name: 'no flow log',
      resources: { Vpc: vpc },
      findings: [`unknown Vpc: no flow log of Vpc is in the templates; ${verify}`],
    },
    {
      name: 'a flow log of another network',
      resources: { ...logged(flowLog()), Other: vpc },
      findings: [
        'pass Vpc: Log: TrafficType is ALL',
        `unknown Other: no flow log of Other is in the templates; ${verify}`,
      ],
    },
    {
      name: 'a flow log that may not exist',
      resources: logged(flowLog({}, 'IsProd')),
      ...undecided,
      findings: [`unknown Vpc: ${stageUnknown}: Log: TrafficType is ALL`],
    },
    {
      name: 'a network that a condition chooses',
      resources: logged(flowLog({ ResourceId: choose('IsProd', ref('Vpc'), 'vpc-1') })),
      ...undecided,
      findings: [`unknown Vpc: ${stageUnknown}: Log: TrafficType is ALL`],
    },
    {
      name: 'some subnets',
      resources: { Vpc: vpc, A: subnet, B: subnet, LogA: ofSubnet('A') },
      findings: ['unknown Vpc: some of its subnets have no flow log; verify that one records them'],
    },
    {
      name: 'a network from elsewhere, without a flow log',
      resources: { Web: guest(ref('Network')), Log: flowLog({ ResourceId: 'vpc-1' }) },
      parameters: { Network: { Type: 'AWS::EC2::VPC::Id' } },
      findings: [`unknown Web: no flow log of the network of Web is in the templates; ${verify}`],
    },
    {
      name: 'one of two networks from elsewhere',
      resources: {
        Web: guest('vpc-1'),
        Db: guest(choose('IsProd', 'vpc-1', 'vpc-2')),
        Log: flowLog({ ResourceId: 'vpc-1' }),
      },
      ...undecided,
      findings: [
        'pass Web: Log: TrafficType is ALL',
        `unknown Db: no flow log of the network of Db is in the templates; ${verify}`,
      ],
    },
  ],
  notApplicable: [
    { name: 'no network', resources: {}, findings: ['notApplicable Stack1: no network to judge'] },
  ],
};
