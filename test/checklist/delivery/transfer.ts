import type { ControlCases } from '../../harness/judge';
import { choose, nothing, stageUnknown, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { behavior, disabled, distribution, serverOrigin, site, cdn, api } from './resources';

const httpsExpected = 'expected redirect-to-https or https-only';

export const https: ControlCases = {
  pass: [
    { name: 'a redirect', resources: site() },
    { name: 'HTTPS alone', resources: { Cdn: cdn({ ViewerProtocolPolicy: 'https-only' }) } },
    {
      name: 'branches that both refuse plain HTTP',
      resources: { Cdn: cdn({ ViewerProtocolPolicy: choose('IsProd', 'https-only', 'redirect-to-https') }) },
      ...undecided,
    },
    {
      name: 'plain HTTP on a behaviour that serves no assets',
      resources: {
        Cdn: cdn(
          { CachePolicyId: disabled, ViewerProtocolPolicy: 'allow-all' },
          { CacheBehaviors: [behavior({ PathPattern: '/static/*' })] },
        ),
      },
    },
  ],
  fail: [
    {
      name: 'plain HTTP',
      resources: { Cdn: cdn({ ViewerProtocolPolicy: 'allow-all' }) },
      findings: [`fail Cdn: ViewerProtocolPolicy of the default behaviour is allow-all, ${httpsExpected}`],
    },
    {
      name: 'plain HTTP on one path',
      resources: {
        Cdn: cdn(
          {},
          { CacheBehaviors: [behavior({ PathPattern: '*.js', ViewerProtocolPolicy: 'allow-all' })] },
        ),
      },
      findings: [`fail Cdn: ViewerProtocolPolicy of the *.js behaviour is allow-all, ${httpsExpected}`],
    },
  ],
  unknown: [
    {
      name: 'a policy that a parameter gives',
      resources: { Cdn: cdn({ ViewerProtocolPolicy: ref('Viewer') }) },
      parameters: { Viewer: { Type: 'String' } },
      findings: [
        'unknown Cdn: ViewerProtocolPolicy of the default behaviour is not known ' +
          `(parameter Viewer of Stack1 has no default and was given no value), ${httpsExpected}`,
      ],
    },
    {
      name: 'plain HTTP on a behaviour that may not be there',
      resources: {
        Cdn: cdn(
          {},
          {
            CacheBehaviors: [
              choose(
                'IsProd',
                nothing,
                behavior({ PathPattern: '/old/*', ViewerProtocolPolicy: 'allow-all' }),
              ),
            ],
          },
        ),
      },
      ...undecided,
      findings: [
        `unknown Cdn: ${stageUnknown}: ViewerProtocolPolicy of the /old/* behaviour is allow-all, ${httpsExpected}`,
      ],
    },
    {
      name: 'plain HTTP on a distribution that may not exist',
      resources: { Cdn: cdn({ ViewerProtocolPolicy: 'allow-all' }, {}, 'IsProd') },
      ...undecided,
      findings: [
        `unknown Cdn: ${stageUnknown}: ViewerProtocolPolicy of the default behaviour is allow-all, ${httpsExpected}`,
      ],
    },
  ],
  notApplicable: [
    {
      name: 'Amplify Hosting, which redirects by itself',
      resources: { Site: resource('Amplify::App') },
      findings: ['notApplicable Stack1: it does not arise for the content delivery network of this workload'],
    },
    {
      name: 'a distribution without asset behaviours',
      resources: { Api: api },
      findings: ['notApplicable Stack1: it does not arise for the content delivery network of this workload'],
    },
    {
      name: 'nothing that delivers',
      resources: {},
      findings: ['notApplicable Stack1: no content delivery network to judge'],
    },
  ],
};

export const compressed: ControlCases = {
  pass: [
    { name: 'Compress on', resources: site() },
    { name: 'Compress as text', resources: { Cdn: cdn({ Compress: 'true' }) } },
    {
      name: 'a server as origin',
      resources: {
        Cdn: distribution({
          Origins: [serverOrigin],
          DefaultCacheBehavior: behavior({ TargetOriginId: 'servers' }),
        }),
      },
    },
  ],
  fail: [
    {
      name: 'Compress off',
      resources: { Cdn: cdn({ Compress: false }) },
      findings: ['fail Cdn: Compress of the default behaviour is false, expected true'],
    },
    {
      name: 'nothing said',
      resources: { Cdn: cdn({ Compress: nothing }) },
      findings: ['fail Cdn: Compress of the default behaviour is false, expected true'],
    },
  ],
  unknown: [
    {
      name: 'a condition that is not decided',
      resources: { Cdn: cdn({ Compress: choose('IsProd', true, false) }) },
      ...undecided,
      findings: [
        `unknown Cdn: Compress of the default behaviour is not known (${stageUnknown}), expected true`,
      ],
    },
  ],
  notApplicable: [
    {
      name: 'Amplify Hosting',
      resources: { Site: resource('Amplify::App', { Repository: att('Repo', 'CloneUrlHttp') }) },
      findings: ['notApplicable Stack1: it does not arise for the content delivery network of this workload'],
    },
  ],
};
