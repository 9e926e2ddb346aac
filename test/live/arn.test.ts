import { targetOfArn, whyNoTarget } from '../../lib/live/arn';

const known: readonly (readonly [arn: string, type: string, id: string, region?: string])[] = [
  ['arn:aws:acm:eu-west-1:111111111111:certificate/12-ab', 'AWS::CertificateManager::Certificate', 'ARN'],
  [
    'arn:aws:apigateway:eu-west-1:111111111111:/restapis/a1b2/stages/prod',
    'AWS::ApiGateway::RestApi',
    'a1b2',
  ],
  ['arn:aws:apigateway:eu-west-1:111111111111:/restapis/a1b2', 'AWS::ApiGateway::RestApi', 'a1b2'],
  ['arn:aws:apigateway:eu-west-1:111111111111:/apis/a1b2', 'AWS::ApiGatewayV2::Api', 'a1b2'],
  ['arn:aws:appsync:eu-west-1:111111111111:apis/abc', 'AWS::AppSync::GraphQLApi', 'ARN'],
  [
    'arn:aws:autoscaling:eu-west-1:111111111111:autoScalingGroup:1f-2e:autoScalingGroupName/web/blue',
    'AWS::AutoScaling::AutoScalingGroup',
    'web/blue',
  ],
  ['arn:aws:backup:eu-west-1:111111111111:backup-plan:1f-2e', 'AWS::Backup::BackupPlan', '1f-2e'],
  ['arn:aws:backup:eu-west-1:111111111111:backup-vault:shop', 'AWS::Backup::BackupVault', 'shop'],
  [
    'arn:aws:backup:eu-west-1:111111111111:restore-testing-plan:weekly_db-3f8e1c52-9a0b-4c6d-8e7f-0a1b2c3d4e5f',
    'AWS::Backup::RestoreTestingPlan',
    'weekly_db',
  ],
  ['arn:aws:cloudfront::111111111111:distribution/E1', 'AWS::CloudFront::Distribution', 'E1', 'us-east-1'],
  ['arn:aws:cloudtrail:eu-west-1:111111111111:trail/all', 'AWS::CloudTrail::Trail', 'all'],
  [
    'arn:aws:cloudwatch:eu-west-1:111111111111:alarm:shop: errors/web',
    'AWS::CloudWatch::Alarm',
    'shop: errors/web',
  ],
  ['arn:aws:cloudwatch::111111111111:dashboard/shop', 'AWS::CloudWatch::Dashboard', 'shop', 'us-east-1'],
  ['arn:aws:dynamodb:eu-west-1:111111111111:table/orders', 'AWS::DynamoDB::Table', 'orders'],
  ['arn:aws:dsql:eu-west-1:111111111111:cluster/abc', 'AWS::DSQL::Cluster', 'abc'],
  ['arn:aws:elasticfilesystem:eu-west-1:111111111111:file-system/fs-1', 'AWS::EFS::FileSystem', 'fs-1'],
  ['arn:aws:eks:eu-west-1:111111111111:cluster/shop', 'AWS::EKS::Cluster', 'shop'],
  ['arn:aws:ecs:eu-west-1:111111111111:service/shop/web', 'AWS::ECS::Service', 'ARN'],
  ['arn:aws:ecs:eu-west-1:111111111111:service/web', 'AWS::ECS::Service', 'ARN'],
  ['arn:aws:elasticache:eu-west-1:111111111111:cluster:shop', 'AWS::ElastiCache::CacheCluster', 'shop'],
  [
    'arn:aws:elasticache:eu-west-1:111111111111:replicationgroup:shop',
    'AWS::ElastiCache::ReplicationGroup',
    'shop',
  ],
  [
    'arn:aws:elasticache:eu-west-1:111111111111:serverlesscache:shop',
    'AWS::ElastiCache::ServerlessCache',
    'shop',
  ],
  [
    'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/web',
    'AWS::ElasticLoadBalancing::LoadBalancer',
    'web',
  ],
  [
    'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/50dc6c495c0c9188',
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    'ARN',
  ],
  [
    'arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener/net/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
    'AWS::ElasticLoadBalancingV2::Listener',
    'ARN',
  ],
  [
    'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/blue/73e2d6bc24d8a067',
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    'ARN',
  ],
  ['arn:aws:guardduty:eu-west-1:111111111111:detector/12abc', 'AWS::GuardDuty::Detector', '12abc'],
  ['arn:aws:lambda:eu-west-1:111111111111:function:web:live', 'AWS::Lambda::Function', 'web'],
  ['arn:aws:rds:eu-west-1:111111111111:cluster:shop', 'AWS::RDS::DBCluster', 'shop'],
  ['arn:aws-cn:rds:cn-north-1:111111111111:db:shop', 'AWS::RDS::DBInstance', 'shop', 'cn-north-1'],
  ['arn:aws:rds::111111111111:global-cluster:shop', 'AWS::RDS::GlobalCluster', 'shop', 'us-east-1'],
  ['arn:aws:sns:eu-west-1:111111111111:alerts', 'AWS::SNS::Topic', 'ARN'],
  ['arn:aws:sns:eu-west-1:111111111111:alerts.fifo', 'AWS::SNS::Topic', 'ARN'],
  ['arn:aws:states:eu-west-1:111111111111:stateMachine:orders', 'AWS::StepFunctions::StateMachine', 'ARN'],
  ['arn:aws:synthetics:eu-west-1:111111111111:canary:home', 'AWS::Synthetics::Canary', 'home'],
  [
    'arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/shop/3f-8e',
    'AWS::WAFv2::WebACL',
    'shop|3f-8e|REGIONAL',
  ],
  [
    'arn:aws:wafv2:us-east-1:111111111111:global/webacl/shop/3f-8e',
    'AWS::WAFv2::WebACL',
    'shop|3f-8e|CLOUDFRONT',
    'us-east-1',
  ],
];

for (const [arn, type, id, region = 'eu-west-1'] of known) {
  test(`${arn} is ${type} ${id}`, () => {
    expect(targetOfArn(arn)).toEqual({ type, id: id === 'ARN' ? arn : id, account: '111111111111', region });
    expect(whyNoTarget(arn)).toBeUndefined();
  });
}

const noArn = 'is no ARN, expected one such as arn:aws:rds:eu-west-1:111111111111:cluster:shop';
const noAccount = 'names no account, expected its 12 digits behind the fourth colon';
const noRegion = 'names no region, expected one such as eu-west-1 behind the third colon';
const nothing =
  /^names nothing that verify asks about, expected the ARN of AWS::ApiGateway::RestApi, .* or AWS::WAFv2::WebACL$/;

test.each([
  ['shop', noArn],
  ['arn:aws:rds', noArn],
  ['arn:aws:rds:eu-west-1:111111111111:', noArn],
  ['arn:azure:rds:eu-west-1:111111111111:db:shop', noArn],
  ['arn:aws:rds:eu-west-1::db:shop', noAccount],
  ['arn:aws:rds:eu-west-1:1111:db:shop', noAccount],
  ['arn:aws:apigateway:eu-west-1::/restapis/a1b2', noAccount],
  ['arn:aws:rds::111111111111:db:shop', noRegion],
  ['arn:aws:rds:ireland:111111111111:db:shop', noRegion],
  ['arn:aws-iso:cloudfront::111111111111:distribution/E1', noRegion],
  ['arn:aws:rds:eu-west-1:111111111111:cluster:', nothing],
  ['arn:aws:rds:eu-west-1:111111111111:snapshot:shop', nothing],
  ['arn:aws:sns:eu-west-1:111111111111:alerts:3f-8e', nothing],
  ['arn:aws:s3:::uploads', nothing],
] as readonly (readonly [string, string | RegExp])[])('%s %s', (arn, why) => {
  expect(() => targetOfArn(arn)).toThrow(`${arn} ${whyNoTarget(arn)}`);
  expect(whyNoTarget(arn)).toMatch(why);
});
