import { probes, type Subject } from '../probe';

const ecs = 'AWS::ECS::Service';
const group = 'AWS::AutoScaling::AutoScalingGroup';
const targetGroup = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const lambda = 'AWS::Lambda::Function';

function services(...types: readonly string[]): Subject {
  return { of: 'role', role: 'services', types };
}

// Clusters are listed for services whose ARNs are too old to name theirs.
const describeService = ['ecs:DescribeServices', 'ecs:ListClusters'];
const describeTasks = [...describeService, 'ecs:DescribeTasks', 'ecs:ListTasks'];
const describeGroup = 'autoscaling:DescribeAutoScalingGroups';
const describeScaler = 'application-autoscaling:DescribeScalableTargets';
const describeTargets = [
  'elasticloadbalancing:DescribeTargetGroups',
  'elasticloadbalancing:DescribeTargetHealth',
];
const describeWays = [
  ...describeService,
  describeGroup,
  'elasticloadbalancing:DescribeListeners',
  'elasticloadbalancing:DescribeRules',
  'elasticloadbalancing:DescribeTargetGroups',
];
const listDeployments = [...describeService, 'ecs:ListServiceDeployments'];
const describeDeployments = [...listDeployments, 'ecs:DescribeServiceDeployments'];

const ecsGuide = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide';
const scalingGuide = 'https://docs.aws.amazon.com/autoscaling/ec2/userguide';
const balancingGuide = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application';

/** What servers run, what serves, and how it is deployed. */
export const computeProbes = probes(
  {
    id: 'ENV1.running',
    title: 'Service has three servers at work',
    severity: 'error',
    why: 'A template asks for three servers; tasks that crash, find no room or were scaled down by hand leave fewer.',
    fix: 'Read the events of the service (aws ecs describe-services, aws autoscaling describe-scaling-activities) for why servers are missing, and set the desired count to 3 or more.',
    docs: `${ecsGuide}/service-event-messages.html`,
    about: services(ecs, group, targetGroup, lambda),
    actions: [...describeTasks, describeGroup, ...describeTargets],
    ask: () => (require('../compute/running') as typeof import('../compute/running')).runsServers,
  },
  {
    id: 'ENV1.spread',
    title: 'Service has servers at work in two availability zones',
    severity: 'error',
    why: 'Subnets in two zones promise nothing: after a shortage in one of them all servers may run in the other.',
    fix: 'Switch on availability zone rebalancing, or start the servers anew: aws ecs update-service --force-new-deployment.',
    docs: `${ecsGuide}/service-rebalancing.html`,
    about: services(ecs, group, lambda),
    actions: [...describeTasks, describeGroup],
    decides: ['ENV1.zones'],
    ask: () => (require('../compute/zones') as typeof import('../compute/zones')).runsInZones,
  },
  {
    id: 'ENV1.floor',
    title: 'Service keeps three servers at the lowest point of its scaling, as it is set now',
    severity: 'error',
    why: 'A bound that somebody lowered in the console to save money stays until the next deployment of the template.',
    fix: 'Raise MinCapacity (aws application-autoscaling register-scalable-target) or MinSize (aws autoscaling update-auto-scaling-group) to 3, in the scheduled actions too.',
    docs: `${ecsGuide}/service-auto-scaling.html`,
    about: services(ecs, group, lambda),
    actions: [
      ...describeService,
      describeScaler,
      'application-autoscaling:DescribeScheduledActions',
      describeGroup,
      'autoscaling:DescribeScheduledActions',
    ],
    decides: ['ENV1.servers'],
    ask: () => (require('../compute/floor') as typeof import('../compute/floor')).keepsServers,
  },
  {
    id: 'ENV1.bought',
    title: 'Service has tasks on demand among those that run on Fargate',
    severity: 'error',
    why: 'AWS takes Spot capacity back at two minutes’ notice, from many servers at a time.',
    fix: 'Give FARGATE a base of 1 or more in the capacity provider strategy: aws ecs update-service --capacity-provider-strategy.',
    docs: `${ecsGuide}/fargate-capacity-providers.html`,
    about: services(ecs),
    actions: describeTasks,
    ask: () => (require('../compute/spot') as typeof import('../compute/spot')).keepsOnDemand,
  },
  {
    id: 'ENV2.reached',
    title: 'Service gets requests from a load balancer',
    severity: 'error',
    why: 'A rule that was changed by hand, or weights that point at the other colour, leave healthy servers without users.',
    fix: 'Let a listener rule forward to the target group of the service: aws elbv2 modify-rule, or modify-listener.',
    docs: `${balancingGuide}/load-balancer-listeners.html`,
    about: services(ecs, group, targetGroup),
    actions: describeWays,
    decides: ['ENV2.routed'],
    ask: () => (require('../compute/reached') as typeof import('../compute/reached')).isReached,
  },
  {
    id: 'ENV2.replaces',
    title: 'Auto Scaling group replaces instances that fail, with no process of it suspended',
    severity: 'error',
    why: 'A process that was suspended to look into an incident, and forgotten, leaves every later failure unrepaired.',
    fix: 'Run aws autoscaling resume-processes, and update-auto-scaling-group --health-check-type ELB.',
    docs: `${scalingGuide}/as-suspend-resume-processes.html`,
    about: services(group),
    actions: [describeGroup],
    decides: ['ENV2.replacement'],
    ask: () => (require('../compute/replacement') as typeof import('../compute/replacement')).replacesFailing,
  },
  {
    id: 'SEC3.room',
    title: 'Service can grow to twice its lowest capacity, as it is set now',
    severity: 'warning',
    why: 'Until a flood is recognised it must be served; a service at its limit is down from the first minute.',
    fix: 'Raise the highest capacity to twice the lowest: aws application-autoscaling register-scalable-target --max-capacity.',
    docs: 'https://docs.aws.amazon.com/whitepapers/latest/aws-best-practices-ddos-resiliency/aws-best-practices-ddos-resiliency.html',
    about: services(ecs, group),
    actions: [...describeService, describeScaler, describeGroup],
    decides: ['SEC3.headroom'],
    ask: () => (require('../compute/growth') as typeof import('../compute/growth')).hasRoom,
  },
  {
    id: 'STRESS3.ready',
    title: 'Service has room to grow, a scaling policy and no suspended scaling',
    severity: 'error',
    why: 'Scaling that was suspended for a release, or never had a policy, stands still while the load grows.',
    fix: 'Register a scalable target with room above its lowest capacity, put a scaling policy on it, and resume what is suspended.',
    docs: 'https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-suspend-resume-scaling.html',
    about: services(ecs, group),
    actions: [
      ...describeService,
      describeScaler,
      'application-autoscaling:DescribeScalingPolicies',
      describeGroup,
      'autoscaling:DescribePolicies',
    ],
    ask: () => (require('../compute/growth') as typeof import('../compute/growth')).canGrow,
  },
  {
    id: 'STRESS3.grown',
    title: 'Service was scaled out by a policy within six weeks',
    severity: 'error',
    why: 'Quotas, full subnets and missing permissions stop the first scale-out, which should not be that of the launch.',
    fix: 'Run the load test until the service grows; after a failure, see aws application-autoscaling describe-scaling-activities.',
    docs: 'https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-scaling-activities.html',
    about: services(ecs, group),
    actions: [
      ...describeService,
      'application-autoscaling:DescribeScalingActivities',
      describeGroup,
      'autoscaling:DescribeScalingActivities',
    ],
    ask: () => (require('../compute/scale-out') as typeof import('../compute/scale-out')).grewUnderLoad,
  },
  {
    id: 'DEPLOY2.hooks',
    title: 'Service tried its new version by lifecycle hooks before users got it',
    severity: 'error',
    why: 'A version that starts and answers its health check may still fail the first customer who logs in.',
    fix: 'Add a lifecycle hook at POST_TEST_TRAFFIC_SHIFT that runs the smoke tests, and deploy; after a failure, read the logs of its function.',
    docs: `${ecsGuide}/deployment-lifecycle-hooks.html`,
    about: services(ecs),
    actions: describeDeployments,
    ask: () => (require('../compute/delivery') as typeof import('../compute/delivery')).triesNewVersion,
  },
  {
    id: 'DEPLOY3.strategy',
    title: 'Service shifts requests from blue to green',
    severity: 'error',
    why: 'A rolling deployment mixes two versions under the users, and the way back takes as long as the way there.',
    fix: 'Deploy by BLUE_GREEN, CANARY or LINEAR with an alternate target group and a production listener rule.',
    docs: `${ecsGuide}/deployment-type-blue-green.html`,
    about: services(ecs),
    actions: describeService,
    ask: () => (require('../compute/delivery') as typeof import('../compute/delivery')).shiftsRequests,
  },
  {
    id: 'DEPLOY3.succeeded',
    title: 'Service had a last deployment that succeeded',
    severity: 'error',
    why: 'After a rollback the version before runs, and everybody believes that the new one is live.',
    fix: 'See why in aws ecs describe-service-deployments and the events of the service, mend the version, and deploy again.',
    docs: `${ecsGuide}/service-deployment.html`,
    about: services(ecs),
    actions: describeDeployments,
    ask: () => (require('../compute/delivery') as typeof import('../compute/delivery')).lastSucceeded,
  },
  {
    id: 'DEPLOY4.healthy',
    title: 'Service has three healthy targets in the target group that serves now',
    severity: 'error',
    why: 'After every other deployment green serves, and whoever looks at blue sees an idle target group.',
    fix: 'See why targets fail their checks (aws elbv2 describe-target-health), or take the deployment back: aws ecs stop-service-deployment --stop-type ROLLBACK.',
    docs: `${balancingGuide}/check-target-health.html`,
    about: services(ecs, group, targetGroup),
    actions: [...describeWays, 'elasticloadbalancing:DescribeTargetHealth'],
    ask: () => (require('../compute/reached') as typeof import('../compute/reached')).servesByHealthy,
  },
  {
    id: 'TRIG1.attached',
    title: 'Service is taken back by alarms, as its deployments are set now',
    severity: 'error',
    why: 'Alarms that were switched off to get one release through stay off for the next, which needs them.',
    fix: 'Run aws ecs update-service with alarms that are enabled and roll back in its deployment configuration.',
    docs: `${ecsGuide}/deployment-alarm-failure.html`,
    about: services(ecs),
    actions: describeService,
    decides: ['TRIG1.rollback'],
    ask: () => (require('../compute/delivery') as typeof import('../compute/delivery')).isTakenBack,
  },
  {
    id: 'TRIG1.watched',
    title: 'Service was watched by its alarms during the last deployment',
    severity: 'error',
    why: 'Where one alarm is in ALARM when a deployment begins, ECS looks at none of them until it ends.',
    fix: 'See that all deployment alarms are OK, and deploy again.',
    docs: `${ecsGuide}/deployment-alarm-failure.html`,
    about: services(ecs),
    actions: describeDeployments,
    ask: () => (require('../compute/delivery') as typeof import('../compute/delivery')).wasWatched,
  },
  {
    id: 'ROLL2.kept',
    title: 'Service keeps its last version for 15 minutes after a deployment',
    severity: 'error',
    why: 'Once blue is gone there is nothing to switch back to, and a rollback is a deployment of its own.',
    fix: 'Set the bake time to 15 minutes: aws ecs update-service --deployment-configuration bakeTimeInMinutes=15.',
    docs: `${ecsGuide}/deployment-type-blue-green.html`,
    about: services(ecs),
    actions: describeService,
    ask: () => (require('../compute/delivery') as typeof import('../compute/delivery')).keepsLastVersion,
  },
  {
    id: 'ROLL2.tried',
    title: 'Service was rolled back within the last 90 days',
    severity: 'warning',
    why: 'A way back that nobody ever took has missing permissions and surprises, found on the worst day.',
    fix: 'Roll a deployment back as a drill: aws ecs stop-service-deployment --stop-type ROLLBACK.',
    docs: `${ecsGuide}/stop-service-deployment.html`,
    about: services(ecs),
    actions: listDeployments,
    ask: () => (require('../compute/delivery') as typeof import('../compute/delivery')).wasRolledBack,
  },
  {
    id: 'LIVE2.workers',
    title: 'Worker takes jobs',
    severity: 'error',
    why: 'Workers that were scaled to nothing for the migration, and forgotten, let jobs pile up until somebody complains.',
    fix: 'Set the desired count of the worker (aws ecs update-service --desired-count), and resume its scaling.',
    docs: 'https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-suspend-resume-scaling.html',
    about: { of: 'role', role: 'jobs', types: [ecs] },
    actions: [...describeService, describeScaler, 'application-autoscaling:DescribeScalingPolicies'],
    ask: () => (require('../compute/workers') as typeof import('../compute/workers')).takesJobs,
  },
);
