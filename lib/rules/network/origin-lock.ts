import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, isUndecided, not, or, unanimous, Undecided, type Tri } from '../../model/tri';
import { alternatives, itemsOf, show, whyNotKnown, type Value } from '../../model/value';
import { isStated } from '../either-way';
import { test } from '../reading';

/** Ids of the list `com.amazonaws.global.cloudfront.origin-facing`, which AWS keeps in every region. */
const cloudFrontLists: ReadonlySet<string> = new Set([
  'pl-3b927c52', // us-east-1
  'pl-b6a144df', // us-east-2
  'pl-4ea04527', // us-west-1
  'pl-82a045eb', // us-west-2
  'pl-38a64351', // ca-central-1
  'pl-5da64334', // sa-east-1
  'pl-a3a144ca', // eu-central-1
  'pl-4fa04526', // eu-west-1
  'pl-93a247fa', // eu-west-2
  'pl-75b1541c', // eu-west-3
  'pl-fab65393', // eu-north-1
  'pl-9aa247f3', // ap-south-1
  'pl-58a04531', // ap-northeast-1
  'pl-22a6434b', // ap-northeast-2
  'pl-31a34658', // ap-southeast-1
  'pl-b8a742d1', // ap-southeast-2
]);

/**
 * Whether the security groups of a load balancer let in requests from the internet, rather than those of CloudFront
 * alone. Groups that the templates do not show count as open.
 */
export function admitsInternet(balancer: Resource): Tri {
  const list = balancer.read('SecurityGroups');
  const answers = alternatives(list).map((groups) => admitsSomewhere(itemsOf(groups), balancer));
  return unanimous(answers, whyNotKnown(list) ?? 'its security groups are not known');
}

/** What is written about the sources of requests. */
interface Ingress {
  /** Whether anything is: a group without rules has them elsewhere. */
  readonly written: Tri;
  readonly admits: Tri;
}

function admitsSomewhere(groups: readonly Value[], balancer: Resource): Tri {
  const ingress = groups.map((group) => {
    const options = alternatives(group).map((option) => ingressOf(option, balancer));
    const why = whyNotKnown(group) ?? 'a group is not known';
    return {
      written: unanimous(
        options.map(({ written }) => written),
        why,
      ),
      admits: unanimous(
        options.map(({ admits }) => admits),
        why,
      ),
    };
  });
  const { written, admits } = joined(ingress);
  if (admits === true || written === false) return true;
  return isUndecided(written) ? written : admits;
}

function joined(ingress: readonly Ingress[]): Ingress {
  return {
    written: or(ingress.map(({ written }) => written)),
    admits: or(ingress.map(({ admits }) => admits)),
  };
}

/** The rules of a security group, written inside it or beside it. */
function ingressOf(value: Value, asker: Resource): Ingress {
  if (value.kind === 'absent') return { written: false, admits: false };
  const group = targetOf(value, asker.stack).resources.find(({ type }) => type === 'AWS::EC2::SecurityGroup');
  if (!group) return { written: true, admits: true };
  const beside = group.stack.environment.links('AWS::EC2::SecurityGroupIngress', 'GroupId').to(group);
  return joined([
    ...group
      .each('SecurityGroupIngress.*')
      .map((rule) => ({ written: isStated(rule), admits: admitsStrangers(rule) })),
    ...beside.map(({ from, certain }) => ({
      written: certain,
      admits: and([certain, admitsStrangers(from.read(''))]),
    })),
  ]);
}

function admitsStrangers(rule: Value): Tri {
  return unanimous(alternatives(rule).map(admitsOnce), whyNotKnown(rule) ?? 'a rule is not known');
}

function admitsOnce(rule: Value): Tri {
  if (rule.kind === 'absent') return false;
  if (rule.kind !== 'map') return new Undecided(whyNotKnown(rule) ?? 'a rule is not known');
  return and([not(isStated(member(rule, 'SourceSecurityGroupId'))), admitsByList(rule)]);
}

function admitsByList(rule: Value): Tri {
  const list = member(rule, 'SourcePrefixListId');
  if (list.kind === 'absent') return true;
  const isCloudFront = test(list, undefined, (id) => cloudFrontLists.has(String(id)));
  if (isCloudFront === true) return false;
  return new Undecided(whyNotKnown(list) ?? `it admits the addresses of prefix list ${show(list)}`);
}
