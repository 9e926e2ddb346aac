import { arnFields } from '../../model/arn';
import { matchesGlob } from '../../model/compare';
import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, isUndecided, or, Undecided, type Tri } from '../../model/tri';
import { alternatives, itemsOf, keyOf, partsOf, show, whyNotKnown, type Value } from '../../model/value';
import { any, anyOf, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { candidates, type Candidates } from '../candidates';
import { isFunction, serves } from '../compute/functions';
import { isStated, optionsOf, type Option } from '../either-way';
import { notShown } from '../finding';
import { resourcesIn } from '../mentions';
import { perResource } from '../per-environment';
import { test } from '../reading';
import type { Workload } from '../workload';
import { rolesReading } from './readers';

const secretType = 'AWS::SecretsManager::Secret';

/** The secrets whose name or description says that webhooks are signed with them. */
export function signingSecrets({ environment, webhooks }: Workload): Candidates {
  const named = webhooks.resources.length > 0 ? /web-?hook|signing|signature/i : /web-?hook/i;
  const secrets = (webhooks.none === undefined ? environment.of(secretType) : []).filter((secret) => {
    const texts = ['Name', 'Description'].map((path) => literal(secret.read(path)));
    return [secret.logicalId, ...texts].some((text) => named.test(text));
  });
  return {
    ...candidates(environment, 'secret for the signatures of webhooks', secrets, [secretType]),
    none: webhooks.none,
    hidden: 'what takes them in may have it from elsewhere; verify that it checks signatures',
  };
}

function literal(value: Value): string {
  const texts = alternatives(value).flatMap((option) => partsOf(option) ?? []);
  return texts.filter((part) => typeof part === 'string').join(' ');
}

/** Whether a service may read a secret. */
export function isReadByService(secret: Resource, services: Candidates): Answer {
  if (services.resources.length === 0)
    return unknown(`no service that may read ${secret.logicalId} is in the templates`);
  const reads = (service: Resource): Answer => {
    const { roles, hidden } = rolesReading(service, secret);
    const seen = `by which role ${service.logicalId} acts is not in the templates; verify what it may read`;
    const counts = and([service.exists, isFunction(service) ? serves(service) : true]);
    const readings = roles.map(({ role, certain, proof }) => {
      const answer = mayRead(role, secret);
      return given(and([certain, counts]), { ...answer, evidence: [...answer.evidence, ...proof] });
    });
    return any(hidden ? [...readings, unknown(seen)] : readings, '');
  };
  const none = `no service may read ${secret.logicalId}, expected a grant such as grantRead`;
  const judged = anyOf(services.resources, reads, none);
  return judged.is === 'no' ? any([no(none, present(secret)), ...notShown(services)], '') : judged;
}

/** A document of a policy that applies to a role. */
interface Policy {
  readonly owner: Resource;
  readonly path: string;
  readonly document: Value;
  readonly certain: Tri;
}

const policiesOf = perResource((role): readonly Policy[] => {
  const { environment } = role.stack;
  const attached = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
    environment
      .links(type, 'Roles')
      .to(role)
      .map(({ from, certain }) => ({ from, certain })),
  );
  const taken = environment
    .links('AWS::IAM::Role', 'ManagedPolicyArns')
    .from(role)
    .map(({ to, certain }) => ({ from: to, certain }));
  return [
    ...role.each('Policies.*.PolicyDocument').map((document) => ({
      owner: role,
      path: 'Policies',
      document,
      certain: role.exists,
    })),
    ...[...attached, ...taken].map(({ from, certain }) => ({
      owner: from,
      path: 'PolicyDocument',
      document: from.read('PolicyDocument'),
      certain,
    })),
  ];
});

function managedPolicies(role: Resource): readonly Option[] {
  return role.each('ManagedPolicyArns.*').flatMap(optionsOf);
}

/** Policies that AWS keeps, under which every secret can be read. */
const readsAll = /\/(SecretsManagerReadWrite|AdministratorAccess|PowerUserAccess)$/;

function mayRead(role: Resource, secret: Resource): Answer {
  const seen = `${role.logicalId} may read ${secret.logicalId}`;
  const proof = cite(role, 'ManagedPolicyArns');
  const managed = managedPolicies(role)
    .filter(({ option }) => readsAll.test(literal(option)))
    .map(({ certain }) => given(certain, yes(seen, proof)));
  const answers = policiesOf(role).map(({ owner, path, document, certain }) => {
    const entry = cite(owner, path);
    const allows = and([
      certain,
      or(itemsOf(member(document, 'Statement')).map((body) => allowsReading(body, secret))),
    ]);
    if (allows === true) return yes(seen, entry);
    return isUndecided(allows) ? unknown(`whether ${seen} is not known (${allows.why})`, entry) : no('');
  });
  return any([...managed, ...answers, ...hiddenPolicies(role, seen)], '');
}

/** Policies by an ARN that is neither AWS's own nor made by the templates. */
function hiddenPolicies(role: Resource, seen: string): readonly Answer[] {
  const hidden = managedPolicies(role).filter(
    ({ option }) => resourcesIn(option).length === 0 && !literal(option).includes(':aws:policy/'),
  );
  return hidden.map(({ option }) =>
    unknown(`whether ${seen} by ${show(option)} is not known; verify it`, cite(role, 'ManagedPolicyArns')),
  );
}

function allowsReading(body: Value, secret: Resource): Tri {
  const allows = test(member(body, 'Effect'), undefined, (effect) => effect === 'Allow');
  const actions = itemsOf(member(body, 'Action')).map((action) =>
    test(action, undefined, (pattern) =>
      matchesGlob(String(pattern).toLowerCase(), 'secretsmanager:getsecretvalue'),
    ),
  );
  const isPlain =
    isStated(member(body, 'Condition')) === false || new Undecided('it is allowed under a condition');
  return and([
    allows,
    or(actions),
    or(itemsOf(member(body, 'Resource')).map((arn) => names(arn, secret))),
    isPlain,
  ]);
}

function names(arn: Value, secret: Resource): Tri {
  const resources = resourcesIn(arn);
  if (resources.includes(secret)) return arn.kind === 'choice' ? new Undecided(arn.why) : true;
  if (resources.length > 0) return false;
  const named = arnFields(arn)?.resource ?? arn;
  if (named.kind !== 'known') return new Undecided(whyNotKnown(named) ?? 'its Resource is not known');
  const pattern = String(named.value).replace(/^secret:/, '');
  const name = keyOf(secret.read('Name'));
  // AWS adds a dash and six characters to the name.
  if (name === undefined)
    return pattern === '*' || new Undecided(`the name of ${secret.logicalId} is not known`);
  return matchesGlob(pattern, `${name}-??????`) || matchesGlob(pattern, name);
}

/** Whether a secret is replaced from time to time. */
export function isRotated(secret: Resource): Answer {
  const schedules = secret.stack.environment
    .links('AWS::SecretsManager::RotationSchedule', 'SecretId')
    .to(secret);
  const answers = schedules.map(({ from, certain }) =>
    given(certain, yes(`${from.logicalId} rotates it`, present(from))),
  );
  return any(answers, `nothing rotates ${secret.logicalId}, expected a rotation schedule`);
}
