import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { partsOf, type Value } from '../../model/value';
import { all, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { candidates, type Candidates } from '../candidates';
import { isFunction } from '../compute/functions';
import { runsOnFargate } from '../compute/hosts';
import { userDataOf } from '../compute/launches';
import { eitherWay } from '../either-way';
import { named } from '../network/balancing';
import { isOn, property } from '../reading';
import { roleMay, sendTraces } from '../policies/role-permissions';
import type { Workload } from '../workload';
import { askContainers, askTask } from './containers';
import { functionMayDeliver, isTracedFunction, reportsSignals } from './functions';
import { deliversToXRay, receiversIn, traces } from './tasks';

/** Whether requests to a service are traced. */
export function isTraced(service: Resource): Answer {
  if (isFunction(service)) return isTracedFunction(service);
  switch (service.type) {
    case 'AWS::ECS::Service':
      return askTask(service, (task) => askContainers(task, (containers) => traces(task, containers)));
    case 'AWS::AutoScaling::AutoScalingGroup':
      return installsMonitor(service);
    case 'AWS::AppRunner::Service':
      return observesAppRunner(service);
    default:
      return unknown(
        `${service.type} shows no instrumentation; verify in the account that its requests are traced`,
        present(service),
      );
  }
}

/** Agents of application monitors, as the script that sets an instance up names them. */
const agents: readonly (readonly [name: string, words: RegExp])[] = [
  ['Datadog', /datadog|dd-trace/i],
  ['New Relic', /newrelic/i],
  ['Dynatrace', /dynatrace|oneagent/i],
  ['AppDynamics', /appdynamics/i],
  ['Elastic APM', /elastic-apm|elasticapm/i],
  [
    'OpenTelemetry',
    /opentelemetry-(javaagent|instrument)|aws-opentelemetry-agent|otelcol|aws-otel-collector/i,
  ],
  ['X-Ray', /xray-daemon|aws-xray/i],
];

function installsMonitor(group: Resource): Answer {
  const script = textIn(userDataOf(group));
  const [name] = agents.find(([, words]) => words.test(script)) ?? [];
  const seen =
    name === undefined ? 'its UserData names no application monitor' : `its UserData names ${name}`;
  return unknown(`${seen}; verify in the account that requests to them are traced`, present(group));
}

function textIn(value: Value | undefined): string {
  return (value ? (partsOf(value) ?? []) : []).map((part) => (typeof part === 'string' ? part : '')).join('');
}

function observesAppRunner(service: Resource): Answer {
  const on = isOn(service, 'ObservabilityConfiguration.ObservabilityEnabled', false);
  if (on.is !== 'yes') return on;
  const path = 'ObservabilityConfiguration.ObservabilityConfigurationArn';
  const traced = eitherWay(service.read(path), (reference) => {
    const proof = cite(service, path, reference);
    const [configuration] = targetOf(reference, service.stack).resources;
    if (!configuration)
      return unknown('its observability configuration is not among the templates; verify it', proof);
    const vendor = property(configuration, 'TraceConfiguration.Vendor', {
      expected: 'AWSXRAY',
      otherwise: undefined,
      holds: (name) => name === 'AWSXRAY',
    });
    const answer = named(configuration, vendor);
    return given(configuration.exists, { ...answer, evidence: [...answer.evidence, proof] });
  });
  return all([on, traced]);
}

/** Whether a service may deliver the traces that it sends to AWS; undefined where it sends none there. */
export function mayDeliverTraces(service: Resource): Answer | undefined {
  if (isFunction(service)) return functionMayDeliver(service);
  if (service.type !== 'AWS::ECS::Service') return undefined;
  let applies = false;
  const answer = askTask(service, (task) =>
    askContainers(task, (containers) => {
      const toXRay = deliversToXRay(containers);
      if (toXRay === false) return yes('');
      applies = true;
      const permitted = roleMay(task, 'TaskRoleArn', sendTraces, 'its tasks');
      return permitted.is === 'no' ? given(toXRay, unlessByInstance(service, task, permitted)) : permitted;
    }),
  );
  return applies ? answer : undefined;
}

/** Tasks without a role of their own act by that of the instance they run on. */
function unlessByInstance(service: Resource, task: Resource, refusal: Answer): Answer {
  if (task.read('TaskRoleArn').kind !== 'absent' || runsOnFargate(service) === true) return refusal;
  return unknown(
    `${refusal.message} unless the role of its instances allows it; verify that`,
    ...refusal.evidence,
  );
}

/** Whether what delivers the traces of a service is kept up by its makers; undefined where nothing delivers any. */
export function isMaintained(service: Resource): Answer | undefined {
  if (service.type !== 'AWS::ECS::Service') return undefined;
  let applies = false;
  const answer = askTask(service, (task) =>
    askContainers(task, (containers) => {
      const receivers = receiversIn(containers);
      if (receivers.length > 0) applies = true;
      const old = receivers.find(({ collector }) => collector.maintenanceSince !== undefined);
      if (!old)
        return yes(
          receivers.map(({ container, collector }) => `${container.name} is ${collector.name}`).join('; '),
        );
      const { container, collector } = old;
      const since = `in maintenance since ${collector.maintenanceSince}`;
      return given(
        container.certain,
        no(
          `${container.name} is ${collector.name}, ${since}, expected the CloudWatch agent or an OpenTelemetry collector`,
        ),
      );
    }),
  );
  return applies ? answer : undefined;
}

const stageTypes = {
  'AWS::ApiGateway::Stage': 'TracingEnabled',
  'AWS::Serverless::Api': 'TracingEnabled',
  'AWS::AppSync::GraphQLApi': 'XrayEnabled',
} as const;

/** What AWS can trace in front of a service; HTTP APIs are not among it. */
export function apis({ environment }: Workload): Candidates {
  const types = Object.keys(stageTypes);
  return candidates(environment, 'stage of a REST API, or GraphQL API', environment.of(...types), types);
}

/** Whether the traces of requests begin at the API that they enter by. */
export function isTracedApi(api: Resource): Answer {
  const path = stageTypes[api.type as keyof typeof stageTypes];
  return isOn(api, path, false);
}

const discoveryType = 'AWS::ApplicationSignals::Discovery';

/** Whether Application Signals may look for the services that report to it; undefined where none does. */
export function isDiscovered(service: Resource): Answer | undefined {
  if (isFunction(service)) return reportsSignals(service) ? discovery(service) : undefined;
  if (service.type !== 'AWS::ECS::Service') return undefined;
  let applies = false;
  const answer = askTask(service, (task) =>
    askContainers(task, (containers) => {
      applies ||= receiversIn(containers).some(({ collector }) => collector.name === 'the CloudWatch agent');
      return discovery(service);
    }),
  );
  return applies ? answer : undefined;
}

function discovery(service: Resource): Answer {
  const [found] = service.stack.environment.of(discoveryType);
  if (found) return given(found.exists, yes(`${found.logicalId} starts discovery`, present(found)));
  return unknown(
    'no ApplicationSignals::Discovery is in the templates; verify in the account that Application Signals is enabled',
    present(service),
  );
}
