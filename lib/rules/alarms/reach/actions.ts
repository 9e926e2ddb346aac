import { arnFields } from '../../../model/arn';
import { same } from '../../../model/compare';
import { targetOf } from '../../../model/names';
import { samePlace } from '../../../model/place';
import type { Resource } from '../../../model/resource';
import { and, or, Undecided, type Tri } from '../../../model/tri';
import { keyOf, known, show, whyNotKnown, type Value } from '../../../model/value';
import { all, given, no, present, unknown, yes, type Answer } from '../../answer';
import { eitherWay, optionsOf, type Option } from '../../either-way';
import { isHeard, type Urgency } from '../../notification/subscriptions';
import { canPublish, cloudWatch } from '../../notification/topics';

/** What an alarm does when it goes into ALARM: OKActions and InsufficientDataActions are about something else. */
export function actionsOf(alarm: Resource): readonly Option[] {
  return alarm.each('AlarmActions.*').flatMap(optionsOf);
}

/** Services that act on machines, or look into it by themselves. */
const machines = [
  'aiops',
  'application-autoscaling',
  'applicationautoscaling',
  'automate',
  'autoscaling',
  'ec2',
  'swf',
];

/** Whether an action is for machines alone: scaling, stopping an instance. */
export function isForMachines(action: Value, alarm: Resource): boolean {
  const service = serviceOf(action, targetOf(action, alarm.stack).resources[0]);
  return service !== undefined && machines.includes(service);
}

const expected = 'expected a topic that a person hears';

/** Whether an action of an alarm tells a person. */
export function tells(action: Value, alarm: Resource, urgency: Urgency): Answer {
  return eitherWay(action, (option) => {
    const { resources, open } = targetOf(option, alarm.stack);
    const [resource] = resources;
    const leads = and([resource?.exists ?? true, open === undefined || new Undecided(open)]);
    const name = resource?.logicalId ?? show(option);
    if (resource?.type === 'AWS::SNS::Topic') return given(leads, tellsByTopic(resource, alarm, urgency));
    switch (serviceOf(option, resource)) {
      case 'lambda':
        return given(leads, tellsByFunction(resource, name, alarm));
      case 'ssm':
        return unknown(`${alarm.logicalId} opens an OpsItem; verify that it tells a person`);
      case 'ssm-incidents':
      case 'ssmincidents':
        return unknown(
          `${alarm.logicalId} starts an incident; verify that the account has Incident Manager, which takes no new customers`,
        );
    }
    if (isForMachines(option, alarm))
      return no(`${alarm.logicalId} triggers ${name}, which tells nobody, ${expected}`);
    const why = open ?? whyNotKnown(option);
    return unknown(
      `${alarm.logicalId} triggers ${name}${why === undefined ? '' : ` (${why})`}; verify that it tells a person`,
    );
  });
}

function tellsByTopic(topic: Resource, alarm: Resource, urgency: Urgency): Answer {
  return all([isNear(topic, alarm), canPublish(cloudWatch, topic, alarm), isHeard(topic, urgency)]);
}

/** CloudWatch refuses topics of other regions. */
function isNear(topic: Resource, alarm: Resource): Answer {
  const [there, here] = [topic.stack.region, alarm.stack.region];
  if (samePlace({ region: there }, { region: here }) !== false) return yes('');
  return no(`${topic.logicalId} is in ${there} and ${alarm.logicalId} in ${here}, expected the same region`);
}

const permissionType = 'AWS::Lambda::Permission';
const alarmsPrincipal = 'lambda.alarms.cloudwatch.amazonaws.com';

/** A function may pass it on to anybody; without a permission it never runs. */
function tellsByFunction(code: Resource | undefined, name: string, alarm: Resource): Answer {
  const passes = unknown(`${alarm.logicalId} invokes ${name}; verify that it tells a person`);
  if (!code) return passes;
  const { environment } = code.stack;
  const links = environment.links(permissionType, 'FunctionName');
  const allowed: Tri = or(
    links
      .to(code)
      .map(({ from, certain }) => and([certain, same(from.read('Principal'), known(alarmsPrincipal))])),
  );
  if (allowed !== false || links.open !== undefined || environment.hidden.length > 0) return passes;
  return no(
    `${name} does not let CloudWatch invoke it, expected a permission for ${alarmsPrincipal}`,
    present(code),
  );
}

function serviceOf(arn: Value, resource: Resource | undefined): string | undefined {
  const service = arnFields(arn)?.service;
  return resource ? resource.type.split('::')[1]?.toLowerCase() : service && keyOf(service);
}
