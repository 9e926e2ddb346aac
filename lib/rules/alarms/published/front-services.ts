import type { Publication, Service } from './services';

const elb = 'https://docs.aws.amazon.com/elasticloadbalancing/latest';
const guide = 'https://docs.aws.amazon.com';

const balancerSets = ['LoadBalancer', 'AvailabilityZone,LoadBalancer'];
const targetGroupSets = ['TargetGroup,LoadBalancer', 'TargetGroup,AvailabilityZone,LoadBalancer'];

/** How many targets a group has is known for the group alone. */
const hosts: Publication = {
  metrics: [
    'HealthyHostCount',
    'UnHealthyHostCount',
    'HealthyState*',
    'UnhealthyState*',
    'UnhealthyRouting*',
  ],
  by: targetGroupSets,
};

/** What requests pass through on their way in, and what watches it from outside. */
export const frontServices: Readonly<Record<string, Service>> = {
  'AWS/ApplicationELB': {
    source: `${elb}/application/load-balancer-cloudwatch-metrics.html`,
    complete: true,
    publications: [
      hosts,
      { metrics: ['Lambda*', 'RequestCountPerTarget'], by: ['TargetGroup', 'TargetGroup,LoadBalancer'] },
      {
        metrics: [
          'HTTPCode_Target_*',
          'RequestCount',
          'TargetConnectionErrorCount',
          'TargetResponseTime',
          'TargetTLSNegotiationErrorCount',
          'AnomalousHostCount',
          'MitigatedHostCount',
          'ZonalShiftedHostCount',
        ],
        by: [...balancerSets, ...targetGroupSets],
      },
      { by: balancerSets },
    ],
  },
  'AWS/NetworkELB': {
    source: `${elb}/network/load-balancer-cloudwatch-metrics.html`,
    complete: true,
    publications: [
      hosts,
      {
        by: [...balancerSets, ...targetGroupSets],
      },
    ],
  },
  'AWS/ELB': {
    source: `${elb}/classic/elb-cloudwatch-metrics.html`,
    complete: true,
    publications: [
      {
        by: ['LoadBalancerName', 'AvailabilityZone', 'LoadBalancerName,AvailabilityZone'],
        everywhere: true,
      },
    ],
  },
  'AWS/ApiGateway': {
    source: `${guide}/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html`,
    complete: true,
    publications: [
      {
        by: [
          'ApiName',
          'ApiName,Stage',
          'ApiName,Stage,Resource,Method',
          'ApiId',
          'ApiId,Stage',
          'ApiId,Stage,Resource,Method',
          'ApiId,Stage,Route',
        ],
      },
    ],
  },
  'AWS/AppSync': {
    source: `${guide}/appsync/latest/devguide/monitoring.html`,
    complete: true,
    publications: [
      { by: ['GraphQLAPIId', 'GraphQLAPIId,Resolver', 'GraphQLAPIId,DataSource', 'GraphQLAPIId,Operation'] },
    ],
  },
  'AWS/AppRunner': {
    source: `${guide}/apprunner/latest/dg/monitor-cw.html`,
    complete: false,
    publications: [{ by: ['ServiceName,ServiceID', 'ServiceName,ServiceID,Instance'] }],
  },
  'AWS/CloudFront': {
    source: `${guide}/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html`,
    complete: true,
    region: 'us-east-1',
    publications: [
      {
        metrics: ['Function*'],
        by: ['FunctionName,Region', 'DistributionId,FunctionName,Region'],
      },
      { by: ['DistributionId,Region'] },
    ],
  },
  'AWS/CertificateManager': {
    source: `${guide}/acm/latest/userguide/cloudwatch-metrics.html`,
    complete: true,
    publications: [{ by: ['CertificateArn'] }],
  },
  'AWS/WAFV2': {
    source: `${guide}/waf/latest/developerguide/waf-metrics.html`,
    complete: false,
    publications: [
      { by: ['WebACL,Rule', 'WebACL,Region,Rule', 'WebACL,Rule,RuleGroup', 'WebACL,Region,Rule,RuleGroup'] },
    ],
  },
  'AWS/Route53': {
    source: `${guide}/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html`,
    complete: true,
    region: 'us-east-1',
    publications: [
      { metrics: ['DNSQueries', 'DNSSEC*'], by: ['HostedZoneId'] },
      { by: ['HealthCheckId', 'Region'], everywhere: true },
    ],
  },
  CloudWatchSynthetics: {
    source: `${guide}/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_metrics.html`,
    complete: true,
    publications: [{ by: ['CanaryName', 'CanaryName,StepName'], everywhere: true }],
  },
  'AWS/ApplicationSignals': {
    source: `${guide}/AmazonCloudWatch/latest/monitoring/AppSignals-MetricsCollected.html`,
    complete: false,
    publications: [
      { metrics: ['AttainmentRate', 'BurnRate'], by: ['SloName', 'SloName,BurnRateWindowMinutes'] },
      { by: ['Environment,Service', 'Environment,Service,Operation'] },
    ],
  },
};
