import { member } from '../../../model/evaluate';
import { targetOf } from '../../../model/names';
import type { Resource } from '../../../model/resource';
import { alternatives, keyOf, partsOf, type Value } from '../../../model/value';
import { cite, type Evidence } from '../../answer';
import { perResource } from '../../per-environment';
import { actionsOf } from './actions';

/** How bad an incident is, from the worst on. */
export const severities = ['P0', 'P1', 'P2', 'P3'] as const;
export type IncidentSeverity = (typeof severities)[number];

/** The severity of an alarm, and what says so. */
export interface Stated {
  readonly severity: IncidentSeverity;
  readonly proof: Evidence;
}

/** A severity, nothing, or one that depends on what is not known. */
type Reading = IncidentSeverity | undefined | 'open';

/** What an alarm says of its severity: by a tag, by how its description begins, or by the topics that it notifies. */
export const severityOf = perResource((alarm: Resource): Stated | undefined => {
  for (const [path, read] of sources) {
    const severity = read(alarm);
    if (severity === 'open') return undefined;
    if (severity !== undefined) return { severity, proof: cite(alarm, path) };
  }
  return undefined;
});

const sources: readonly (readonly [path: string, read: (alarm: Resource) => Reading])[] = [
  ['Tags', inTags],
  ['AlarmDescription', (alarm) => severityIn(alarm.read('AlarmDescription'), /^[\s[(]*(P[0-3])\b/)],
  ['AlarmActions', inTopics],
];

/** What a tag may say in words, as the checklist calls the severities. */
const words: Readonly<Record<string, IncidentSeverity>> = {
  CRITICAL: 'P0',
  HIGH: 'P1',
  MEDIUM: 'P2',
  LOW: 'P3',
};

function inTags(alarm: Resource): Reading {
  const readings = alarm.each('Tags.*').map((tag) =>
    agreed(
      alternatives(tag).map((option) => {
        if (keyOf(member(option, 'Key'))?.toLowerCase() !== 'severity') return undefined;
        const text = keyOf(member(option, 'Value'))?.toUpperCase() ?? '';
        return severities.find((severity) => severity === text) ?? words[text];
      }),
    ),
  );
  return readings.find((reading) => reading !== undefined);
}

/** The worst of the severities that the topics of an alarm are named for. */
function inTopics(alarm: Resource): Reading {
  const readings = actionsOf(alarm).map(({ option, certain }): Reading => {
    const [topic] = targetOf(option, alarm.stack).resources;
    const reading = topic && severityOfTopic(topic);
    return reading !== undefined && certain !== true ? 'open' : reading;
  });
  return readings.includes('open') ? 'open' : severities.find((severity) => readings.includes(severity));
}

/** The severity in the name of a topic: `shop-p0-page`. */
export function severityOfTopic(topic: Resource): Reading {
  const pattern = /(?<![A-Za-z0-9])(P[0-3])(?![A-Za-z0-9])/i;
  const names = ['TopicName', 'DisplayName'].map((name) => severityIn(topic.read(name), pattern));
  return names.find((severity) => severity !== undefined);
}

function severityIn(value: Value, pattern: RegExp): Reading {
  return agreed(
    alternatives(value).map((option) => {
      const literal = (partsOf(option) ?? []).map((part) => (typeof part === 'string' ? part : ' ')).join('');
      const found = pattern.exec(literal)?.[1]?.toUpperCase();
      return severities.find((severity) => severity === found);
    }),
  );
}

function agreed(options: readonly Reading[]): Reading {
  return options.every((option) => option === options[0]) ? options[0] : 'open';
}
