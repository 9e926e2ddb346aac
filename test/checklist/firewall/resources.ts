import type { Json, JsonObject } from '../../../lib/model/input';
import { att, balancer, ref, resource } from '../serving/resources';

/** Short ways to write the resources that cases about web firewalls are made of. */

export function managed(name: string, details: JsonObject = {}, rule: JsonObject = {}): JsonObject {
  const statement = { VendorName: 'AWS', Name: name, ...details };
  return {
    Name: name,
    Priority: 10,
    OverrideAction: { None: {} },
    Statement: { ManagedRuleGroupStatement: statement },
    ...rule,
  };
}

export const common = (details: JsonObject = {}, rule: JsonObject = {}): JsonObject =>
  managed('AWSManagedRulesCommonRuleSet', details, rule);
export const badInputs = (details: JsonObject = {}, rule: JsonObject = {}): JsonObject =>
  managed('AWSManagedRulesKnownBadInputsRuleSet', details, { Priority: 11, ...rule });
export const sqlInjection = (details: JsonObject = {}): JsonObject =>
  managed('AWSManagedRulesSQLiRuleSet', details, { Priority: 12 });

/** A rule that limits the requests of one address. */
export function rate(details: JsonObject = {}, rule: JsonObject = {}): JsonObject {
  const statement = { Limit: 2000, AggregateKeyType: 'IP', ...details };
  return {
    Name: 'limit',
    Priority: 1,
    Action: { Block: {} },
    Statement: { RateBasedStatement: statement },
    ...rule,
  };
}

/** A rule of one's own. */
export function custom(action: string, statement: Json, priority: Json = 0): JsonObject {
  return { Name: 'own', Priority: priority, Action: { [action]: {} }, Statement: statement };
}

/** A statement about the path of a request. */
export function path(constraint: string, text: string): JsonObject {
  return {
    ByteMatchStatement: {
      FieldToMatch: { UriPath: {} },
      PositionalConstraint: constraint,
      SearchString: text,
      TextTransformations: [{ Priority: 0, Type: 'NONE' }],
    },
  };
}

export const not = (statement: Json): JsonObject => ({ NotStatement: { Statement: statement } });
export const countries = { GeoMatchStatement: { CountryCodes: ['US'] } } as const satisfies JsonObject;
export const office = {
  IPSetReferenceStatement: { Arn: att('Office', 'Arn') },
} as const satisfies JsonObject;

export function addresses(...list: readonly string[]): JsonObject {
  return resource('WAFv2::IPSet', { Scope: 'REGIONAL', IPAddressVersion: 'IPV4', Addresses: [...list] });
}

export function acl(rules: Json, properties: JsonObject = {}, condition?: string): JsonObject {
  const own = { Scope: 'REGIONAL', DefaultAction: { Allow: {} }, Rules: rules };
  return resource('WAFv2::WebACL', { ...own, ...properties }, condition);
}

export const standard = [common(), badInputs()];

export function association(entry: Json, properties: JsonObject = {}, condition?: string): JsonObject {
  const own = { ResourceArn: entry, WebACLArn: att('Acl', 'Arn') };
  return resource('WAFv2::WebACLAssociation', { ...own, ...properties }, condition);
}

/** The load balancer `Alb` behind the web ACL `Acl`. */
export function guardedBalancer(rules: Json = standard, properties: JsonObject = {}): JsonObject {
  return { Alb: balancer(), Acl: acl(rules, properties), Guard: association(ref('Alb')) };
}

export function distribution(config: JsonObject): JsonObject {
  return resource('CloudFront::Distribution', { DistributionConfig: { Enabled: true, ...config } });
}

/** The distribution `Cdn`, behind a web ACL of its own, in front of one origin. */
export function guardedCdn(domain: Json, origin: JsonObject = {}): JsonObject {
  return {
    Cdn: distribution({
      WebACLId: att('Wall', 'Arn'),
      Origins: [{ Id: 'origin', DomainName: domain, ...origin }],
    }),
    Wall: acl(standard, { Scope: 'CLOUDFRONT' }),
  };
}
