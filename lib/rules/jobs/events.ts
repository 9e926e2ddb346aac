import { same } from '../../model/compare';
import { targetOf } from '../../model/names';
import type { Environment } from '../../model/environment';
import type { Resource } from '../../model/resource';
import { and, isUndecided, Undecided, type Tri } from '../../model/tri';
import { keyOf, partsOf, type Value } from '../../model/value';
import { all, cite, given, no, unknown, yes, type Answer } from '../answer';
import { matchesEvent, type EventPart } from '../notification/event-patterns';
import { tellsSomebody } from '../notification/event-rules';
import { perEnvironment } from '../per-environment';
import { matchingRule, type Part } from './failures';
import { isEnabled, ruleType } from './triggers';

/** An event of AWS by which a job that ended makes itself known. */
export interface JobEvent {
  readonly source: string;
  readonly 'detail-type': string;
  /** What the event says of a job that failed, and of one that did well. */
  readonly failed: EventPart;
  readonly succeeded: EventPart;
}

const patternPath = 'EventPattern';

/** The rules on events of AWS, by the source that their pattern names; those whose source is open under an empty text. */
const rulesBySource = perEnvironment((environment: Environment) => {
  const table = new Map<string, Resource[]>();
  for (const rule of environment.of(ruleType)) {
    const sources = rule.each(`${patternPath}.source.*`);
    for (const key of new Set(sources.map((source) => keyOf(source) ?? ''))) {
      table.set(key, [...(table.get(key) ?? []), rule]);
    }
  }
  return table;
});

/** What becomes of the event of a job that fails. */
export interface Heard {
  /** Whether a person hears of it, by the targets of a rule. */
  readonly told: readonly Answer[];
  /** The rules that match it and nothing else: CloudWatch counts what they match. */
  readonly rules: readonly Part[];
}

/** What the rules of an environment make of the event of a job that fails. */
export function heardOf(environment: Environment, event: JobEvent): Heard {
  const rules = rulesBySource(environment);
  const concerned = [event.source, ''].flatMap((source) => rules.get(source) ?? []);
  const heard = concerned.map((rule) => ({ rule, matching: matching(rule, event) }));
  return {
    told: heard.flatMap(({ rule, matching }) =>
      matching
        ? [
            given(
              rule.exists,
              matching.is === 'yes' ? all([matching, tellsSomebody(rule, 'ticket')]) : matching,
            ),
          ]
        : [],
    ),
    rules: heard
      .filter(({ matching }) => matching?.is === 'yes')
      .map(({ rule }) => ({ ...matchingRule(rule), certain: and([rule.exists, isEnabled(rule)]) })),
  };
}

/** Whether a rule matches the event of a job that fails and not that of one that succeeds; undefined where neither. */
function matching(rule: Resource, event: JobEvent): Answer | undefined {
  const pattern = rule.read(patternPath);
  const matches = (detail: EventPart): Tri =>
    matchesEvent(pattern, { source: event.source, 'detail-type': event['detail-type'], detail });
  const failed = matches(event.failed);
  if (failed === false) return undefined;
  const proof = cite(rule, patternPath, pattern);
  if (isUndecided(failed))
    return unknown(`whether ${rule.logicalId} matches a failure is not known (${failed.why})`, proof);
  return matches(event.succeeded) === true
    ? no(`${rule.logicalId} matches jobs that succeed too, expected failures alone`, proof)
    : yes(`${rule.logicalId} matches failures`, proof);
}

/** The values of a pattern that stand for a resource, by a reference or by its name. */
function called(resource: Resource): EventPart {
  return (matcher: Value) => {
    if (!partsOf(matcher)) return new Undecided('its EventPattern cannot be read');
    const { resources, open } = targetOf(matcher, resource.stack);
    if (resources.includes(resource)) return open === undefined || new Undecided(open);
    return resources.length === 0 && open !== undefined ? new Undecided(open) : false;
  };
}

function sameAs(reference: Value, asker: Resource): EventPart {
  const [resource] = targetOf(reference, asker.stack).resources;
  return resource ? called(resource) : (matcher: Value) => same(matcher, reference);
}

/** The event of an execution that ended in a status. */
export function executionEvent(machine: Resource, status: string): JobEvent {
  const stateMachineArn = called(machine);
  return {
    source: 'aws.states',
    'detail-type': 'Step Functions Execution Status Change',
    failed: { status, stateMachineArn },
    succeeded: { status: 'SUCCEEDED', stateMachineArn },
  };
}

/** The event of a job that ended in a queue of AWS Batch. */
export function batchEvent(queue: Resource): JobEvent {
  const jobQueue = called(queue);
  return {
    source: 'aws.batch',
    'detail-type': 'Batch Job State Change',
    failed: { status: 'FAILED', jobQueue },
    succeeded: { status: 'SUCCEEDED', jobQueue },
  };
}

/** The event of a run of a job of AWS Glue that ended. */
export function glueEvent(job: Resource): JobEvent {
  const jobName = called(job);
  return {
    source: 'aws.glue',
    'detail-type': 'Glue Job State Change',
    failed: { state: 'FAILED', severity: 'ERROR', jobName },
    succeeded: { state: 'SUCCEEDED', severity: 'INFO', jobName },
  };
}

/** The event of a task of ECS that ended by itself. */
export function taskEvent(cluster: Value, task: Value, asker: Resource): JobEvent {
  const ended = (exitCode: number): EventPart => ({
    lastStatus: 'STOPPED',
    desiredStatus: 'STOPPED',
    stopCode: 'EssentialContainerExited',
    containers: { lastStatus: 'STOPPED', exitCode },
    clusterArn: sameAs(cluster, asker),
    taskDefinitionArn: sameAs(task, asker),
  });
  return {
    source: 'aws.ecs',
    'detail-type': 'ECS Task State Change',
    failed: ended(1),
    succeeded: ended(0),
  };
}
