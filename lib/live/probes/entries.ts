import { probes, type Probe, type Subject } from '../probe';

const guide = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application';

const balancers: Subject = {
  of: 'proof',
  types: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  items: ['ENV2'],
};
const targetGroups: Subject = {
  of: 'proof',
  types: ['AWS::ElasticLoadBalancingV2::TargetGroup'],
  items: ['ENV2'],
};

const describe = 'elasticloadbalancing:DescribeLoadBalancers';
const describeListeners = [describe, 'elasticloadbalancing:DescribeListeners'];
const describeRules = [...describeListeners, 'elasticloadbalancing:DescribeRules'];
const describeAttributes = [describe, 'elasticloadbalancing:DescribeLoadBalancerAttributes'];
const describeGroups = ['elasticloadbalancing:DescribeTargetGroups'];

/** What several items ask in the same words. */
const answering: Omit<Probe, 'id'> = {
  title: 'Load balancer has healthy targets wherever it forwards requests',
  severity: 'error',
  why: 'A target group without healthy targets answers 503 to every request that a rule sends there.',
  fix: 'See why targets fail their checks (aws elbv2 describe-target-health), register those that are missing, or shift the weights back: aws elbv2 modify-rule.',
  docs: `${guide}/check-target-health.html`,
  about: balancers,
  // The services of ECS tell which rules are there for tests, where targets are missing behind one.
  actions: [
    ...describeRules,
    ...describeGroups,
    'elasticloadbalancing:DescribeTargetHealth',
    'ecs:DescribeServices',
    'ecs:ListClusters',
    'ecs:ListServices',
  ],
  ask: () => (require('../entries/serving') as typeof import('../entries/serving')).serves,
};

/** What load balancers are, let through and pass on. */
export const entryProbes = probes(
  {
    id: 'ENV2.active',
    title: 'Load balancer is active and listens',
    severity: 'error',
    why: 'A load balancer that was deleted, or lost its listener, is an outage that no health check of a server shows.',
    fix: 'Make the listener again (aws elbv2 create-listener), or deploy the stack of the load balancer.',
    docs: `${guide}/application-load-balancers.html`,
    about: balancers,
    actions: describeListeners,
    ask: () => (require('../entries/balancers') as typeof import('../entries/balancers')).isActive,
  },
  {
    id: 'ENV2.answers-in-zones',
    title: 'Load balancer answers in two availability zones',
    severity: 'error',
    why: 'A load balancer in one zone goes with that zone, whatever runs behind it.',
    fix: 'Give it subnets in two or more zones: aws elbv2 set-subnets.',
    docs: `${guide}/load-balancer-subnets.html`,
    about: balancers,
    actions: [describe],
    decides: ['ENV2.zones'],
    ask: () => (require('../entries/balancers') as typeof import('../entries/balancers')).answersInZones,
  },
  { ...answering, id: 'ENV2.targets' },
  {
    id: 'ENV2.noticing',
    title: 'Target group takes failing servers out of service, as it is set now',
    severity: 'error',
    why: 'Checks that were slowed down or switched off to calm an alarm keep sending users to broken servers.',
    fix: 'Run aws elbv2 modify-target-group with checks that accept 200-299 only and need at most 90 seconds.',
    docs: `${guide}/target-group-health-checks.html`,
    about: targetGroups,
    actions: describeGroups,
    decides: ['ENV2.health-check'],
    ask: () =>
      (require('../entries/health-checks') as typeof import('../entries/health-checks')).takesFailingOut,
  },
  {
    id: 'ENV2.asks-path',
    title: 'Target group checks a path made for it, as it is set now',
    severity: 'warning',
    why: 'The front page, or an open port, may answer while what the application needs is down.',
    fix: 'Set the path of the health check: aws elbv2 modify-target-group --health-check-path /health.',
    docs: `${guide}/target-group-health-checks.html`,
    about: targetGroups,
    actions: describeGroups,
    decides: ['ENV2.health-path'],
    ask: () => (require('../entries/health-checks') as typeof import('../entries/health-checks')).asksItsPath,
  },
  {
    id: 'ENV2.protected',
    title: 'Load balancer refuses to be deleted, as it is set now',
    severity: 'warning',
    why: 'Protection that was lifted for an experiment is missing when somebody tidies up the account.',
    fix: 'Run aws elbv2 modify-load-balancer-attributes with deletion_protection.enabled=true.',
    docs: `${guide}/edit-load-balancer-attributes.html`,
    about: balancers,
    actions: describeAttributes,
    decides: ['ENV2.deletion-protection'],
    ask: () =>
      (require('../entries/balancers') as typeof import('../entries/balancers')).attributeIsOn(
        'deletion_protection.enabled',
      ),
  },
  {
    id: 'ENV2.logged',
    title: 'Load balancer logs requests, as it is set now',
    severity: 'warning',
    why: 'Without access logs nobody can tell afterwards who asked what, and what went wrong.',
    fix: 'Run aws elbv2 modify-load-balancer-attributes with access_logs.s3.enabled=true and a bucket.',
    docs: `${guide}/load-balancer-access-logs.html`,
    about: balancers,
    actions: describeAttributes,
    decides: ['ENV2.access-logs'],
    ask: () =>
      (require('../entries/balancers') as typeof import('../entries/balancers')).attributeIsOn(
        'access_logs.s3.enabled',
      ),
  },
  {
    id: 'MAINT1.page',
    title: 'Load balancer has a rule that shows a maintenance page',
    severity: 'error',
    why: 'A page that must be made first, in the middle of a migration, is made wrong.',
    fix: 'Add a rule to each listener that answers 503 when it is switched on, ahead of those that forward.',
    docs: `${guide}/rule-action-types.html`,
    about: balancers,
    actions: describeRules,
    ask: () =>
      (require('../entries/maintenance') as typeof import('../entries/maintenance')).hasMaintenanceRule,
  },
  { ...answering, id: 'POST1.targets' },
  {
    id: 'LIVE1.open',
    title: 'Load balancer lets requests through to the application',
    severity: 'error',
    why: 'A maintenance rule that was switched on by hand stays on, while the template says that it is off.',
    fix: 'Delete the rule that answers in place of the application, or lower its rank: aws elbv2 delete-rule, or set-rule-priorities.',
    docs: `${guide}/listener-rules.html`,
    about: balancers,
    actions: describeRules,
    ask: () => (require('../entries/maintenance') as typeof import('../entries/maintenance')).isOpen,
  },
);
