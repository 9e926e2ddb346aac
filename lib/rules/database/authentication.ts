import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, not, or, type Tri } from '../../model/tri';
import { all, any, cite, given, unknown, yes, type Answer } from '../answer';
import { isStated, optionsOf } from '../either-way';
import { named } from '../network/balancing';
import { groupsOf, namedPeers } from '../network/security-groups';
import { isOn, test } from '../reading';
import { clusterType, instanceType } from './databases';
import { proxiesOf } from './proxies';
import { membersOf } from './replicas';

const property = 'EnableIAMDatabaseAuthentication';

/** Engines of RDS that know no users of IAM. */
const withoutIam = /^(custom-)?(oracle|sqlserver|db2)/;

/** Whether users log in to a database with IAM, or a directory, rather than with passwords that somebody keeps. */
export function logsInWithIam(database: Resource): Answer | undefined {
  if (database.type === 'AWS::Neptune::DBCluster') return isOn(database, 'IamAuthEnabled', false);
  if (database.type !== clusterType && database.type !== instanceType) return undefined;
  const isWithout = test(database.read('Engine'), '', (name) => withoutIam.test(String(name).toLowerCase()));
  if (isWithout === true) return undefined;
  const answer = any([knowsIam(database), ...knowsDirectory(database), ...asksForIam(database)], '');
  return answer.is === 'yes' ? answer : given(not(isWithout), answer);
}

/** A cluster decides for its instances; a replica of an instance decides for itself. */
function knowsIam(database: Resource): Answer {
  if (database.type === clusterType) return isOn(database, property, false);
  return all(
    membersOf(database).map(({ instance, certain }) => {
      const answer = isOn(instance, property, false);
      const about = instance === database ? answer : named(instance, answer);
      return answer.is === 'yes' ? about : given(certain, about);
    }),
  );
}

/** Users of Active Directory log in with Kerberos. */
function knowsDirectory(database: Resource): readonly Answer[] {
  const joined = isStated(database.read('Domain'));
  if (joined === false) return [];
  return [given(joined, yes('users log in with Kerberos', cite(database, 'Domain')))];
}

/** Proxies that ask for IAM themselves, where nobody but they can connect. */
function asksForIam(database: Resource): readonly Answer[] {
  const path = database.type === instanceType ? 'VPCSecurityGroups' : 'VpcSecurityGroupIds';
  const peers = namedPeers({ resource: database, path });
  return proxiesOf(database).flatMap(({ proxy, certain }) => {
    const required = requiresIam(proxy);
    if (required === false) return [];
    const groups = groupsOf({ resource: proxy, path: 'VpcSecurityGroupIds' });
    const own = groups.filter((group) => group.certain === true).map(({ resource }) => resource);
    const alone = peers && peers.size > 0 && [...peers].every((peer) => own.includes(peer));
    const seen = `${proxy.logicalId} asks for IAM`;
    const proof = [cite(proxy, 'Auth'), cite(database, path)];
    if (!alone) return [unknown(`${seen}, but others may connect with a password; verify who can`, ...proof)];
    return [given(and([certain, required]), yes(`${seen}, and nobody else can connect`, ...proof))];
  });
}

function requiresIam(proxy: Resource): Tri {
  const entries = proxy.each('Auth.*').flatMap(optionsOf);
  if (entries.length === 0) return false;
  return and(
    entries.map(({ option, certain }) =>
      or([not(certain), test(member(option, 'IAMAuth'), 'DISABLED', (how) => how === 'REQUIRED')]),
    ),
  );
}
