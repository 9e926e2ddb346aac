import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { errorRate, mathAlarm, ownAlarm, rollingBack, web } from './resources';

const container = {
  Name: 'web',
  LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': ref('Log') } },
};

/** A filter that counts what becomes of payments. */
function counting(event: string): JsonObject {
  return resource('Logs::MetricFilter', {
    LogGroupName: ref('Log'),
    FilterPattern: `{ $.event = "payment.${event}" }`,
    MetricTransformations: [
      { MetricNamespace: 'Shop', MetricName: `Payments-${event}`, MetricValue: '1', DefaultValue: 0 },
    ],
  });
}

/** The service `Web`, in whose logs payments are counted, and alarms that deployments look at by some names. */
function shop(names: readonly Json[], alarms: JsonObject, settings: JsonObject = {}): JsonObject {
  return {
    ...web({ ...rollingBack([...names], settings), TaskDefinition: ref('Task') }),
    Task: resource('ECS::TaskDefinition', { ContainerDefinitions: [container] }),
    Log: resource('Logs::LogGroup'),
    Attempted: counting('attempted'),
    Succeeded: counting('succeeded'),
    Failed: counting('failed'),
    ...alarms,
  };
}

function stat(id: string, event: string): JsonObject {
  const metric = { Namespace: 'Shop', MetricName: `Payments-${event}` };
  return { Id: id, ReturnData: false, MetricStat: { Metric: metric, Period: 300, Stat: 'Sum' } };
}

const once = { Threshold: 0, EvaluationPeriods: 1, DatapointsToAlarm: 1 };

/** An alarm on payments that are tried while none succeeds. */
function down(properties: JsonObject = {}): JsonObject {
  return mathAlarm(
    'IF(FILL(attempted, 0) >= 3, IF(FILL(succeeded, 0) < 1, 1, 0), 0)',
    [stat('attempted', 'attempted'), stat('succeeded', 'succeeded')],
    { ...once, ...properties },
  );
}

/** An alarm on the share of the payments that fail. */
const failing = mathAlarm(
  '100 * FILL(failed, 0) / (FILL(failed, 0) + FILL(succeeded, 0))',
  [stat('failed', 'failed'), stat('succeeded', 'succeeded')],
  { ...once, Threshold: 5 },
);

export const paymentsDown: ControlCases = {
  pass: [
    { name: 'payments of which none succeeds', resources: shop([ref('Down')], { Down: down() }) },
    {
      name: 'another service that takes them',
      resources: {
        ...shop([ref('Down')], { Down: down() }),
        PaymentFunction: resource('Lambda::Function', { LoggingConfig: { LogGroup: ref('Log') } }),
      },
    },
  ],
  fail: [
    {
      name: 'no alarm',
      resources: shop([], { Down: down() }),
      findings: [
        'fail Web: no alarm rolls it back, expected one that notices payments of which none succeeds',
      ],
    },
    {
      name: 'an alarm that a deployment does not look at',
      resources: shop([ref('Errors')], { Down: down(), Errors: errorRate('Targets') }),
      findings: [
        'fail Web: no alarm that rolls it back (Errors) can notice it, expected one that notices payments of which none succeeds',
      ],
    },
    {
      name: 'payments that fail, but none that hang',
      resources: shop([ref('Failing')], { Failing: failing }),
      findings: [
        'fail Web: with payments that are tried and never end, Failing stays OK (it compares 0 with > 5), expected ALARM within 15 minutes',
      ],
    },
    {
      name: 'a deployment that fails and stays',
      resources: shop([ref('Down')], { Down: down() }, { Rollback: false }),
      findings: ['fail Web: DeploymentConfiguration.Alarms.Rollback is false, expected true'],
    },
    {
      name: 'an alarm under dimensions that the filter does not publish',
      resources: shop([ref('Down')], {
        Down: ownAlarm('Payments-succeeded', {
          Dimensions: [{ Name: 'Shop', Value: 'web' }],
          ComparisonOperator: 'LessThanThreshold',
          Threshold: 1,
        }),
      }),
      findings: [
        'fail Web: with payments that are tried and never end, Down stays OK (it has no data), expected ALARM within 15 minutes; with payments that all fail, Down stays OK (it has no data), expected ALARM within 15 minutes; Down reads Payments-succeeded by Shop, but Succeeded counts it without dimensions',
      ],
    },
  ],
  unknown: [
    {
      name: 'nothing that takes payments',
      resources: web(),
      findings: [
        'unknown Stack1: no service that takes payments is in the templates, but the application may take payments that no template shows: declare payments in the workload, or none with the reason',
      ],
    },
    {
      name: 'an alarm that may not be there',
      resources: shop([ref('Down')], { Down: { ...down(), Condition: 'IsProd' } }),
      ...undecided,
      findings: [
        'unknown Web: parameter Stage of Stack1 has no default and was given no value: Down notices payments of which none succeeds; Attempted counts Payments-attempted; Succeeded counts Payments-succeeded',
      ],
    },
    {
      name: 'a metric of the application',
      resources: shop([ref('Own')], { Own: ownAlarm('CheckoutPayments', { Namespace: 'Till' }) }),
      findings: [
        "unknown Web: whether Own notices payments of which none succeeds is not known: what Till CheckoutPayments shows then is not known; Till is a namespace of the application's own",
      ],
    },
    {
      name: 'a metric that no filter makes, in a namespace that filters fill',
      resources: shop([ref('Own')], { Own: ownAlarm('CheckoutPayments') }),
      findings: [
        "unknown Web: Shop is a namespace of the application's own: with payments that are tried and never end, Own stays OK (it has no data), expected ALARM within 15 minutes; with payments that all fail, Own stays OK (it has no data), expected ALARM within 15 minutes",
      ],
    },
    {
      name: 'a name that no alarm here has',
      resources: shop(['down'], {}),
      findings: [
        'unknown Web: no alarm rolls it back, expected one that notices payments of which none succeeds, but it may look at another (down is not among the templates)',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a workload that is declared to take none',
      resources: web(),
      declaration: { payments: { none: 'everything is free' } },
      findings: ['notApplicable Stack1: declared: everything is free'],
    },
  ],
};
