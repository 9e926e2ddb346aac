import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { balancer, listener, ref, resource, undecided, viewer } from './resources';

const policy = (name?: Json): JsonObject => ({
  Alb: balancer(),
  Listener: listener({ Protocol: 'HTTPS', ...(name === undefined ? {} : { SslPolicy: name }) }),
});
const minimum = (version?: Json): JsonObject =>
  viewer({
    AcmCertificateArn: ref('Cert'),
    ...(version === undefined ? {} : { MinimumProtocolVersion: version }),
  });

/** Versions of TLS that entries speak. */
export const tlsVersion: ControlCases = {
  pass: [
    { name: 'TLS 1.3', resources: policy('ELBSecurityPolicy-TLS13-1-3-2021-06') },
    { name: 'TLS 1.2 and 1.3', resources: policy('ELBSecurityPolicy-TLS13-1-2-Res-2021-06') },
    { name: 'TLS 1.2', resources: policy('ELBSecurityPolicy-TLS-1-2-2017-01') },
    { name: 'TLS 1.2 with forward secrecy', resources: policy('ELBSecurityPolicy-FS-1-2-Res-2020-10') },
    { name: 'TLS 1.2 of a distribution', resources: minimum('TLSv1.2_2021') },
    { name: 'TLS 1.3 of a distribution', resources: minimum('TLSv1.3_2025') },
  ],
  fail: [
    {
      name: 'the default policy',
      resources: policy(),
      findings: [
        'fail Alb: Listener: SslPolicy is not set and so ELBSecurityPolicy-2016-08, expected a policy of TLS 1.2 or later such as ELBSecurityPolicy-TLS13-1-2-2021-06',
      ],
    },
    {
      name: 'TLS 1.0',
      resources: policy('ELBSecurityPolicy-TLS13-1-0-2021-06'),
      findings: [
        'fail Alb: Listener: SslPolicy is ELBSecurityPolicy-TLS13-1-0-2021-06, expected a policy of TLS 1.2 or later such as ELBSecurityPolicy-TLS13-1-2-2021-06',
      ],
    },
    {
      name: 'TLS 1.1',
      resources: policy('ELBSecurityPolicy-TLS-1-1-2017-01'),
      findings: [
        'fail Alb: Listener: SslPolicy is ELBSecurityPolicy-TLS-1-1-2017-01, expected a policy of TLS 1.2 or later such as ELBSecurityPolicy-TLS13-1-2-2021-06',
      ],
    },
    {
      name: 'the default version of a distribution',
      resources: minimum(),
      findings: [
        'fail Cdn: DistributionConfig.ViewerCertificate.MinimumProtocolVersion is not set and so TLSv1, expected TLSv1.2_2021 or later',
      ],
    },
    {
      name: 'TLS 1.1 of a distribution',
      resources: minimum('TLSv1.1_2016'),
      findings: [
        'fail Cdn: DistributionConfig.ViewerCertificate.MinimumProtocolVersion is TLSv1.1_2016, expected TLSv1.2_2021 or later',
      ],
    },
  ],
  unknown: [
    {
      name: 'a policy that is a parameter',
      resources: policy(ref('Choice')),
      ...undecided,
      findings: [
        'unknown Alb: Listener: SslPolicy is not known (parameter Choice of Stack1 has no default and was given no value), expected a policy of TLS 1.2 or later such as ELBSecurityPolicy-TLS13-1-2-2021-06',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a listener that does not encrypt',
      resources: { Alb: balancer(), Listener: listener({ Protocol: 'HTTP' }) },
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
    {
      name: 'a distribution under its own name',
      resources: viewer({ CloudFrontDefaultCertificate: true }),
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
    {
      name: 'an API',
      resources: { Api: resource('ApiGateway::RestApi') },
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
  ],
};
