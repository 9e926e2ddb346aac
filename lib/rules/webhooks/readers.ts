import type { Link } from '../../model/links';
import type { Resource } from '../../model/resource';
import { and, or, unanimous, type Tri } from '../../model/tri';
import { alternatives, whyNotKnown, type Value } from '../../model/value';
import { cite, type Evidence } from '../answer';
import { launchOf } from '../compute/launches';
import { resourcesIn } from '../mentions';
import { ownersOf } from '../network/routing';

const roleType = 'AWS::IAM::Role';
const profileType = 'AWS::IAM::InstanceProfile';

/** A role by which the code of a service acts, or ECS for its containers. */
export interface Acting {
  readonly role: Resource;
  readonly certain: Tri;
  readonly proof: readonly Evidence[];
}

/** The roles by which a service can read a secret. */
export interface Reading {
  readonly roles: readonly Acting[];
  /** True where it acts by a role that the templates do not show. */
  readonly hidden: boolean;
}

const unseen: Reading = { roles: [], hidden: true };

export function rolesReading(service: Resource, secret: Resource): Reading {
  switch (service.type) {
    case 'AWS::Lambda::Function':
    case 'AWS::Serverless::Function':
      return actingBy(service, 'Role', service.exists);
    case 'AWS::ECS::Service': {
      const tasks = ownersOf(service, 'TaskDefinition', 'AWS::ECS::TaskDefinition');
      return joined(tasks.flatMap(({ to, certain }) => readingsOf(to, secret, certain)));
    }
    case 'AWS::AutoScaling::AutoScalingGroup':
      return joined(profilesOf(service).map(({ to, certain }) => actingBy(to, 'Roles', certain)));
    default:
      return unseen;
  }
}

function joined(readings: readonly Reading[]): Reading {
  if (readings.length === 0) return unseen;
  return { roles: readings.flatMap(({ roles }) => roles), hidden: readings.some(({ hidden }) => hidden) };
}

function actingBy(owner: Resource, path: string, certain: Tri): Reading {
  const links = ownersOf(owner, path, roleType);
  const roles = links.map((link) => ({
    role: link.to,
    certain: and([certain, link.certain]),
    proof: [cite(owner, path)],
  }));
  return { roles, hidden: roles.length === 0 };
}

/** A task acts by its own role, if it has one; ECS reads what it hands to the containers by the role that starts it. */
function readingsOf(task: Resource, secret: Resource, certain: Tri): readonly Reading[] {
  const none: Reading = { roles: [], hidden: false };
  const own = task.read('TaskRoleArn').kind === 'absent' ? none : actingBy(task, 'TaskRoleArn', certain);
  const handed = task.each('ContainerDefinitions.*.Secrets.*.ValueFrom');
  const isHanded = or(handed.map((value) => names(value, secret)));
  if (isHanded === false) return [own];
  const starting = actingBy(task, 'ExecutionRoleArn', and([certain, isHanded]));
  const proof = cite(task, 'ContainerDefinitions');
  return [
    own,
    { ...starting, roles: starting.roles.map((acting) => ({ ...acting, proof: [...acting.proof, proof] })) },
  ];
}

function names(value: Value, secret: Resource): Tri {
  const options = alternatives(value).map((option) => resourcesIn(option).includes(secret));
  return unanimous(options, whyNotKnown(value) ?? 'which secret it names is not known');
}

function profilesOf(group: Resource): readonly Link[] {
  const launch = launchOf(group);
  if (!launch?.from) return [];
  const { way, from } = launch;
  const prefix = way.data === '' ? '' : `${way.data}.`;
  return ['IamInstanceProfile', 'IamInstanceProfile.Arn', 'IamInstanceProfile.Name'].flatMap((path) =>
    ownersOf(from, prefix + path, profileType),
  );
}
