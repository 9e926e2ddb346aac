import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, nothing, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { acl, allow, behind, both, either, ipSet, match, method, not, office, perAddress } from './resources';

const scoped = (scope: JsonObject): JsonObject => behind(perAddress({ scope }));

/** A firewall whose only rule takes up a rule group. */
function grouped(
  rules: readonly JsonObject[],
  reference: JsonObject = {},
  settings: JsonObject = {},
): JsonObject {
  const statement = { RuleGroupReferenceStatement: { Arn: att('Group', 'Arn'), ...reference } };
  return {
    ...behind({ Name: 'Own', Priority: 5, OverrideAction: { None: {} }, Statement: statement, ...settings }),
    Group: resource('WAFv2::RuleGroup', { Scope: 'REGIONAL', Capacity: 10, Rules: [...rules] }),
  };
}

const regex = (text: string): JsonObject => ({
  RegexMatchStatement: { RegexString: text, FieldToMatch: { UriPath: {} }, TextTransformations: [] },
});

const geo: JsonObject = { GeoMatchStatement: { CountryCodes: ['DE'] } };

/** What a limit by address leaves out, and what is let in before it. */
export const scopes: ControlCases = {
  pass: [
    { name: 'the API alone', resources: scoped(match('/api/')) },
    { name: 'a version of the API', resources: scoped(match('/v1')) },
    {
      name: 'everything, in base64',
      resources: scoped({
        ByteMatchStatement: {
          SearchStringBase64: 'Lw==',
          PositionalConstraint: 'STARTS_WITH',
          FieldToMatch: { UriPath: {} },
          TextTransformations: [],
        },
      }),
    },
    { name: 'a regular expression for the API', resources: scoped(regex('^\\/api\\/.*$')) },
    { name: 'all but static files', resources: scoped(not(match('/static/'))) },
    { name: 'all but files by their dot', resources: scoped(not(match('.', 'CONTAINS'))) },
    {
      name: 'all but health checks',
      resources: scoped(not(either(match('/health', 'EXACTLY'), match('/ping')))),
    },
    { name: 'all but preflight requests', resources: scoped(both(match('/api'), not(method('OPTIONS')))) },
    {
      name: 'all but the office',
      resources: { ...scoped(not(office)), Office: ipSet('192.0.2.0/24', '198.51.100.7/32') },
    },
    {
      name: 'the office let in before',
      resources: { ...behind(allow(office), perAddress()), Office: ipSet('192.0.2.0/24') },
    },
    { name: 'everybody let in after', resources: behind(allow(match('/'), 20), perAddress()) },
    { name: 'health checks let in before', resources: behind(allow(match('/health')), perAddress()) },
    { name: 'a rule group', resources: grouped([perAddress()]) },
    {
      name: 'a rule group whose counting rule is made to block',
      resources: grouped([perAddress({}, { Action: { Count: {} } })], {
        RuleActionOverrides: [{ Name: 'PerAddress', ActionToUse: { Block: {} } }],
      }),
    },
  ],
  fail: [
    {
      name: 'the sign-in page alone',
      resources: scoped(match('/login')),
      findings: ['fail Alb: rule PerAddress: its scope-down statement leaves out requests of the API'],
    },
    {
      name: 'all but the API',
      resources: scoped(not(match('/api'))),
      findings: ['fail Alb: rule PerAddress: its scope-down statement leaves out requests of the API'],
    },
    {
      name: 'a path without its slash',
      resources: scoped(match('api/')),
      findings: ['fail Alb: rule PerAddress: its scope-down statement leaves out requests of the API'],
    },
    {
      name: 'one path of all',
      resources: scoped(match('/api/orders', 'EXACTLY')),
      findings: ['fail Alb: rule PerAddress: its scope-down statement leaves out requests of the API'],
    },
    {
      name: 'one method of all',
      resources: scoped(method('POST')),
      findings: ['fail Alb: rule PerAddress: its scope-down statement leaves out requests of the API'],
    },
    {
      name: 'a regular expression beside the API',
      resources: scoped(regex('^/static/.*')),
      findings: ['fail Alb: rule PerAddress: its scope-down statement leaves out requests of the API'],
    },
    {
      name: 'the office alone',
      resources: { ...scoped(office), Office: ipSet('192.0.2.0/24') },
      findings: ['fail Alb: rule PerAddress: its scope-down statement leaves out requests of the API'],
    },
    {
      name: 'everybody let in before',
      resources: behind(allow(match('/')), perAddress()),
      findings: [
        'fail Alb: rule PerAddress: rule Trusted, which comes before it, lets in requests of the API',
      ],
    },
    {
      name: 'the API let in before, by a rule group',
      resources: {
        ...grouped([allow(match('/api/'))]),
        Acl: acl([
          {
            Name: 'Own',
            Priority: 1,
            OverrideAction: { None: {} },
            Statement: { RuleGroupReferenceStatement: { Arn: att('Group', 'Arn') } },
          },
          perAddress(),
        ]),
      },
      findings: [
        'fail Alb: rule PerAddress: rule Trusted, which comes before it, lets in requests of the API',
      ],
    },
    {
      name: 'a rule group that is made to count',
      resources: grouped([perAddress()], {}, { OverrideAction: { Count: {} } }),
      findings: [
        'fail Alb: rule PerAddress: its action is to count only, expected Block, Challenge or Captcha',
      ],
    },
    {
      name: 'a rule group whose rule is made to count',
      resources: grouped([perAddress()], {
        RuleActionOverrides: [{ Name: 'PerAddress', ActionToUse: { Count: {} } }],
      }),
      findings: ['fail Alb: rule PerAddress: its action is Count, expected Block, Challenge or Captcha'],
    },
    {
      name: 'a rule group whose rule is left out',
      resources: grouped([perAddress()], { ExcludedRules: [{ Name: 'PerAddress' }] }),
      findings: [
        'fail Alb: rule PerAddress: its action is to count only, expected Block, Challenge or Captcha',
      ],
    },
  ],
  unknown: [
    {
      name: 'a path that may be the API',
      resources: scoped(match('/shop')),
      findings: [
        'unknown Alb: rule PerAddress: whether its scope-down statement leaves out requests of the API is not known (whether the whole API has paths with /shop is not known)',
      ],
    },
    {
      name: 'all but a path that may be the API',
      resources: scoped(not(match('/shop'))),
      findings: [
        'unknown Alb: rule PerAddress: whether its scope-down statement leaves out requests of the API is not known (whether the whole API has paths with /shop is not known)',
      ],
    },
    {
      name: 'a country',
      resources: scoped(not(geo)),
      findings: [
        'unknown Alb: rule PerAddress: whether its scope-down statement leaves out requests of the API is not known (whom its GeoMatchStatement matches is not known)',
      ],
    },
    {
      name: 'a header',
      resources: scoped(match('x', 'EXACTLY', { SingleHeader: { Name: 'x' } })),
      findings: [
        'unknown Alb: rule PerAddress: whether its scope-down statement leaves out requests of the API is not known (which requests match by their SingleHeader is not known)',
      ],
    },
    {
      name: 'a regular expression that is not plain',
      resources: scoped(regex('^/(a|b)+$')),
      findings: [
        'unknown Alb: rule PerAddress: whether its scope-down statement leaves out requests of the API is not known (which requests match by their UriPath is not known)',
      ],
    },
    {
      name: 'an IP set as wide as half of the internet',
      resources: { ...scoped(not(office)), Office: ipSet('0.0.0.0/1') },
      findings: [
        'unknown Alb: rule PerAddress: whether its scope-down statement leaves out requests of the API is not known (whether Office holds the addresses of strangers is not known)',
      ],
    },
    {
      name: 'an IP set that is not known',
      resources: scoped(not({ IPSetReferenceStatement: { Arn: ref('Set') } })),
      parameters: { Set: { Type: 'String' } },
      findings: [
        'unknown Alb: rule PerAddress: whether its scope-down statement leaves out requests of the API is not known (parameter Set of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a text that is not known',
      resources: behind(
        perAddress({
          scope: {
            ByteMatchStatement: {
              SearchString: ref('Path'),
              PositionalConstraint: 'STARTS_WITH',
              FieldToMatch: { UriPath: {} },
              TextTransformations: [],
            },
          },
        }),
      ),
      parameters: { Path: { Type: 'String' } },
      findings: [
        'unknown Alb: rule PerAddress: whether its scope-down statement leaves out requests of the API is not known (which requests match by their UriPath is not known)',
      ],
    },
    {
      name: 'a text that is hashed before',
      resources: scoped({
        ByteMatchStatement: {
          SearchString: '/api',
          PositionalConstraint: 'STARTS_WITH',
          FieldToMatch: { UriPath: {} },
          TextTransformations: [{ Priority: 0, Type: 'MD5' }],
        },
      }),
      findings: [
        'unknown Alb: rule PerAddress: whether its scope-down statement leaves out requests of the API is not known (which requests match by their UriPath is not known)',
      ],
    },
    {
      name: 'a scope that may be there',
      resources: scoped(choose('IsProd', nothing, match('/login'))),
      ...undecided,
      findings: [
        'unknown Alb: rule PerAddress: whether its scope-down statement leaves out requests of the API is not known (parameter Stage of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a country let in before',
      resources: behind(allow(geo), perAddress()),
      findings: [
        'unknown Alb: rule PerAddress: whether rule Trusted, which comes before it, lets in requests of the API is not known (whom its GeoMatchStatement matches is not known)',
      ],
    },
    {
      name: 'an order that is not known',
      resources: behind(allow(match('/'), ref('First')), perAddress()),
      parameters: { First: { Type: 'Number' } },
      findings: [
        'unknown Alb: rule PerAddress: whether rule Trusted, which comes before it, lets in requests of the API is not known (whether Trusted comes before PerAddress is not known)',
      ],
    },
    {
      name: 'a rule group that is not in the templates',
      resources: behind({
        Name: 'Own',
        Priority: 5,
        OverrideAction: { None: {} },
        Statement: { RuleGroupReferenceStatement: { Arn: ref('Group') } },
      }),
      parameters: { Group: { Type: 'String' } },
      findings: [
        'unknown Alb: no rule of Acl limits each address, but its rules are not all in the templates (parameter Group of Stack1 has no default and was given no value); verify them',
      ],
    },
    {
      name: 'a rule group that may be made to count',
      resources: grouped(
        [perAddress()],
        {},
        { OverrideAction: choose('IsProd', { None: {} }, { Count: {} }) },
      ),
      ...undecided,
      findings: [
        'unknown Alb: rule PerAddress: its action is not known (parameter Stage of Stack1 has no default and was given no value), expected Block, Challenge or Captcha',
      ],
    },
  ],
};
