import { report } from '../../lib/assess/compose';
import { judge } from '../../lib/assess/judge';
import type { ProbeResult, ProbeResultFinding } from '../../lib/assess/probe-result';
import type { ControlReport, ItemReport, Outcome, ProbeReport, Report } from '../../lib/assess/report';
import type { Evidence } from '../../lib/assess/run';
import type { JsonObject } from '../../lib/model/input';
import type { WorkloadDeclaration } from '../../lib/rules/declaration';
import { inputOf } from '../harness/environment';

export const now = '2026-03-01T09:00:00.000Z';

/** A time so many hours before `now`. */
export function hoursAgo(hours: number): string {
  return new Date(Date.parse(now) - hours * 3_600_000).toISOString();
}

/** Where the stack of these tests is deployed. */
export const place = { account: '111111111111', region: 'eu-west-1' };

/** A cluster of which the template does not say how many instances it has. */
export const undecided: JsonObject = {
  Db: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql' } },
  ...members(3, { Condition: 'Maybe' }),
};

/** A cluster with so many instances. */
export function cluster(instances: number): JsonObject {
  const Db = { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql' } };
  return { Db, ...members(instances) };
}

function members(count: number, more: JsonObject = {}): JsonObject {
  const instance = {
    Type: 'AWS::RDS::DBInstance',
    Properties: { DBClusterIdentifier: { Ref: 'Db' } },
    ...more,
  };
  return Object.fromEntries(Array.from({ length: count }, (_one, i) => [`Member${i}`, instance]));
}

/** How a stack is judged, and what is known beside it. */
interface Setting extends Evidence {
  readonly origin?: 'templates' | 'account';
  /** When it is judged. */
  readonly at?: string;
  readonly stackName?: string;
  readonly region?: string;
  readonly workload?: WorkloadDeclaration;
  readonly stage?: string;
}

/** The report on ENV5 of one stack. */
export function reportOn(resources: JsonObject, setting: Setting = {}): Report {
  const {
    workload,
    stage,
    origin,
    at = now,
    stackName = 'shop-data',
    region = place.region,
    ...evidence
  } = setting;
  const Conditions = { Maybe: { 'Fn::Equals': [{ Ref: 'Size' }, 'large'] } };
  const template = { Parameters: { Size: { Type: 'String' } }, Conditions, Resources: resources };
  const stack = { id: stackName, stackName, template, account: place.account, region };
  const options = { generatedAt: at, version: '0', items: ['ENV5'], origin, workload };
  return report(judge([inputOf([stack], stage)], options), evidence, options);
}

export function itemOf({ items }: Report, id = 'ENV5'): ItemReport {
  return items.find((item) => item.id === id)!;
}

export function controlOf(made: Report, id = 'ENV5.replicas'): ControlReport {
  return itemOf(made, id.replace(/\..*/, '')).controls.find((control) => control.id === id)!;
}

export function probeOf(made: Report, id: string): ProbeReport {
  return itemOf(made, id.replace(/\..*/, '')).probes.find((probe) => probe.id === id)!;
}

/** What a probe of ENV5 found, by default on one cluster just now. */
export function result(outcome: Outcome | readonly Outcome[], more: Partial<ProbeResult> = {}): ProbeResult {
  const found = typeof outcome === 'string' ? [outcome] : outcome;
  return {
    id: 'ENV5.members',
    item: 'ENV5',
    title: 'DB cluster runs a writer and two replicas',
    severity: 'error',
    fix: 'Add replicas with aws rds create-db-instance.',
    findings: found.map((each, i) => seen(each, i === 0 ? 'shop' : `shop-${i}`)),
    ...more,
  };
}

export function seen(
  outcome: Outcome,
  id: string,
  more: Partial<ProbeResultFinding> = {},
): ProbeResultFinding {
  return {
    outcome: outcome as ProbeResultFinding['outcome'],
    message: `${id} is seen to ${outcome}`,
    at: now,
    resource: { type: 'AWS::RDS::DBCluster', id, ...place },
    evidence: [{ call: 'rds:DescribeDBClusters', path: 'Status', value: outcome }],
    ...more,
  };
}
