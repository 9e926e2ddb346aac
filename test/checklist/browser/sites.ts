import type { Json, JsonObject } from '../../../lib/model/input';
import { behavior, bucketOrigin, disabled, distribution, serverOrigin } from '../delivery/resources';
import { att, balancer, ref, resource } from '../serving/resources';

/** A behaviour that passes requests on to the load balancer, with a response headers policy. */
export const api = (policy: Json, settings: JsonObject = {}): JsonObject =>
  behavior({
    PathPattern: '/api/*',
    TargetOriginId: 'servers',
    CachePolicyId: disabled,
    ResponseHeadersPolicyId: policy,
    ...settings,
  });

/** A distribution that serves a bucket, and an API under a path. */
export const site = (forAssets: Json, forApi: Json, changes: JsonObject = {}): JsonObject => ({
  Cdn: distribution({
    Origins: [bucketOrigin(), serverOrigin],
    DefaultCacheBehavior: behavior({ ResponseHeadersPolicyId: forAssets }),
    CacheBehaviors: [api(forApi)],
  }),
  Assets: resource('S3::Bucket'),
  Balancer: balancer(),
  ...changes,
});

/** A response headers policy with CORS rules. */
export const cors = (settings: JsonObject = {}, condition?: string): JsonObject =>
  resource(
    'CloudFront::ResponseHeadersPolicy',
    {
      ResponseHeadersPolicyConfig: {
        Name: 'cors',
        CorsConfig: {
          AccessControlAllowCredentials: false,
          AccessControlAllowHeaders: { Items: ['authorization'] },
          AccessControlAllowMethods: { Items: ['GET', 'POST'] },
          AccessControlAllowOrigins: { Items: ['https://app.example.com'] },
          OriginOverride: true,
          ...settings,
        },
      },
    },
    condition,
  );

export const everyOrigin: JsonObject = {
  AccessControlAllowOrigins: { Items: ['*'] },
  AccessControlAllowMethods: { Items: ['GET'] },
};

export const headersOnly = resource('CloudFront::ResponseHeadersPolicy', {
  ResponseHeadersPolicyConfig: {
    Name: 'security',
    SecurityHeadersConfig: { ContentTypeOptions: { Override: true } },
  },
});

/** An API of API Gateway as an origin, by the name that it is given at deployment. */
export const gatewayOrigin: JsonObject = {
  Id: 'servers',
  DomainName: { 'Fn::Select': [2, { 'Fn::Split': ['/', att('Api', 'ApiEndpoint')] }] },
  CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
};

export const use = ref('Cors');
