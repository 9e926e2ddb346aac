import { arnFields } from '../../model/arn';
import type { Environment } from '../../model/environment';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, unanimous, type Tri } from '../../model/tri';
import { alternatives, keyOf, whyNotKnown, type Value } from '../../model/value';
import { cite, type Evidence } from '../answer';
import { optionsOf } from '../either-way';
import { resourcesIn } from '../mentions';
import { classicBalancerType, distributionType, entryTypes } from '../network/entries';
import { balancerType } from '../network/routing';
import { perEnvironment } from '../per-environment';
import { test } from '../reading';

export const aclType = 'AWS::WAFv2::WebACL';
const associationType = 'AWS::WAFv2::WebACLAssociation';
export const tenantType = 'AWS::CloudFront::DistributionTenant';

/** Entries that can have a firewall by association, and the name of their service in an ARN. */
const associable: ReadonlyMap<string, string> = new Map([
  [balancerType, 'elasticloadbalancing'],
  ['AWS::ApiGateway::RestApi', 'apigateway'],
  ['AWS::Serverless::Api', 'apigateway'],
  ['AWS::Serverless::Function', 'apigateway'],
  ['AWS::AppSync::GraphQLApi', 'appsync'],
  ['AWS::AppRunner::Service', 'apprunner'],
  ['AWS::Cognito::UserPool', 'cognito-idp'],
]);

/** Entries that cannot have a firewall, as messages name them. */
const incapable: ReadonlyMap<string, string> = new Map([
  [classicBalancerType, 'a classic load balancer'],
  ['AWS::ApiGatewayV2::Api', 'an HTTP or WebSocket API'],
  ['AWS::Serverless::HttpApi', 'an HTTP API'],
  ['AWS::Lambda::Url', 'a function URL'],
]);

/** A property that names the firewall of an entry, and how sure it is that it speaks for that entry. */
export interface Attachment {
  readonly owner: Resource;
  /** `WebACLArn`, `DistributionConfig.WebACLId`. */
  readonly path: string;
  readonly certain: Tri;
  readonly evidence: readonly Evidence[];
}

export interface Attachments {
  readonly attachments: readonly Attachment[];
  /** Why there may be others that the templates do not show. */
  readonly open?: string;
}

/** A firewall that guards an entry, or may. */
export interface Attached {
  readonly acl: Resource;
  readonly certain: Tri;
  readonly evidence: readonly Evidence[];
}

/** The firewalls that guard an entry, and why there may be others that the templates do not show. */
export function firewallsOf(entry: Resource): {
  readonly firewalls: readonly Attached[];
  readonly open?: string;
} {
  const { attachments, open } = attachmentsOf(entry);
  const named = attachments.map((attachment) => ({ attachment, ...aclsNamed(attachment) }));
  return {
    firewalls: named.flatMap(({ attachment, acls }) =>
      acls.map(({ acl, certain }) => ({
        acl,
        certain: and([attachment.certain, certain]),
        evidence: attachment.evidence,
      })),
    ),
    open: named.find((each) => each.open !== undefined)?.open ?? open,
  };
}

function aclsNamed({ owner, path }: Attachment): {
  readonly acls: readonly { readonly acl: Resource; readonly certain: Tri }[];
  readonly open?: string;
} {
  const named = optionsOf(owner.read(path))
    .filter(({ option }) => keyOf(option) !== '')
    .map(({ option, certain }) => ({ certain, ...aclNamed(option, owner) }));
  return {
    acls: named.flatMap(({ acl, certain }) => (acl ? [{ acl, certain: and([certain, acl.exists]) }] : [])),
    open: named.find((each) => each.open !== undefined)?.open,
  };
}

/** The web ACL that a value names, or why it may be one that the templates do not show. */
export function aclNamed(
  value: Value,
  owner: Resource,
): { readonly acl?: Resource; readonly classic?: Resource; readonly open?: string } {
  const { resources, open } = targetOf(value, owner.stack);
  const [resource] = resources;
  if (resource?.type === aclType) return { acl: resource, open };
  if (resource && isClassic(resource)) return { classic: resource };
  const why = resource ? `${resource.logicalId} makes what ${owner.logicalId} attaches` : undefined;
  return { open: open ?? why ?? 'what it attaches is not known' };
}

/** Web ACLs of AWS WAF Classic, the generation before this one. */
function isClassic({ type }: Resource): boolean {
  return type === 'AWS::WAF::WebACL' || type === 'AWS::WAFRegional::WebACL';
}

/** What names the firewall of an entry: a distribution itself and its tenants, associations for all others. */
export function attachmentsOf(entry: Resource): Attachments {
  const { environment } = entry.stack;
  if (entry.type === distributionType) {
    const attachments = [...ownFirewall(entry), ...overrides(entry)];
    return { attachments, open: unlessFound(attachments, managedElsewhere(environment)) };
  }
  const service = associable.get(entry.type);
  const applies = entry.type === balancerType ? isApplication(entry) : true;
  if (service === undefined || applies === false) return { attachments: [] };
  const { byEntry, astray } = associations(environment);
  const attachments = (byEntry.get(entry) ?? []).map((attachment) => ({
    ...attachment,
    certain: and([attachment.certain, applies, entry.exists]),
  }));
  const open = astray.get(service) ?? astray.get('') ?? managedElsewhere(environment);
  return { attachments, open: unlessFound(attachments, open) };
}

/** An entry has one firewall: where it is found, nothing else can be attached. */
function unlessFound(found: readonly Attachment[], open: string | undefined): string | undefined {
  return found.some(({ certain }) => certain === true) ? undefined : open;
}

function ownFirewall(distribution: Resource): readonly Attachment[] {
  const path = 'DistributionConfig.WebACLId';
  if (distribution.read(path).kind === 'absent') return [];
  return [{ owner: distribution, path, certain: distribution.exists, evidence: [cite(distribution, path)] }];
}

function isApplication(balancer: Resource): Tri {
  return test(balancer.read('Type'), 'application', (type) => type === 'application');
}

/** Tenants of a distribution that bring a firewall of their own. */
function overrides(distribution: Resource): readonly Attachment[] {
  return tenantsOf(distribution).flatMap(({ tenant, certain }) => {
    const path = 'Customizations.WebAcl.Arn';
    if (tenant.read(path).kind === 'absent') return [];
    return [{ owner: tenant, path, certain, evidence: [cite(tenant, path)] }];
  });
}

/** The tenants that share a distribution. */
export function tenantsOf(
  distribution: Resource,
): readonly { readonly tenant: Resource; readonly certain: Tri }[] {
  return distribution.stack.environment
    .links(tenantType, 'DistributionId')
    .to(distribution)
    .map(({ from, certain }) => ({ tenant: from, certain }));
}

/** What cannot have a web ACL, where an entry is of that kind. */
export function cannotHaveFirewall(entry: Resource): string | undefined {
  if (entry.type === balancerType) {
    return isApplication(entry) === false ? 'a network load balancer' : undefined;
  }
  return incapable.get(entry.type);
}

/** The macro of the Serverless Application Model makes no firewalls. */
const harmlessMacro = 'the macro AWS::Serverless-2016-10-31';

/** Why an entry may have a firewall that the templates do not show: others may be made at deployment. */
export function hiddenFirewall(environment: Environment): string | undefined {
  return environment.hidden.find((why) => !why.endsWith(harmlessMacro));
}

/** Why Firewall Manager may attach firewalls to what the templates make. */
const managedElsewhere = perEnvironment((environment): string | undefined => {
  const [policy] = environment.of('AWS::FMS::Policy');
  return policy && `${policy.logicalId} of Firewall Manager may attach a firewall`;
});

interface Associations {
  readonly byEntry: ReadonlyMap<Resource, readonly Attachment[]>;
  /** Why an association may lead to an entry, by the service that its ARN names; '' where it names none. */
  readonly astray: ReadonlyMap<string, string>;
}

const associations = perEnvironment((environment): Associations => {
  const byEntry = new Map<Resource, Attachment[]>();
  const astray = new Map<string, string>();
  for (const owner of environment.of(associationType)) {
    const value = owner.read('ResourceArn');
    const named = alternatives(value).map((option) => entriesIn(option));
    for (const entry of new Set(named.flat())) {
      const leads = named.map((entries) => entries.includes(entry));
      const why = whyNotKnown(value) ?? 'it is not known';
      const certain = and([owner.exists, unanimous(leads, why)]);
      const evidence = [cite(owner, 'ResourceArn'), cite(owner, 'WebACLArn')];
      byEntry.set(entry, [...(byEntry.get(entry) ?? []), { owner, path: 'WebACLArn', certain, evidence }]);
    }
    for (const [i, option] of alternatives(value).entries()) {
      if (option.kind === 'absent' || named[i]!.length > 0) continue;
      const seen = `${owner.logicalId} attaches a firewall to something that the templates do not name`;
      astray.set(serviceIn(option), `${seen} (${targetOf(option, owner.stack).open ?? 'it is no entry'})`);
    }
  }
  return { byEntry, astray };
});

/** The entries that an ARN names: the ARN of an entry itself, or that of a stage of an API. */
function entriesIn(arn: Value): readonly Resource[] {
  return resourcesIn(arn).filter(({ type }) => associable.has(type) || entryTypes.includes(type));
}

function serviceIn(arn: Value): string {
  const service = arnFields(arn)?.service;
  return service?.kind === 'known' ? String(service.value) : '';
}
