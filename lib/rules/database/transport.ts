import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { isUndecided } from '../../model/tri';
import { absent, keyOf, show, type Value } from '../../model/value';
import { all, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { eitherWay } from '../either-way';
import { named } from '../network/balancing';
import { test } from '../reading';
import { clusterType, instanceType } from './databases';
import { engineOf } from './engines';
import { membersOf } from './replicas';

/** The parameter by which an engine refuses connections without TLS, and what it is unless somebody sets it. */
interface Switch {
  readonly parameter: string;
  readonly on: string;
  /** AWS has it on from one version, and off below another; in between it is not known. */
  readonly since: number;
  readonly below: number;
}

const enforced: ReadonlySet<string> = new Set(['1', 'on', 'true']);
const never = { since: Infinity, below: Infinity };
const transport = { parameter: 'require_secure_transport', on: 'ON', ...never };
const forced = { parameter: 'rds.force_ssl', on: '1', ...never };

const switches: Readonly<Record<string, Switch>> = {
  aurora: transport,
  'aurora-mysql': { ...transport, since: 8.4, below: 8.1 },
  'aurora-postgresql': { ...forced, since: 17, below: 17 },
  mariadb: { ...transport, since: 11.8, below: 11.5 },
  mysql: { ...transport, since: 9.7, below: 8.5 },
  postgres: { ...forced, since: 15, below: 15 },
  'sqlserver-ee': forced,
  'sqlserver-ex': forced,
  'sqlserver-se': forced,
  'sqlserver-web': forced,
};

/** Whether a database refuses connections without TLS. */
export function refusesPlainText(database: Resource): Answer | undefined {
  if (database.type === 'AWS::DocDB::DBCluster') return documentDbRefuses(database);
  if (database.type === clusterType) return refuses(database, database);
  if (database.type !== instanceType) return undefined;
  return all(
    membersOf(database).map(({ instance, certain }) => {
      const answer = refuses(instance, database);
      const about = instance === database ? answer : named(instance, answer);
      return answer.is === 'yes' ? about : given(certain, about);
    }),
  );
}

/** DocumentDB has TLS on unless a parameter switches it off. */
function documentDbRefuses(cluster: Resource): Answer {
  const path = groupProperty(cluster);
  return eitherWay(cluster.read(path), (name) => {
    const group = groupNamed(name, cluster);
    const proof = cite(cluster, path, name);
    if (group === undefined) return yes('DocumentDB asks for TLS unless told otherwise', present(cluster));
    if (typeof group === 'string') return unknown(`tls is not known (${group}), expected enabled`, proof);
    const answer = eitherWay(member(group.read('Parameters'), 'tls'), (value) => {
      const off = test(value, 'enabled', (mode) => mode === 'disabled');
      const evidence = [proof, cite(group, 'Parameters')];
      if (isUndecided(off)) return unknown(`tls is not known (${off.why}), expected enabled`, ...evidence);
      return off ? no('tls is disabled, expected enabled', ...evidence) : yes('tls is enabled', ...evidence);
    });
    return given(group.exists, answer);
  });
}

/** Replicas are as their source where they say nothing themselves. */
function refuses(holder: Resource, source: Resource): Answer {
  const engine = engineOf(source) ?? '';
  const lever = Object.hasOwn(switches, engine) ? switches[engine] : undefined;
  if (!lever) {
    const name = engine === '' ? show(source.read('Engine')) : engine;
    const seen = `no parameter known here makes ${name} refuse connections without TLS`;
    return unknown(`${seen}; verify how its clients connect`, cite(source, 'Engine'));
  }
  const stating = holder.read(groupProperty(holder)).kind === 'absent' ? source : holder;
  return eitherWay(stating.read(groupProperty(stating)), (name) => {
    const group = groupNamed(name, stating);
    if (typeof group === 'string') {
      const seen = `${lever.parameter} is not known (${group})`;
      return unknown(`${seen}, expected ${lever.on}`, cite(stating, groupProperty(stating), name));
    }
    const set = group ? member(group.read('Parameters'), lever.parameter) : absent;
    const answer = eitherWay(set, (value) =>
      value.kind === 'absent' ? byDefault(lever, source) : isSet(lever, value, stating, group!),
    );
    return given(group?.exists ?? true, answer);
  });
}

function isSet({ parameter, on }: Switch, value: Value, holder: Resource, group: Resource): Answer {
  const proof = [cite(holder, groupProperty(holder)), cite(group, 'Parameters')];
  const truth = test(value, undefined, (text) => enforced.has(String(text).toLowerCase()));
  if (isUndecided(truth))
    return unknown(`${parameter} is not known (${truth.why}), expected ${on}`, ...proof);
  const seen = `${parameter} is ${show(value)}`;
  return truth ? yes(seen, ...proof) : no(`${seen}, expected ${on}`, ...proof);
}

function byDefault(lever: Switch, database: Resource): Answer {
  const seen = `${lever.parameter} is not set`;
  const engine = engineOf(database) ?? '';
  return eitherWay(database.read('EngineVersion'), (version) => {
    const proof = [cite(database, 'EngineVersion', version), cite(database, 'Engine')];
    const on =
      version.kind === 'absent' && lever.since === Infinity
        ? false
        : isOnByDefault(lever, keyOf(version) ?? '');
    if (on === undefined || version.kind === 'text') {
      const which =
        version.kind === 'absent' ? 'and neither is EngineVersion' : `for ${engine} ${show(version)}`;
      return unknown(`${seen} ${which}; verify what it is by default, expected ${lever.on}`, ...proof);
    }
    if (on)
      return yes(
        `${engine} ${show(version)} refuses connections without TLS unless told otherwise`,
        ...proof,
      );
    return no(`${seen} and so off, expected ${lever.on}`, ...proof);
  });
}

/** `17.7`, `8.0.mysql_aurora.3.10.0`, `11.4.5`: the first two numbers tell versions apart. */
function isOnByDefault({ since, below }: Switch, version: string): boolean | undefined {
  const number = parseFloat(version);
  if (number >= since) return true;
  return number < below ? false : undefined;
}

function groupProperty({ type }: Resource): string {
  return type === instanceType ? 'DBParameterGroupName' : 'DBClusterParameterGroupName';
}

/** The parameter group of a name, or why it is not known; undefined for the default group of an engine. */
function groupNamed(name: Value, holder: Resource): Resource | string | undefined {
  if (name.kind === 'absent' || keyOf(name)?.startsWith('default.')) return undefined;
  const { resources, open } = targetOf(name, holder.stack);
  const group = resources.find(({ type }) => type.endsWith('ParameterGroup'));
  return open ?? group ?? `${groupProperty(holder)} names no parameter group`;
}
