import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, nothing, off, stageUnknown, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { asOriginSays, behavior, disabled, distribution, optimized, site, cdn, api } from './resources';

/** Settings from before cache policies. */
const legacy = (settings: JsonObject): JsonObject => ({
  CachePolicyId: nothing,
  ForwardedValues: { QueryString: false },
  ...settings,
});

const cachePolicy = (ttls: JsonObject): JsonObject =>
  resource('CloudFront::CachePolicy', {
    CachePolicyConfig: { Name: 'own', MinTTL: 0, DefaultTTL: 86400, MaxTTL: 31536000, ...ttls },
  });

const noCaching = 'the default behaviour uses CachingDisabled, expected a policy that caches';

export const cached: ControlCases = {
  pass: [
    { name: 'a managed policy that caches', resources: site() },
    {
      name: 'a policy of its own',
      resources: { Cdn: cdn({ CachePolicyId: ref('Own') }), Own: cachePolicy({}) },
    },
    { name: 'settings from before cache policies', resources: { Cdn: cdn(legacy({})) } },
    {
      name: 'assets on a path pattern beside an API that is not cached',
      resources: {
        Cdn: cdn({ CachePolicyId: disabled }, { CacheBehaviors: [behavior({ PathPattern: '/static/*' })] }),
      },
    },
    { name: 'a second distribution in front of the API alone', resources: { Cdn: distribution(), Api: api } },
    {
      name: 'a second distribution that is switched off',
      resources: { Cdn: distribution(), Old: cdn({}, { Enabled: false }) },
    },
    { name: 'Amplify Hosting', resources: { Site: resource('Amplify::App', { Name: 'site' }) } },
    {
      name: 'branches of a condition that both cache',
      resources: { Cdn: cdn({ CachePolicyId: choose('IsProd', optimized, nothing) }) },
      ...undecided,
    },
    {
      name: 'a policy whose allowed lifetimes are all longer than nothing',
      resources: { Cdn: cdn({ CachePolicyId: ref('Own') }), Own: cachePolicy({ MaxTTL: ref('Longest') }) },
      parameters: { Longest: { Type: 'Number', MinValue: 60 } },
    },
    {
      name: 'a policy of another stack',
      stacks: [
        {
          id: 'Policies',
          template: {
            Resources: { Own: cachePolicy({}) },
            Outputs: { Own: { Value: ref('Own'), Export: { Name: 'cache-policy' } } },
          },
        },
        {
          id: 'Site',
          template: { Resources: { Cdn: cdn({ CachePolicyId: { 'Fn::ImportValue': 'cache-policy' } }) } },
        },
      ],
    },
  ],
  fail: [
    {
      name: 'nothing that delivers',
      resources: {},
      findings: ['fail Stack1: no content delivery network is in the templates, expected at least one'],
    },
    {
      name: 'a distribution that is switched off',
      resources: { Cdn: cdn({}, { Enabled: 'false' }) },
      findings: ['fail Stack1: no content delivery network is in the templates, expected at least one'],
    },
    {
      name: 'a distribution under a condition that is off by default',
      resources: { Cdn: cdn({}, {}, 'IsProd') },
      ...off,
      findings: [
        'fail Stack1: no content delivery network is in the templates (Cdn switched off by condition), ' +
          'expected at least one',
      ],
    },
    {
      name: 'a distribution in front of the API alone',
      resources: { Api: api },
      findings: [`fail Api: ${noCaching}`],
    },
    {
      name: 'a policy that keeps nothing',
      resources: { Cdn: cdn({ CachePolicyId: ref('Own') }), Own: cachePolicy({ MaxTTL: 0, DefaultTTL: 0 }) },
      findings: ['fail Cdn: Own caches nothing (MaxTTL is 0), expected a longer one'],
    },
    {
      name: 'lifetimes of nothing from before cache policies',
      resources: { Cdn: cdn(legacy({ MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 })) },
      findings: ['fail Cdn: the default behaviour caches nothing (MaxTTL is 0), expected a longer one'],
    },
    {
      name: 'every header forwarded',
      resources: { Cdn: cdn(legacy({ ForwardedValues: { QueryString: true, Headers: ['*'] } })) },
      findings: [
        'fail Cdn: the default behaviour forwards every header and so caches nothing, expected a policy that caches',
      ],
    },
    {
      name: 'no behaviour',
      resources: { Cdn: distribution({ DefaultCacheBehavior: nothing }) },
      findings: ['fail Cdn: it has no behaviour, expected one that caches'],
    },
    {
      name: 'branches of a condition that both cache nothing',
      resources: {
        Cdn: cdn({ CachePolicyId: choose('IsProd', disabled, ref('Own')) }),
        Own: cachePolicy({ MaxTTL: 0 }),
      },
      ...undecided,
      findings: [`fail Cdn: ${noCaching}; Own caches nothing (MaxTTL is 0), expected a longer one`],
    },
  ],
  unknown: [
    {
      name: 'branches of a condition of which one caches',
      resources: { Cdn: cdn({ CachePolicyId: choose('IsProd', optimized, disabled) }) },
      ...undecided,
      findings: [`unknown Cdn: ${stageUnknown}: ${noCaching}`],
    },
    {
      name: 'a policy that somebody else made',
      resources: { Cdn: cdn({ CachePolicyId: '00000000-0000-0000-0000-000000000000' }) },
      findings: [
        'unknown Cdn: whether the cache policy of the default behaviour caches is not known ' +
          '(00000000-0000-0000-0000-000000000000 is not among the templates)',
      ],
    },
    {
      name: 'a policy that a parameter names',
      resources: { Cdn: cdn({ CachePolicyId: ref('Given') }) },
      parameters: { Given: { Type: 'String' } },
      findings: [
        'unknown Cdn: whether the cache policy of the default behaviour caches is not known ' +
          '(parameter Given of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a managed policy that leaves it to the origin',
      resources: { Cdn: cdn({ CachePolicyId: asOriginSays }) },
      findings: [
        'unknown Cdn: the default behaviour caches only what its origin marks with Cache-Control ' +
          '(UseOriginCacheControlHeaders); verify that assets are marked, or set a default',
      ],
    },
    {
      name: 'a policy of its own that leaves it to the origin',
      resources: { Cdn: cdn({ CachePolicyId: ref('Own') }), Own: cachePolicy({ DefaultTTL: 0 }) },
      findings: [
        'unknown Cdn: Own caches only what its origin marks with Cache-Control (DefaultTTL is 0); ' +
          'verify that assets are marked, or set a default',
      ],
    },
    {
      name: 'lifetimes that parameters give',
      resources: {
        Cdn: cdn(
          { CachePolicyId: ref('Own') },
          { CacheBehaviors: [behavior({ PathPattern: '/img/*', CachePolicyId: ref('Other') })] },
        ),
        Own: cachePolicy({ MaxTTL: ref('Ttl') }),
        Other: cachePolicy({ DefaultTTL: ref('Ttl') }),
      },
      parameters: { Ttl: { Type: 'Number' } },
      findings: [
        'unknown Cdn: MaxTTL of Own is not known (parameter Ttl of Stack1 has no default and was given no value); ' +
          'DefaultTTL of Other is not known (parameter Ttl of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a distribution that a condition may switch off',
      resources: { Cdn: cdn({}, { Enabled: choose('IsProd', true, false) }) },
      ...undecided,
      findings: [`unknown Cdn: ${stageUnknown}: the default behaviour caches`],
    },
    {
      name: 'a behaviour for assets that may not be there',
      resources: {
        Cdn: cdn(
          { CachePolicyId: disabled },
          { CacheBehaviors: [choose('IsProd', behavior({ PathPattern: '/static/*' }), nothing)] },
        ),
      },
      ...undecided,
      findings: [`unknown Cdn: ${stageUnknown}: the /static/* behaviour caches`],
    },
    {
      name: 'a macro that may add a distribution',
      stacks: [{ id: 'Site', template: { Transform: 'Own::Macro', Resources: {} } }],
      findings: [
        'unknown Site: no content delivery network is in the templates, but Site is changed by the macro Own::Macro',
      ],
    },
  ],
};
