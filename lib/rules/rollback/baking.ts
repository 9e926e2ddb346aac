import type { Resource } from '../../model/resource';
import { readingOf } from '../alarms/definition-of';
import { plural } from '../alarms/trial';
import { all, any, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { eitherWay } from '../either-way';
import { numberAt, numeric, property, test } from '../reading';
import { basisOf } from './composites';
import { deploymentsOf, type Deployment } from './deployments';
import { eachShift } from './shifts';

/** What a new version is watched for, and what takes so long. */
interface Need {
  readonly minutes: number;
  readonly why: string;
}

/**
 * Whether a new version is watched for longer than each alarm that rolls it back needs to fire; undefined where there
 * is no such alarm.
 */
export function isWatchedLongEnough(service: Resource, ingestionMinutes: number): Answer | undefined {
  const judged = deploymentsOf(service).deployments.flatMap((deployment) => {
    const answers = deployment.alarms.flatMap(({ alarm, certain }) =>
      basisOf(alarm).map((basis) => given(certain, watchesLongEnough(deployment, basis, ingestionMinutes))),
    );
    return answers.length > 0 ? [given(deployment.certain, all(answers))] : [];
  });
  return judged.length > 0 ? any(judged, '') : undefined;
}

function watchesLongEnough(deployment: Deployment, alarm: Resource, ingestionMinutes: number): Answer {
  const { definition } = readingOf(alarm);
  if ('untried' in definition)
    return unknown(`how soon ${alarm.logicalId} fires is not known: ${definition.untried}`);
  const period = Math.max(60, ...definition.queries.map(({ periodSeconds = 0 }) => periodSeconds));
  const minutes = (definition.datapointsToAlarm * period) / 60;
  return watches(deployment, {
    minutes: minutes + ingestionMinutes,
    why: `${alarm.logicalId} needs data of ${plural(minutes, 'minute')}, which come up to ${ingestionMinutes} minutes late`,
  });
}

function watches(deployment: Deployment, need: Need): Answer {
  return deployment.owner.type === 'AWS::ECS::Service'
    ? bakes(deployment.owner, need)
    : staysOpen(deployment, need);
}

function bakes(service: Resource, need: Need): Answer {
  const path = 'DeploymentConfiguration.BakeTimeInMinutes';
  return eitherWay(service.read(path), (stated) =>
    stated.kind === 'absent' ? bakesByDefault(service, path, need) : bakesFor(service, path, need),
  );
}

function bakesFor(service: Resource, path: string, { minutes, why }: Need): Answer {
  return property(service, path, {
    expected: `more than ${minutes}, as ${why}`,
    otherwise: Infinity,
    monotone: true,
    holds: (value) => numeric(value) > minutes,
  });
}

/** ECS computes the bake time of a rolling deployment from its alarms; the pages of AWS disagree about the others. */
function bakesByDefault(service: Resource, path: string, { minutes, why }: Need): Answer {
  const strategy = 'DeploymentConfiguration.Strategy';
  const isRolling = test(service.read(strategy), 'ROLLING', (name) => name === 'ROLLING');
  if (isRolling === true)
    return yes('ECS watches a rolling deployment as long as its alarms need', present(service));
  return unknown(
    `${path} is not set, and what ECS then does is not certain, expected more than ${minutes}, as ${why}`,
    cite(service, path),
  );
}

const terminationWait =
  'BlueGreenDeploymentConfiguration.TerminateBlueInstancesOnDeploymentSuccess.TerminationWaitTimeInMinutes';

/** CodeDeploy watches alarms while requests move, and until it ends what ran before. */
function staysOpen(deployment: Deployment, { minutes, why }: Need): Answer {
  const { owner } = deployment;
  const expected = `expected more than ${minutes}, as ${why}`;
  const wait = numberAt(owner, terminationWait, 0);
  return eachShift(deployment, (shift, setting) => {
    const proof = [setting, ...(wait === 0 ? [] : [cite(owner, terminationWait)])];
    if (shift?.minutes === undefined || wait === undefined) {
      return unknown(`for how long CodeDeploy watches a new version is not known, ${expected}`, ...proof);
    }
    const watched = shift.minutes + wait;
    const seen = `CodeDeploy watches a new version for ${watched} minutes`;
    return watched > minutes ? yes(seen, ...proof) : no(`${seen}, ${expected}`, ...proof);
  });
}
