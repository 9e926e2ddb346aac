import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, undecided } from '../expressions';
import { att, ref, resource, targetGroup } from '../serving/resources';
import { alarm, api, byMail, math, onCall, stat } from './resources';

/** The service `Api` of the cluster `Cluster`, with the resources that watch it. */
function service(others: JsonObject, task: JsonObject = { Cpu: '512', Memory: '1024' }): JsonObject {
  return {
    Cluster: resource('ECS::Cluster'),
    Task: resource('ECS::TaskDefinition', task),
    Api: resource('ECS::Service', { Cluster: ref('Cluster'), TaskDefinition: ref('Task') }),
    ...byMail,
    ...others,
  };
}

const cpu = 'AWS/ECS CPUUtilization';

/** The Auto Scaling group `Web`, started with a script. */
function group(others: JsonObject, script = 'yum install -y httpd'): JsonObject {
  return {
    Template: resource('EC2::LaunchTemplate', {
      LaunchTemplateData: { UserData: { 'Fn::Base64': script } },
    }),
    Web: resource('AutoScaling::AutoScalingGroup', {
      LaunchTemplate: { LaunchTemplateId: ref('Template'), Version: '1' },
    }),
    ...byMail,
    ...others,
  };
}

const web = { AutoScalingGroupName: ref('Web') };

const insight = (name: string, id: string): JsonObject => stat(id, `ECS/ContainerInsights ${name}`, api);

export const computeCpu: ControlCases = {
  pass: [
    { name: 'an alarm on the service', resources: service({ Cpu: alarm(cpu, api) }) },
    { name: 'a stricter one', resources: service({ Cpu: alarm(cpu, api, { Threshold: 70 }) }) },
    {
      name: 'three points of five minutes',
      resources: service({ Cpu: alarm(cpu, api, { Period: 300, EvaluationPeriods: 3 }) }),
    },
    {
      name: 'ten of fifteen minutes',
      resources: service({ Cpu: alarm(cpu, api, { EvaluationPeriods: 15, DatapointsToAlarm: 10 }) }),
    },
    {
      name: 'what Container Insights counts, as a percentage',
      resources: service({
        Cpu: alarm(
          cpu,
          api,
          math('100 * used / reserved', insight('CpuUtilized', 'used'), insight('CpuReserved', 'reserved')),
        ),
      }),
    },
    {
      name: 'units of what the task has',
      resources: service({ Cpu: alarm('ECS/ContainerInsights CpuUtilized', api, { Threshold: 400 }) }),
    },
    { name: 'an Auto Scaling group', resources: group({ Cpu: alarm('AWS/EC2 CPUUtilization', web) }) },
    {
      name: 'instances one by one',
      resources: {
        One: resource('EC2::Instance'),
        Two: resource('EC2::Instance'),
        Targets: targetGroup({ Targets: [{ Id: ref('One') }, { Id: ref('Two') }] }),
        ...byMail,
        CpuOne: alarm('AWS/EC2 CPUUtilization', { InstanceId: ref('One') }),
        CpuTwo: alarm('AWS/EC2 CPUUtilization', { InstanceId: ref('Two') }),
      },
    },
    {
      name: 'the nodes of a Kubernetes cluster',
      resources: {
        Eks: resource('EKS::Cluster'),
        Nodes: resource('EKS::Nodegroup', { ClusterName: ref('Eks') }),
        ...byMail,
        Cpu: alarm('ContainerInsights node_cpu_utilization', { ClusterName: ref('Eks') }),
      },
    },
  ],
  fail: [
    {
      name: 'no service',
      resources: {},
      findings: ['fail Stack1: no service is in the templates, expected at least one'],
    },
    {
      name: 'no alarm',
      resources: service({}),
      findings: ['fail Api: no alarm reads the metrics of Api, expected one that notices CPU above 80 %'],
    },
    {
      name: 'an alarm above another bound',
      resources: service({ Cpu: alarm(cpu, api, { Threshold: 90 }) }),
      findings: [
        'fail Api: with the CPU of Api at 81.6 %, Cpu stays OK (it compares 81.6 with > 90), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'an alarm that always fires',
      resources: service({ Cpu: alarm(cpu, api, { Threshold: 20 }) }),
      findings: [
        'fail Api: with CPU at 30 %, Cpu fires after 1 minute (it compares 30 with > 20), expected it to stay quiet',
      ],
    },
    {
      name: 'an alarm after an hour',
      resources: service({ Cpu: alarm(cpu, api, { Period: 300, EvaluationPeriods: 12 }) }),
      findings: [
        'fail Api: with the CPU of Api at 81.6 %, Cpu fires after 60 minutes (it compares 81.6 with > 80), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'an alarm on memory alone',
      resources: service({ Memory: alarm('AWS/ECS MemoryUtilization', api) }),
      findings: [
        'fail Api: none of the alarms on Api (Memory) can notice it, expected one that notices CPU above 80 %',
      ],
    },
    {
      name: 'an alarm on the number of samples',
      resources: service({ Cpu: alarm(cpu, api, { Statistic: 'SampleCount' }) }),
      findings: [
        'fail Api: with the CPU of Api at 81.6 %, Cpu stays OK (it compares 3 with > 80), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'a dimension that nothing is published under',
      resources: service({ Cpu: alarm(cpu, { ServiceName: att('Api', 'Name') }) }),
      findings: [
        'fail Api: with the CPU of Api at 81.6 %, Cpu stays INSUFFICIENT_DATA (it has no data; AWS/ECS publishes no CPUUtilization by ServiceName, but by ClusterName or by ClusterName and ServiceName), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'the ARN in place of the name',
      resources: service({ Cpu: alarm(cpu, { ...api, ServiceName: ref('Api') }) }),
      findings: [
        'fail Api: with the CPU of Api at 81.6 %, Cpu stays INSUFFICIENT_DATA (it has no data; its ServiceName is ${Api}, which names no ECS Service in a metric), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'an alarm that scales',
      resources: service({
        Policy: resource('ApplicationAutoScaling::ScalingPolicy'),
        Cpu: alarm(cpu, api, { AlarmActions: [ref('Policy')] }),
      }),
      findings: ['fail Api: Cpu triggers Policy, which tells nobody, expected a topic that a person hears'],
    },
    {
      name: 'an alarm that tells when all is well again',
      resources: service({ Cpu: alarm(cpu, api, { AlarmActions: [], OKActions: [ref('Alerts')] }) }),
      findings: [
        'fail Api: Cpu has no AlarmActions beside its OKActions, expected a topic that a person hears',
      ],
    },
    {
      name: 'an alarm on another service',
      resources: service({
        Worker: resource('ECS::Service', { Cluster: ref('Cluster') }),
        Targets: targetGroup(),
        Api: resource('ECS::Service', {
          Cluster: ref('Cluster'),
          LoadBalancers: [{ TargetGroupArn: ref('Targets') }],
        }),
        Cpu: alarm(cpu, { ...api, ServiceName: att('Worker', 'Name') }),
      }),
      findings: ['fail Api: no alarm reads the metrics of Api, expected one that notices CPU above 80 %'],
    },
    {
      name: 'one instance of two',
      resources: {
        One: resource('EC2::Instance'),
        Two: resource('EC2::Instance'),
        Targets: targetGroup({ Targets: [{ Id: ref('One') }, { Id: ref('Two') }] }),
        ...byMail,
        CpuOne: alarm('AWS/EC2 CPUUtilization', { InstanceId: ref('One') }),
      },
      findings: [
        'fail Targets: Two: no alarm reads the metrics of Two, expected one that notices CPU above 80 %',
      ],
    },
  ],
  unknown: [
    {
      name: 'a service in a cluster that is not here',
      resources: {
        Api: resource('ECS::Service', { Cluster: 'shop' }),
        ...byMail,
        Cpu: alarm(cpu, { ClusterName: 'shop', ServiceName: att('Api', 'Name') }),
      },
      findings: [
        'unknown Api: its ClusterName is not known (shop is not among the templates): Cpu notices CPU above 80 %',
      ],
    },
    {
      name: 'an alarm that may be off',
      resources: service({ Cpu: alarm(cpu, api, {}, 'IsProd') }),
      ...undecided,
      findings: [
        'unknown Api: parameter Stage of Stack1 has no default and was given no value: Cpu notices CPU above 80 %',
      ],
    },
    {
      name: 'a bound that a condition chooses',
      resources: service({ Cpu: alarm(cpu, api, { Threshold: choose('IsProd', 80, 95) }) }),
      ...undecided,
      findings: [
        'unknown Api: whether Cpu notices CPU above 80 % is not known: its Threshold is not known (parameter Stage of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a bound of later',
      resources: service({ Cpu: alarm(cpu, api, { Threshold: ref('Bound') }) }),
      parameters: { Bound: { Type: 'Number' } },
      findings: [
        'unknown Api: whether Cpu notices CPU above 80 % is not known: its Threshold is not known (parameter Bound of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a task whose size is not known',
      resources: service({ Cpu: alarm('ECS/ContainerInsights CpuUtilized', api, { Threshold: 400 }) }, {}),
      findings: [
        'unknown Api: whether Cpu notices CPU above 80 % is not known: what ECS/ContainerInsights CpuUtilized shows then is not known',
      ],
    },
    {
      name: 'a cluster that nothing watches from outside',
      resources: {
        Eks: resource('EKS::Cluster'),
        Nodes: resource('EKS::Nodegroup', { ClusterName: ref('Eks') }),
      },
      findings: [
        'unknown Nodes: no alarm reads the metrics of Eks, expected one that notices CPU above 80 %; verify that a tool inside the cluster does',
      ],
    },
    {
      name: 'App Runner',
      resources: { App: resource('AppRunner::Service') },
      findings: [
        'unknown App: AWS::AppRunner::Service is not judged here; verify in the account that an alarm notices CPU above 80 %',
      ],
    },
    {
      name: 'targets that the templates do not show',
      resources: { Targets: targetGroup({ Targets: [{ Id: ref('Instance') }] }) },
      parameters: { Instance: { Type: 'String' } },
      findings: ['unknown Targets: parameter Instance of Stack1 has no default and was given no value'],
    },
  ],
  notApplicable: [
    {
      name: 'functions, which have a server for each request',
      resources: {
        Api: resource('Lambda::Function'),
        Url: resource('Lambda::Url', { TargetFunctionArn: att('Api', 'Arn'), AuthType: 'NONE' }),
      },
      findings: ['notApplicable Stack1: it does not arise for the service of this workload'],
    },
    {
      name: 'no service, as declared',
      resources: {},
      declaration: { services: { none: 'a static site' } },
      findings: ['notApplicable Stack1: declared: a static site'],
    },
  ],
};

const memory = 'AWS/ECS MemoryUtilization';
const agent = 'CWAgent mem_used_percent';

export const computeMemory: ControlCases = {
  pass: [
    {
      name: 'an alarm on the service',
      resources: service({ Memory: alarm(memory, api, { Statistic: 'Maximum' }) }),
    },
    {
      name: 'MiB of what the task has',
      resources: service({ Memory: alarm('ECS/ContainerInsights MemoryUtilized', api, { Threshold: 800 }) }),
    },
    {
      name: 'the agent on instances',
      resources: group({ Memory: alarm(agent, web) }, 'yum install -y amazon-cloudwatch-agent'),
    },
    {
      name: 'the nodes of a Kubernetes cluster',
      resources: {
        Eks: resource('EKS::Cluster'),
        Nodes: resource('EKS::Nodegroup', { ClusterName: ref('Eks') }),
        ...byMail,
        Memory: alarm('ContainerInsights node_memory_utilization', { ClusterName: ref('Eks') }),
      },
    },
  ],
  fail: [
    {
      name: 'no alarm',
      resources: service({}),
      findings: ['fail Api: no alarm reads the metrics of Api, expected one that notices memory above 80 %'],
    },
    {
      name: 'an alarm on CPU alone',
      resources: service({ Cpu: alarm(cpu, api) }),
      findings: [
        'fail Api: none of the alarms on Api (Cpu) can notice it, expected one that notices memory above 80 %',
      ],
    },
    {
      name: 'an alarm that nobody hears',
      resources: service({ Memory: alarm(memory, api, { AlarmActions: [] }) }),
      findings: ['fail Api: Memory has no AlarmActions, expected a topic that a person hears'],
    },
    {
      name: 'an Auto Scaling group with an alarm on CPU',
      resources: group({ Cpu: alarm('AWS/EC2 CPUUtilization', web) }),
      findings: [
        'fail Web: none of the alarms on Web (Cpu) can notice it, expected one that notices memory above 80 %',
      ],
    },
    {
      name: 'a metric that EC2 does not have',
      resources: group({ Memory: alarm('AWS/EC2 MemoryUtilization', web) }),
      findings: [
        'fail Web: none of the alarms on Web (Memory) can notice it, expected one that notices memory above 80 %',
      ],
    },
  ],
  unknown: [
    {
      name: 'an agent that may not run',
      resources: group({ Memory: alarm(agent, web) }),
      findings: [
        'unknown Web: Memory notices memory above 80 %, where the CloudWatch agent runs; verify in the account that its metrics have data',
      ],
    },
    {
      name: 'an alarm that may be off',
      resources: service({ ...onCall, Memory: alarm(memory, api, {}, 'IsProd') }),
      ...undecided,
      findings: [
        'unknown Api: parameter Stage of Stack1 has no default and was given no value: Memory notices memory above 80 %',
      ],
    },
  ],
  notApplicable: [
    { name: 'no service', resources: {}, findings: ['notApplicable Stack1: no service to judge'] },
  ],
};
