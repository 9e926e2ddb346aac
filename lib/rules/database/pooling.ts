import { arnFields } from '../../model/arn';
import type { Resource } from '../../model/resource';
import { and, type Tri } from '../../model/tri';
import { alternatives, keyOf, partsOf, type Value } from '../../model/value';
import { all, any, given, no, present, unknown, yes, type Answer } from '../answer';
import { canConnect } from '../cache/connections';
import { admits } from '../cache/reachability';
import type { Candidates } from '../candidates';
import { isFunction, serves } from '../compute/functions';
import { mentionsOf, onlyIf, type Mention } from '../compute/variables';
import { isOn } from '../reading';
import { clusterType, instanceType } from './databases';
import { defaultPort, portOf } from './engines';
import { addressSecretsOf } from './passwords';
import { endpointsOf, openPool, poolsOf, proxiesOf } from './proxies';
import { membersOf } from './replicas';

/**
 * Whether connections to a database come out of a pool. One inside an application shows in no template, and helps none
 * whose instances are functions.
 */
export function isPooled(database: Resource, services: Candidates): Answer | undefined {
  if (!isPoolable(database)) return undefined;
  const told = addressMentions(database);
  const answers = [...proxied(database), ...told.filter(isPooler).map(pooler), ...dataApi(database, told)];
  const found = any(answers, '');
  return found.is === 'no' ? unpooled(database, told, services) : found;
}

function isPoolable({ type }: Resource): boolean {
  return type === clusterType || type === instanceType;
}

function proxied(database: Resource): readonly Answer[] {
  const open = openPool(database);
  return [
    ...poolsOf(database).map(({ proxy, certain, proof }) =>
      proxy
        ? given(certain, yes(`${proxy.logicalId} pools its connections`, ...proof))
        : unknown('a proxy that the templates do not show pools its connections; verify it', ...proof),
    ),
    ...(open === undefined ? [] : [unknown(`whether a proxy pools its connections is not known (${open})`)]),
  ];
}

/** Images of servers that pool connections. */
const poolers = /(^|[/\-_.])(pgbouncer|pgcat|pgpool|odyssey|proxysql)([:@\-_.]|$)/i;

function isPooler({ variable }: Mention): boolean {
  const images = variable.image ? alternatives(variable.image) : [];
  const names = images.map((image) =>
    (partsOf(image) ?? []).filter((part) => typeof part === 'string').join(' '),
  );
  return names.length > 0 && names.every((name) => poolers.test(name));
}

function pooler({ variable }: Mention): Answer {
  return given(variable.certain, yes(`a pooler is told ${variable.name}`, variable.proof));
}

/** Calls of the Data API need no connection. */
function dataApi(database: Resource, told: readonly Mention[]): readonly Answer[] {
  if (database.type !== clusterType || told.length > 0) return [];
  const enabled = isOn(database, 'EnableHttpEndpoint', false);
  if (enabled.is === 'no') return [];
  const calls = mentionsOf(database).filter(({ token, variable }) => {
    return (token.kind === 'attribute' && token.attribute === 'DBClusterArn') || arnFields(variable.value);
  });
  const users = calls.map(({ variable }) =>
    given(variable.certain, yes(`${variable.name} leads to its Data API`, variable.proof)),
  );
  const used = any(users, '');
  return [
    used.is === 'yes'
      ? all([enabled, used])
      : unknown('whether its clients use its Data API is not known', ...enabled.evidence),
  ];
}

function unpooled(database: Resource, told: readonly Mention[], services: Candidates): Answer {
  const functions = told.filter(({ service }) => isFunction(service) && services.resources.includes(service));
  const answers = functions.map(({ service, variable }) => {
    const seen = `${service.logicalId} is a function and connects to ${database.logicalId} without a pool`;
    return given(and([variable.certain, serves(service)]), no(`${seen}, expected a proxy`, variable.proof));
  });
  if (answers.length > 0) return all(answers);
  const seen = `the templates show no pool before ${database.logicalId}`;
  return unknown(`${seen}; verify that its clients pool their connections themselves`, present(database));
}

/** Whether nobody who is told where a pool is, or should be, is told the address of the database instead. */
export function isUsed(database: Resource): Answer | undefined {
  if (!isPoolable(database)) return undefined;
  const proxies = proxiesOf(database);
  const told = addressMentions(database);
  const behind = told.filter(isPooler);
  if (proxies.length + behind.length === 0) return undefined;
  const pool = proxies[0]?.proxy.logicalId ?? 'the pooler';
  const around = told
    .filter((mention) => !isPooler(mention))
    .map(({ variable }) =>
      given(
        and([variable.certain, proxies[0]?.certain ?? true]),
        no(
          `${variable.name} is the address of ${database.logicalId} itself, expected that of ${pool}`,
          variable.proof,
        ),
      ),
    );
  const uses = [
    ...behind.map(pooler),
    ...proxies.flatMap(({ proxy, certain }) => usesOf(proxy, certain, database)),
  ];
  const nobody = unknown(`no variable of a service leads to ${pool}; verify that its clients connect to it`);
  return all([...around, ...(uses.length > 0 ? uses : [nobody])]);
}

/** For each variable that leads to a proxy, whether the service can connect to the proxy, and that to the database. */
function usesOf(proxy: Resource, certain: Tri, database: Resource): readonly Answer[] {
  const servers = [
    { server: proxy, sure: certain },
    ...endpointsOf(proxy).map((link) => ({ server: link.endpoint, sure: link.certain })),
  ];
  return servers.flatMap(({ server, sure }) =>
    mentionsOf(server)
      .filter(({ token }) => token.kind === 'attribute' && token.attribute === 'Endpoint')
      .map(({ service, variable }) => {
        const leads = and([certain, sure, variable.certain]);
        const use = yes(`${variable.name} is the address of ${server.logicalId}`, variable.proof);
        return given(leads, all([use, ...way(service, server, proxy, database)]));
      }),
  );
}

function way(service: Resource, server: Resource, proxy: Resource, database: Resource): readonly Answer[] {
  const path = 'VpcSecurityGroupIds';
  const [front, back] = [defaultPort(keyOf(proxy.read('EngineFamily')) ?? ''), portOf(database)];
  if (front === undefined || back === undefined)
    return [unknown(`the port of ${proxy.logicalId} or ${database.logicalId} is not known`)];
  const party = { resource: database, path: database.type === instanceType ? 'VPCSecurityGroups' : path };
  return [
    any(admits(service, { resource: server, path }, front), ''),
    canConnect({ resource: proxy, path }, party, back),
  ];
}

/** The variables that tell services the address of a database itself, whether it writes or reads. */
function addressMentions(database: Resource): readonly Mention[] {
  const members = membersOf(database).filter(({ instance }) => instance !== database);
  const own = [{ instance: database, certain: true as Tri }, ...members].flatMap(({ instance, certain }) =>
    onlyIf(certain, mentionsOf(instance)),
  );
  // An attachment writes the address into the secret, where its member `host` can be asked for.
  const secrets = addressSecretsOf(database).flatMap(({ resource, certain }) =>
    onlyIf(certain, mentionsOf(resource)),
  );
  return [
    ...own.filter(({ token }) => token.kind === 'attribute' && address.test(token.attribute)),
    ...secrets.filter(({ variable }) => asksForHost(variable.value)),
  ];
}

const address = /^(Read)?Endpoint\.Address$/;

function asksForHost(value: Value): boolean {
  const [head, tail] = partsOf(value) ?? [];
  return typeof head === 'object' && typeof tail === 'string' && /^:host:/.test(tail);
}
