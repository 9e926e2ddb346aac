import { arnFields } from '../../model/arn';
import { samePlace } from '../../model/place';
import type { Resource } from '../../model/resource';
import { and, isUndecided } from '../../model/tri';
import { keyOf, show, whyNotKnown, type Value } from '../../model/value';
import { all, any, given, no, present, unknown, yes, type Answer } from '../answer';
import { listenersOf } from '../certificates/uses';
import { eitherWay } from '../either-way';
import { named } from '../network/balancing';
import { distributionType, hiddenBalancer, ifPublic, isPublic } from '../network/entries';
import { balancerType, ownersOf, targetGroupType } from '../network/routing';
import { property, test } from '../reading';
import {
  aclNamed,
  attachmentsOf,
  cannotHaveFirewall,
  hiddenFirewall,
  tenantsOf,
  tenantType,
  type Attachment,
} from './attachment';
import { frontsOf } from './fronts';
import { isLockedTo, signedAlone } from './lock';
import { attachmentsTo, stagesOf } from './stages';

/** CloudFront takes its firewalls from this region alone. */
const globalRegion = 'us-east-1';

/** Whether the requests to an entry pass a web firewall: its own, or that of a distribution it is locked to. */
export const isFirewalled = ifPublic((entry): Answer | undefined => {
  if (isPublic(entry) === false) return undefined;
  const hidden = hiddenBalancer(entry);
  if (hidden) return unknown(`${entry.type} makes or hides what answers; verify its firewall in the account`);
  const signed = signedAlone(entry);
  if (signed) return signed;
  const own = ownFirewall(entry);
  if (own.is === 'yes') return own;
  const other = fronted(entry) ?? balanced(entry);
  return other ? any([other, own], '') : own;
});

/** Whether an entry has a firewall of its own, each stage of an API counted. */
export function ownFirewall(entry: Resource): Answer {
  const why = cannotHaveFirewall(entry);
  const proof = present(entry);
  if (why !== undefined) {
    return no(
      `${why} cannot have a web ACL, expected a guarded CloudFront distribution as the only way in`,
      proof,
    );
  }
  const { attachments, open } = attachmentsOf(entry);
  if (entry.type === distributionType) return all([guarded(entry, attachments, open), ...tenants(entry)]);
  const stages = stagesOf(entry);
  if (stages.length === 0 || attachments.length === 0) return guarded(entry, attachments, open);
  return all(
    stages.map((stage) => {
      const answer = guarded(entry, attachmentsTo(stage, attachments), open);
      const message = `stage ${show(stage.maker.read('StageName'))}: ${answer.message}`;
      return answer.is === 'yes' ? answer : given(stage.certain, { ...answer, message });
    }),
  );
}

function guarded(entry: Resource, attachments: readonly Attachment[], open: string | undefined): Answer {
  const answers = attachments
    .filter(({ owner }) => owner.type !== tenantType)
    .map((attachment) => given(attachment.certain, attaches(attachment, entry)));
  const why = open ?? hiddenFirewall(entry.stack.environment);
  const missing = 'no web ACL is attached to it';
  if (answers.some(({ is }) => is === 'yes') || why === undefined) {
    return any(answers, `${missing}, expected one`);
  }
  return any([...answers, unknown(`${missing} as far as the templates tell (${why})`, present(entry))], '');
}

/** What the tenants of a distribution make of its firewall. */
function tenants(distribution: Resource): readonly Answer[] {
  return tenantsOf(distribution).flatMap(({ tenant, certain }) => {
    const path = 'Customizations.WebAcl';
    if (tenant.read(path).kind === 'absent') return [];
    const keeps = property(tenant, `${path}.Action`, {
      expected: 'override or none',
      otherwise: 'override',
      holds: (action) => action !== 'disable',
    });
    const own = eitherWay(tenant.read(`${path}.Arn`), (arn) =>
      arn.kind === 'absent' ? yes('') : guards(arn, tenant, distribution),
    );
    const answer = all([keeps, own]);
    return [answer.is === 'yes' ? answer : given(certain, named(tenant, answer))];
  });
}

function attaches({ owner, path, evidence }: Attachment, entry: Resource): Answer {
  const answer = eitherWay(owner.read(path), (option) => guards(option, owner, entry));
  return { ...answer, evidence: [...evidence, ...answer.evidence] };
}

/** Whether a value names a firewall that can guard an entry. */
function guards(value: Value, owner: Resource, entry: Resource): Answer {
  if (value.kind === 'absent' || keyOf(value) === '') return no('no web ACL is attached to it, expected one');
  const { acl, classic, open } = aclNamed(value, owner);
  if (classic) {
    const ended = 'is a web ACL of AWS WAF Classic, which ended on 30 September 2025';
    return no(`${classic.logicalId} ${ended}, expected an AWS::WAFv2::WebACL`, present(classic));
  }
  if (!acl) return outside(value, entry, open);
  return given(
    acl.exists,
    all([yes(`${acl.logicalId} guards it`), hasScope(acl, entry), isNear(acl, entry)]),
  );
}

/** An ACL that the templates do not show tells its scope by its ARN alone. */
function outside(value: Value, entry: Resource, open: string | undefined): Answer {
  const arn = arnFields(value);
  const kind = entry.type === distributionType ? 'global' : 'regional';
  const seen = arn?.resource.kind === 'known' ? String(arn.resource.value) : '';
  const other = kind === 'global' ? 'regional' : 'global';
  if (seen.startsWith(`${other}/webacl/`)) {
    return no(`${show(value)} is a ${other} web ACL, expected a ${kind} one`);
  }
  const why = open ?? whyNotKnown(value) ?? 'it is not known';
  return unknown(`its web ACL is not among the templates (${why}); verify that it blocks`);
}

function hasScope(acl: Resource, entry: Resource): Answer {
  const expected = entry.type === distributionType ? 'CLOUDFRONT' : 'REGIONAL';
  const answer = property(acl, 'Scope', {
    expected,
    otherwise: undefined,
    holds: (scope) => scope === expected,
  });
  return answer.is === 'yes' ? { ...answer, message: '' } : named(acl, answer);
}

function isNear(acl: Resource, entry: Resource): Answer {
  const { region } = acl.stack;
  const lies = `${acl.logicalId} lies in ${region}`;
  if (entry.type === distributionType) {
    return region === undefined || region === globalRegion
      ? yes('', present(acl))
      : no(`${lies}, expected ${globalRegion}: CloudFront takes firewalls from there only`, present(acl));
  }
  const near = samePlace(acl.stack, entry.stack);
  if (near === true) return yes('', present(acl));
  const expected = 'expected the account and region of what it guards';
  return isUndecided(near)
    ? unknown(`where ${acl.logicalId} lies is not known (${near.why}), ${expected}`, present(acl))
    : no(`${lies}, ${expected}`, present(acl));
}

/** Whether distributions with a firewall are in front of an entry, and nothing else; undefined where there are none. */
function fronted(entry: Resource): Answer | undefined {
  const fronts = frontsOf(entry);
  if (fronts.length === 0) return undefined;
  const firewalls = fronts.map(({ distribution, certain }) => {
    return given(certain, named(distribution, ownFirewall(distribution)));
  });
  return all([isLockedTo(entry, fronts), ...firewalls]);
}

/** Whether a network load balancer passes everything on to application load balancers that have a firewall. */
function balanced(entry: Resource): Answer | undefined {
  if (entry.type !== balancerType) return undefined;
  const isNetwork = test(entry.read('Type'), undefined, (type) => type === 'network');
  if (isNetwork === false) return undefined;
  const groups = listenersOf(entry).map((link) => ({
    listener: link.from,
    balancers: ownersOf(link.from, 'DefaultActions.*.TargetGroupArn', targetGroupType).flatMap((group) =>
      ownersOf(group.to, 'Targets.*.Id', balancerType).map(({ to, certain }) => ({
        to,
        certain: and([link.certain, group.certain, certain]),
      })),
    ),
  }));
  if (groups.length === 0 || groups.every(({ balancers }) => balancers.length === 0)) return undefined;
  const answers = groups.map(({ listener, balancers }) =>
    balancers.length === 0
      ? no(`${listener.logicalId} passes requests on to no load balancer with a web ACL`, present(listener))
      : all([
          yes('', present(listener)),
          ...balancers.map(({ to, certain }) => given(certain, ownFirewall(to))),
        ]),
  );
  return given(isNetwork, all(answers));
}
