import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, isUndecided, not, or, unanimous, type Tri } from '../../model/tri';
import { absent, alternatives, itemsOf, whyNotKnown, type Value } from '../../model/value';
import { all, any, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { eitherWay, isStated } from '../either-way';
import { resourcesIn } from '../mentions';
import { entryTypes } from '../network/entries';
import { balancerType } from '../network/routing';
import { perEnvironment } from '../per-environment';

const protectionType = 'AWS::Shield::Protection';
const addressType = 'AWS::EC2::EIP';

interface Protection {
  readonly protection: Resource;
  readonly certain: Tri;
}

const protections = perEnvironment((environment) => {
  const byResource = new Map<Resource, Protection[]>();
  let open: string | undefined;
  for (const protection of environment.of(protectionType)) {
    const arn = protection.read('ResourceArn');
    const named = alternatives(arn).map((option) =>
      resourcesIn(option).filter(({ type }) => type === addressType || entryTypes.includes(type)),
    );
    if (named.some((resources) => resources.length === 0)) {
      open ??= `${protection.logicalId} protects something that the templates do not name`;
    }
    for (const resource of new Set(named.flat())) {
      const leads = unanimous(
        named.map((resources) => resources.includes(resource)),
        whyNotKnown(arn) ?? 'what it protects is not known',
      );
      const found = { protection, certain: and([protection.exists, leads]) };
      byResource.set(resource, [...(byResource.get(resource) ?? []), found]);
    }
  }
  const [policy] = environment.of('AWS::FMS::Policy');
  if (policy) open ??= `${policy.logicalId} of Firewall Manager may protect it`;
  return { byResource, open };
});

/** Whether Shield Advanced protects an entry: itself, or each address of a network load balancer. */
export function isShielded(entry: Resource): Answer {
  const { byResource, open } = protections(entry.stack.environment);
  const find = (resource: Resource | undefined): Answer =>
    protectedBy(resource ? (byResource.get(resource) ?? []) : []);
  const mappings = entry.type === balancerType ? entry.read('SubnetMappings') : absent;
  const answer = any([find(entry), eitherWay(mappings, (list) => areShielded(itemsOf(list), find))], '');
  return answer.is === 'no' && open !== undefined
    ? unknown(`whether Shield Advanced protects it is not known (${open})`, present(entry))
    : answer;
}

/** Whether each address of a load balancer is protected, and there is one. */
function areShielded(mappings: readonly Value[], find: (address: Resource | undefined) => Answer): Answer {
  const answers = mappings.map((mapping) =>
    eitherWay(mapping, (option) => {
      const id = member(option, 'AllocationId');
      return option.kind === 'absent' ? yes('') : eitherWay(id, (each) => find(resourcesIn(each)[0]));
    }),
  );
  const isEmpty = and(mappings.map((mapping) => not(isStated(mapping))));
  if (isEmpty === true) return find(undefined);
  return isUndecided(isEmpty) ? given(isEmpty, all(answers)) : all(answers);
}

function protectedBy(found: readonly Protection[]): Answer {
  const certain = or(found.map((each) => each.certain));
  const proof = found.map(({ protection }) => cite(protection, 'ResourceArn'));
  return certain === false
    ? no('no AWS::Shield::Protection names it')
    : given(certain, yes('Shield Advanced protects it', ...proof));
}
