import type { AutoScalingGroup, Instance } from '@aws-sdk/client-auto-scaling';
import type { ScalableTarget } from '@aws-sdk/client-application-auto-scaling';
import type { Service, ServiceDeployment, Task } from '@aws-sdk/client-ecs';
import type { ProbeCase, ProbeCases } from '../asking';
import { serviceError, type Answers } from '../service';

const ecs = 'arn:aws:ecs:eu-west-1:123456789012';

export const serviceTarget = { type: 'AWS::ECS::Service', id: `${ecs}:service/prod/shop` };
export const groupTarget = { type: 'AWS::AutoScaling::AutoScalingGroup', id: 'shop-group' };
export const lambdaTarget = { type: 'AWS::Lambda::Function', id: 'shop-fn' };

const steady: Service = {
  serviceName: 'shop',
  status: 'ACTIVE',
  schedulingStrategy: 'REPLICA',
  desiredCount: 3,
  runningCount: 3,
  pendingCount: 0,
  deployments: [{ status: 'PRIMARY', rolloutState: 'COMPLETED' }],
};

/** A service of three tasks, in which nothing goes on unless said otherwise. */
export function service(differences: Service = {}): Answers {
  return { 'ecs:DescribeServices': { services: [{ ...steady, ...differences }] } };
}

/** A task that runs in a zone, or does what is said. */
export function task(availabilityZone?: string, differences: Task = {}): Task {
  return {
    lastStatus: 'RUNNING',
    healthStatus: 'HEALTHY',
    launchType: 'FARGATE',
    availabilityZone,
    ...differences,
  };
}

/** The tasks of a service, listed on two pages and described in hundreds. */
export function tasks(all: readonly Task[]): Answers {
  const arns = all.map((_, i) => `${ecs}:task/prod/${i}`);
  const half = Math.ceil(arns.length / 2);
  return {
    'ecs:ListTasks': ({ nextToken }) =>
      nextToken === undefined
        ? { taskArns: arns.slice(0, half), nextToken: 'more' }
        : { taskArns: arns.slice(half) },
    'ecs:DescribeTasks': ({ tasks: asked = [] }) => {
      if (asked.length > 100) throw serviceError('InvalidParameterException');
      return { tasks: asked.map((arn) => all[arns.indexOf(arn)]!) };
    },
  };
}

/** What scales the service. */
export function scaler(differences: Partial<ScalableTarget> | 'none'): Answers {
  const target = {
    ServiceNamespace: 'ecs',
    ResourceId: 'service/prod/shop',
    ScalableDimension: 'ecs:service:DesiredCount',
    MinCapacity: 3,
    MaxCapacity: 12,
    RoleARN: 'arn:aws:iam::123456789012:role/scaling',
    CreationTime: new Date('2026-01-01T00:00:00Z'),
    SuspendedState: {
      DynamicScalingInSuspended: false,
      DynamicScalingOutSuspended: false,
      ScheduledScalingSuspended: false,
    },
  } as const;
  return {
    'application-autoscaling:DescribeScalableTargets': ({ ResourceIds }) => ({
      ScalableTargets:
        differences === 'none' || ResourceIds?.[0] !== target.ResourceId
          ? []
          : [{ ...target, ...differences }],
    }),
  };
}

export function instance(AvailabilityZone: string, differences: Partial<Instance> = {}): Instance {
  const made = { InstanceId: 'i-1', LifecycleState: 'InService', HealthStatus: 'Healthy' } as const;
  return { ...made, AvailabilityZone, ProtectedFromScaleIn: false, ...differences };
}

/** An Auto Scaling group of three instances, in which nothing is suspended unless said otherwise. */
export function group(differences: Partial<AutoScalingGroup> | 'none' = {}): Answers {
  const made: AutoScalingGroup = {
    AutoScalingGroupName: 'shop-group',
    MinSize: 3,
    MaxSize: 12,
    DesiredCapacity: 3,
    DefaultCooldown: 300,
    AvailabilityZones: ['eu-west-1a', 'eu-west-1b'],
    HealthCheckType: 'EC2,ELB',
    CreatedTime: new Date('2026-01-01T00:00:00Z'),
    Instances: [instance('eu-west-1a'), instance('eu-west-1b'), instance('eu-west-1b')],
    SuspendedProcesses: [],
  };
  return {
    'autoscaling:DescribeAutoScalingGroups': {
      AutoScalingGroups: differences === 'none' ? [] : [{ ...made, ...differences }],
    },
  };
}

/** What ECS remembers of deployments, the latest on the second page. */
export function deployments(latest: ServiceDeployment, earlier: ServiceDeployment = {}): Answers {
  const arn = `${ecs}:service-deployment/prod/shop/2`;
  const times = { createdAt: new Date('2026-03-01T10:00:00Z'), finishedAt: new Date('2026-03-01T10:20:00Z') };
  const [first, second] = [
    {
      createdAt: new Date('2026-02-01T10:00:00Z'),
      serviceDeploymentArn: `${ecs}:service-deployment/prod/shop/1`,
      ...earlier,
    },
    { ...times, serviceDeploymentArn: arn, ...latest },
  ];
  return {
    'ecs:ListServiceDeployments': ({ nextToken }) =>
      nextToken === undefined
        ? { serviceDeployments: [brief(first)], nextToken: 'more' }
        : { serviceDeployments: [brief(second)] },
    'ecs:DescribeServiceDeployments': ({ serviceDeploymentArns: [asked] = [] }) => ({
      serviceDeployments: [first, second].filter(
        ({ serviceDeploymentArn }) => serviceDeploymentArn === asked,
      ),
    }),
  };
}

function brief({
  serviceDeploymentArn,
  createdAt,
  finishedAt,
  status,
}: ServiceDeployment): ServiceDeployment {
  return { serviceDeploymentArn, createdAt, finishedAt, status };
}

/** Services that are not there, or on their way out. */
const lost: readonly ProbeCase[] = [
  {
    name: 'a service that was deleted',
    answers: { 'ecs:DescribeServices': { services: [], failures: [{ reason: 'MISSING' }] } },
    message: 'ECS service shop does not exist in eu-west-1',
  },
  {
    name: 'a cluster that was deleted',
    answers: { 'ecs:DescribeServices': serviceError('ClusterNotFoundException') },
    message: 'ECS service shop does not exist in eu-west-1',
  },
  {
    name: 'a service that is described after its end',
    answers: service({ status: 'INACTIVE' }),
    message: 'ECS service shop was deleted (INACTIVE), expected it to be ACTIVE',
  },
  {
    name: 'a service that is being deleted',
    answers: service({ status: 'DRAINING' }),
    message: 'ECS service shop is being deleted (DRAINING), expected it to be ACTIVE',
  },
];

/** A group that is not there, or on its way out. */
export const lostGroups: readonly ProbeCase[] = [
  {
    name: 'a group that was deleted',
    target: groupTarget,
    answers: group('none'),
    message: 'Auto Scaling group shop-group does not exist in eu-west-1',
  },
  {
    name: 'a group that is being deleted',
    target: groupTarget,
    answers: group({ Status: 'Delete in progress' }),
    message: 'Auto Scaling group shop-group is being deleted (Delete in progress)',
  },
];

/** Cases about a service, with those that all questions about services share. */
export function aboutService(cases: Omit<ProbeCases, 'target'>): ProbeCases {
  const [first] = cases.pass;
  return {
    ...cases,
    target: serviceTarget,
    pass: [...cases.pass, ...(first ? [ofOldArn(first)] : [])],
    fail: [...lost, ...cases.fail],
  };
}

/** The same case with an ARN that does not name the cluster, and a service of the same name in another cluster. */
function ofOldArn({ answers, message }: ProbeCase): ProbeCase {
  const id = `${ecs}:service/shop`;
  const described = answers['ecs:DescribeServices'] as { readonly services: readonly Service[] };
  return {
    name: 'a service whose ARN is too old to name its cluster',
    target: { id },
    answers: {
      ...answers,
      'ecs:ListClusters': { clusterArns: [`${ecs}:cluster/test`, `${ecs}:cluster/prod`] },
      'ecs:DescribeServices': ({ cluster }) => ({
        services: [
          { ...described.services[0], serviceArn: cluster?.endsWith('/prod') ? id : `${id}-of-test` },
        ],
      }),
    },
    message,
  };
}
