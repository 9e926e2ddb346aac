import { Stack, Token } from 'aws-cdk-lib';
import { Alarm, type AlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { AlarmSeverity, CommonAlarmProps } from '../alarm-notification';
import { type Problem, refuse } from './problems';

/** One alarm: what it watches, how bad it is, and what whoever is woken by it should know. */
export interface Watch extends Omit<AlarmProps, 'alarmName' | 'alarmDescription' | 'actionsEnabled'> {
  readonly severity: AlarmSeverity;
  /** What is wrong when it fires, as a sentence: `More than 1 % of the requests fail.` */
  readonly meaning: string;
}

/** Makes an alarm that people hear, with a name they can read and a link to what to do. */
export function addAlarm(scope: Construct, id: string, common: CommonAlarmProps, watch: Watch): Alarm {
  const { severity, meaning, ...props } = watch;
  const { notification, runbookUrl } = common;
  refuse(scope, [withoutTls(runbookUrl)]);
  const alarm = new Alarm(scope, id, {
    ...props,
    alarmName: nameOf(scope, id),
    alarmDescription: `${severity}: ${meaning} ${runbookUrl}#${sectionOf(id)}`,
  });
  notification.notify(alarm, severity);
  return alarm;
}

function withoutTls(url: string): Problem {
  if (Token.isUnresolved(url) || url.startsWith('https://')) return undefined;
  return `runbookUrl is ${url}, expected an address with https`;
}

/** A name that a deployment can refer to without a reference, and that a person understands at night. */
export function nameOf(scope: Construct, id: string): string {
  const stack = Stack.of(scope);
  const within = scope.node.scopes.slice(stack.node.scopes.length).map(({ node }) => node.id);
  return [stack.stackName, ...within, id].join('-');
}

/** `ErrorRate` is described under `error-rate`. */
function sectionOf(id: string): string {
  return id.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}
