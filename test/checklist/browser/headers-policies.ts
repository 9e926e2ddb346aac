import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, exported, imported, notGiven, nothing, off, stageUnknown, undecided } from '../expressions';
import { behavior, bucketOrigin, disabled, distribution, serverOrigin } from '../delivery/resources';
import { ref, resource } from '../serving/resources';
import { api, cors, everyOrigin, site, use } from './sites';

const toDefault = 'Cors is attached to the default behaviour of Cdn';
const missed = `${toDefault}, which serves assets, and not to /api/*, which serves more`;

const alone = (settings: JsonObject = {}): JsonObject => ({ Cors: cors(settings) });
const reads = { AccessControlAllowMethods: { Items: ['GET', 'HEAD', 'OPTIONS'] } };

/** Where response headers policies with CORS rules are used. */
export const attached: ControlCases = {
  pass: [
    { name: 'the behaviour of the API', resources: site(nothing, use, alone()) },
    { name: 'both behaviours', resources: site(use, use, alone()) },
    {
      name: 'assets for every origin, beside an API that answers itself',
      resources: site(use, nothing, alone(everyOrigin)),
    },
    {
      name: 'assets alone',
      resources: {
        ...site(use, nothing, alone()),
        Cdn: distribution({ DefaultCacheBehavior: behavior({ ResponseHeadersPolicyId: use }) }),
      },
    },
    {
      name: 'a policy for each of two behaviours',
      resources: site(use, ref('ForApi'), { Cors: cors(), ForApi: cors() }),
    },
    {
      name: 'a server that is cached',
      resources: {
        ...alone(),
        Cdn: distribution({
          Origins: [serverOrigin],
          DefaultCacheBehavior: behavior({ TargetOriginId: 'servers', ResponseHeadersPolicyId: use }),
        }),
        Balancer: resource('SNS::Topic'),
      },
    },
    {
      name: 'a policy that another stack imports',
      stacks: [
        { id: 'Policies', template: { Resources: alone(), Outputs: { Cors: exported('Cors', use) } } },
        { id: 'Site', template: { Resources: site(nothing, imported('Cors')) } },
      ],
    },
  ],
  fail: [
    {
      name: 'no behaviour',
      resources: site(nothing, nothing, alone()),
      findings: ['fail Cors: Cors is attached to no behaviour, expected the one that serves the API'],
    },
    {
      name: 'the behaviour of assets alone',
      resources: site(use, nothing, alone()),
      findings: [`fail Cors: ${missed}, expected it there`],
    },
    {
      name: 'the behaviour of assets alone, with credentials',
      resources: site(use, nothing, alone({ ...reads, AccessControlAllowCredentials: true })),
      findings: [`fail Cors: ${missed}, expected it there`],
    },
    {
      name: 'a distribution that is switched off',
      resources: {
        ...alone(),
        Cdn: distribution({
          Enabled: false,
          DefaultCacheBehavior: behavior({ ResponseHeadersPolicyId: use }),
        }),
        Balancer: resource('SNS::Topic'),
        Assets: resource('S3::Bucket'),
      },
      findings: ['fail Cors: Cors is attached to no behaviour, expected the one that serves the API'],
    },
  ],
  unknown: [
    {
      name: 'the behaviour of assets alone, for reading by one origin',
      resources: site(use, nothing, alone(reads)),
      findings: [`unknown Cors: ${missed}; verify that it belongs where it is`],
    },
    {
      name: 'a behaviour in one stage alone',
      resources: site(nothing, choose('IsProd', use, nothing), alone()),
      ...undecided,
      findings: [`unknown Cors: ${stageUnknown}: Cors is attached to the /api/* behaviour of Cdn`],
    },
    {
      name: 'a distribution in one stage alone',
      resources: {
        ...site(use, nothing, alone()),
        Cdn: {
          ...distribution({ DefaultCacheBehavior: behavior({ ResponseHeadersPolicyId: use }) }),
          Condition: 'IsProd',
        },
      },
      ...undecided,
      findings: [`unknown Cors: ${stageUnknown}: ${toDefault}`],
    },
    {
      name: 'assets beside an API that may not be there',
      resources: {
        ...site(use, nothing, alone()),
        Cdn: distribution({
          Origins: [bucketOrigin(), serverOrigin],
          DefaultCacheBehavior: behavior({ ResponseHeadersPolicyId: use }),
          CacheBehaviors: choose('IsProd', [api(nothing)], nothing),
        }),
      },
      ...undecided,
      findings: [`unknown Cors: ${stageUnknown}: ${missed}, expected it there`],
    },
    {
      name: 'assets in one stage, of a policy that the API lacks',
      resources: {
        ...site(use, nothing, alone()),
        Cdn: distribution({
          Origins: [bucketOrigin(), serverOrigin],
          DefaultCacheBehavior: behavior({
            TargetOriginId: choose('IsProd', 'assets', 'servers'),
            CachePolicyId: disabled,
            ResponseHeadersPolicyId: use,
          }),
          CacheBehaviors: [api(nothing)],
        }),
      },
      ...undecided,
      findings: [`unknown Cors: ${stageUnknown}: ${missed}, expected it there`],
    },
    {
      name: 'a policy that a parameter names',
      resources: site(nothing, ref('Policy'), alone()),
      parameters: { Policy: { Type: 'String' } },
      findings: [
        `unknown Cors: whether Cors is attached to a behaviour is not known (${notGiven('Policy')})`,
      ],
    },
    {
      name: 'a policy that is exported',
      stacks: [
        { id: 'Policies', template: { Resources: alone(), Outputs: { Cors: exported('Cors', use) } } },
      ],
      findings: [
        'unknown Cors: whether Cors is attached to a behaviour is not known (another stack may import it)',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no policy, or one that is switched off',
      resources: { Cors: cors({}, 'IsProd') },
      ...off,
      findings: ['notApplicable Stack1: no response headers policy with CORS rules to judge'],
    },
  ],
};

const path = 'ResponseHeadersPolicyConfig.CorsConfig.OriginOverride';

export const overrides: ControlCases = {
  pass: [{ name: 'replaced', resources: alone() }],
  fail: [
    {
      name: 'left as they are',
      resources: alone({ OriginOverride: false }),
      findings: [`fail Cors: ${path} is false, expected true`],
    },
  ],
  unknown: [
    {
      name: 'a parameter that decides',
      resources: alone({ OriginOverride: ref('Override') }),
      parameters: { Override: { Type: 'String' } },
      findings: [`unknown Cors: ${path} is not known (${notGiven('Override')}), expected true`],
    },
  ],
};
