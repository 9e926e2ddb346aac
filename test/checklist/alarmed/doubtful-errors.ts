import type { ControlCases } from '../../harness/judge';
import { choose, nothing, off, on, undecided } from '../expressions';
import { att, balancer, forward, ref, resource, rule, service, targetGroup } from '../serving/resources';
import { counts, errorPercent, errorRate, ofGroup, onMath, shop } from './alarms';

/** Error rates of load balancers where it is open what there is. */
export const doubtfulErrors: ControlCases = {
  pass: [
    {
      name: 'an alarm that is there by default',
      resources: { ...shop, Errors: { ...errorRate(), Condition: 'IsProd' } },
      ...on,
    },
    {
      name: 'two thresholds, one alarm for each stage and one for both',
      resources: { ...shop, Errors: errorRate({ Threshold: choose('IsProd', 1, 5) }), Strict: errorRate() },
      ...undecided,
    },
    {
      name: 'a target group that may be there, which the load balancer tells of too',
      resources: {
        ...shop,
        Rule: rule({ Actions: [forward(ref('Admin'))] }, 'IsProd'),
        Admin: { ...targetGroup(), Condition: 'IsProd' },
        Back: service({ LoadBalancers: [{ TargetGroupArn: ref('Admin') }] }, 'IsProd'),
        Errors: errorRate(),
      },
      ...undecided,
    },
  ],
  fail: [
    {
      name: 'an alarm that is switched off by default',
      resources: { ...shop, Errors: { ...errorRate(), Condition: 'IsProd' } },
      ...off,
      findings: [
        'fail Alb: no alarm reads the metrics of Alb, Targets, expected one that notices an error rate above 1 %',
      ],
    },
    {
      name: 'a bound of 5 % on every stage',
      resources: { ...shop, Errors: errorRate({ Threshold: choose('IsProd', 5, 5) }) },
      ...undecided,
      findings: [
        'fail Alb: with 10 000 requests a minute, 1.02 % of which fail, Errors stays OK (it compares 1.02 with > 5), expected ALARM within 10 minutes (and so in 2 other situations)',
      ],
    },
  ],
  unknown: [
    {
      name: 'an alarm that may be there',
      resources: { ...shop, Errors: { ...errorRate(), Condition: 'IsProd' } },
      ...undecided,
      findings: [
        'unknown Alb: parameter Stage of Stack1 has no default and was given no value: Errors notices an error rate above 1 %',
      ],
    },
    {
      name: 'one of two thresholds',
      resources: { ...shop, Errors: errorRate({ Threshold: choose('IsProd', 1, 5) }) },
      ...undecided,
      findings: [
        'unknown Alb: whether Errors notices an error rate above 1 % is not known: its Threshold is not known (parameter Stage of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a topic that may be told',
      resources: { ...shop, Errors: errorRate({ AlarmActions: choose('IsProd', [ref('OnCall')], nothing) }) },
      ...undecided,
      findings: [
        'unknown Alb: parameter Stage of Stack1 has no default and was given no value: OnCall lets cloudwatch.amazonaws.com publish; the https subscription of OnCall leads to events.pagerduty.com, which pages',
      ],
    },
    {
      name: 'an alarm on one of two load balancers',
      resources: {
        ...shop,
        Other: balancer({ Scheme: 'internal' }),
        Errors: onMath(
          errorPercent,
          counts({
            LoadBalancer: choose(
              'IsProd',
              att('Alb', 'LoadBalancerFullName'),
              att('Other', 'LoadBalancerFullName'),
            ),
          }),
          { Threshold: 1 },
        ),
      },
      ...undecided,
      findings: [
        'unknown Alb: its LoadBalancer is not known (parameter Stage of Stack1 has no default and was given no value): Errors notices an error rate above 1 %',
      ],
    },
    {
      name: 'a target group that may be there, and is not watched',
      resources: {
        ...shop,
        Rule: rule({ Actions: [forward(ref('Admin'))] }, 'IsProd'),
        Admin: { ...targetGroup(), Condition: 'IsProd' },
        Back: service({ LoadBalancers: [{ TargetGroupArn: ref('Admin') }] }, 'IsProd'),
        Errors: onMath(errorPercent, counts(ofGroup('Targets')), { Threshold: 1 }),
      },
      ...undecided,
      findings: [
        'unknown Alb: parameter Stage of Stack1 has no default and was given no value: with 10 000 requests a minute, 1.02 % of which fail, all of them at Admin, Errors stays OK (it compares 0 with > 1), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'a load balancer that may be internal',
      resources: { ...shop, Alb: balancer({ Scheme: choose('IsProd', 'internet-facing', 'internal') }) },
      ...undecided,
      findings: [
        'unknown Alb: whether Alb is public is not known (parameter Stage of Stack1 has no default and was given no value): no alarm reads the metrics of Alb, Targets, expected one that notices an error rate above 1 %',
      ],
    },
    {
      name: 'a load balancer named by a parameter',
      resources: {
        ...shop,
        Errors: onMath(errorPercent, counts({ LoadBalancer: ref('Balancer') }), { Threshold: 1 }),
      },
      parameters: { Balancer: { Type: 'String' } },
      findings: [
        'unknown Alb: its LoadBalancer is not known (parameter Balancer of Stack1 has no default and was given no value): Errors notices an error rate above 1 %',
      ],
    },
    {
      name: 'requests of another load balancer beside its own failures',
      resources: {
        ...shop,
        Other: balancer({ Scheme: 'internal' }),
        Errors: onMath(
          errorPercent,
          { ...counts({ LoadBalancer: att('Other', 'LoadBalancerFullName') }), e5: counts().e5! },
          { Threshold: 1 },
        ),
      },
      findings: [
        'unknown Alb: whether Errors notices an error rate above 1 % is not known: what AWS/ApplicationELB RequestCount shows then is not known',
      ],
    },
    {
      name: 'a query in PromQL',
      resources: {
        ...shop,
        Errors: resource('CloudWatch::Alarm', {
          EvaluationCriteria: { PromQLCriteria: { Query: 'up > 0' } },
          AlarmActions: [ref('OnCall')],
        }),
      },
      findings: [
        'unknown Alb: whether Errors notices an error rate above 1 % is not known: it runs a query in PromQL',
      ],
    },
  ],
};
