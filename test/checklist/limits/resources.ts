import type { Json, JsonObject } from '../../../lib/model/input';
import { join } from '../expressions';
import { att, balancer, ref, resource } from '../serving/resources';

/** Short ways to write the firewalls, APIs and routes that cases about limits are made of. */

export function rateRule(name: string, rate: JsonObject, settings: JsonObject = {}): JsonObject {
  const { scope, ...statement } = rate;
  return {
    Name: name,
    Priority: 10,
    Action: { Block: {} },
    Statement: {
      RateBasedStatement: { ...statement, ...(scope === undefined ? {} : { ScopeDownStatement: scope }) },
    },
    ...settings,
  };
}

/** A rule that limits each address to 2000 requests in five minutes. */
export function perAddress(rate: JsonObject = {}, settings: JsonObject = {}): JsonObject {
  return rateRule('PerAddress', { AggregateKeyType: 'IP', Limit: 2000, ...rate }, settings);
}

/** A rule that limits what shares the values of some keys to 600 requests in a minute. */
export function perKeys(keys: Json, rate: JsonObject = {}, settings: JsonObject = {}): JsonObject {
  const statement = {
    AggregateKeyType: 'CUSTOM_KEYS',
    Limit: 600,
    EvaluationWindowSec: 60,
    CustomKeys: keys,
  };
  return rateRule('PerUser', { ...statement, ...rate }, settings);
}

export function key(kind: string, name: Json): JsonObject {
  return { [kind]: { Name: name, TextTransformations: [{ Priority: 0, Type: 'NONE' }] } };
}

export const session = key('Cookie', 'session');

export function acl(rules: Json, properties: JsonObject = {}, condition?: string): JsonObject {
  return resource(
    'WAFv2::WebACL',
    { Scope: 'REGIONAL', DefaultAction: { Allow: {} }, Rules: rules, ...properties },
    condition,
  );
}

export function association(arn: Json, condition?: string): JsonObject {
  return resource('WAFv2::WebACLAssociation', { ResourceArn: arn, WebACLArn: att('Acl', 'Arn') }, condition);
}

/** A public load balancer with a firewall. */
export function behind(...rules: readonly Json[]): JsonObject {
  return { Alb: balancer(), Acl: acl([...rules]), Guard: association(ref('Alb')) };
}

/** A match of the path, or of another part of a request. */
export function match(
  text: string,
  position = 'STARTS_WITH',
  field: JsonObject = { UriPath: {} },
): JsonObject {
  return {
    ByteMatchStatement: {
      SearchString: text,
      PositionalConstraint: position,
      FieldToMatch: field,
      TextTransformations: [{ Priority: 0, Type: 'NONE' }],
    },
  };
}

export function method(name: string): JsonObject {
  return match(name, 'EXACTLY', { Method: {} });
}

export function not(statement: JsonObject): JsonObject {
  return { NotStatement: { Statement: statement } };
}

export function both(...statements: readonly JsonObject[]): JsonObject {
  return { AndStatement: { Statements: [...statements] } };
}

export function either(...statements: readonly JsonObject[]): JsonObject {
  return { OrStatement: { Statements: [...statements] } };
}

export const office: JsonObject = { IPSetReferenceStatement: { Arn: att('Office', 'Arn') } };

export function ipSet(...addresses: readonly Json[]): JsonObject {
  return resource('WAFv2::IPSet', {
    Scope: 'REGIONAL',
    IPAddressVersion: 'IPV4',
    Addresses: [...addresses],
  });
}

export function allow(statement: JsonObject, priority: Json = 1): JsonObject {
  return { Name: 'Trusted', Priority: priority, Action: { Allow: {} }, Statement: statement };
}

/** A distribution with one custom origin. */
export function distribution(domain: Json, settings: JsonObject = {}): JsonObject {
  return resource('CloudFront::Distribution', {
    DistributionConfig: {
      Enabled: true,
      Origins: [
        { Id: 'Origin', DomainName: domain, CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } },
      ],
      DefaultCacheBehavior: { TargetOriginId: 'Origin' },
      ...settings,
    },
  });
}

/** A REST API with the stage `prod`. */
export function restApi(stage: JsonObject = {}, api: JsonObject = {}): JsonObject {
  return {
    Api: resource('ApiGateway::RestApi', { Name: 'shop', ...api }),
    Live: resource('ApiGateway::Stage', { RestApiId: ref('Api'), StageName: 'prod', ...stage }),
  };
}

export function methodSettings(rate: Json, path = '/*', verb = '*'): JsonObject {
  return { ResourcePath: path, HttpMethod: verb, ThrottlingRateLimit: rate, ThrottlingBurstLimit: 50 };
}

/** An HTTP API with its default stage. */
export function httpApi(settings: JsonObject = {}, api: JsonObject = {}): JsonObject {
  return {
    Api: resource('ApiGatewayV2::Api', { Name: 'shop', ProtocolType: 'HTTP', ...api }),
    Live: resource('ApiGatewayV2::Stage', { ApiId: ref('Api'), StageName: '$default', ...settings }),
  };
}

export const stageArn = join('arn:aws:apigateway:eu-west-1::/restapis/', ref('Api'), '/stages/', ref('Live'));
