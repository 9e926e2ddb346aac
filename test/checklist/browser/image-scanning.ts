import { Repository } from 'aws-cdk-lib/aws-ecr';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, nothing, off, stageUnknown, sub, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { asset, built, ecr, onPush, repository, task } from './images';

const verify = 'verify that it is scanned for vulnerabilities';
const scanOnPush = 'ImageScanningConfiguration.ScanOnPush';

const shop = sub('${Shop.RepositoryUri}:1.4.2');

/** A registry whose rule scans what a filter names. */
const registry = (filter: Json, frequency = 'SCAN_ON_PUSH', condition?: string): JsonObject => ({
  Registry: resource(
    'ECR::RegistryScanningConfiguration',
    {
      ScanType: 'BASIC',
      Rules: [{ ScanFrequency: frequency, RepositoryFilters: [{ Filter: filter, FilterType: 'WILDCARD' }] }],
    },
    condition,
  ),
});

const fails = [`fail Task: ${scanOnPush} is not set and so false, expected true`];

export const scanned: ControlCases = {
  pass: [
    { name: 'the CDK, across stacks', app: built({ imageScanOnPush: true }) },
    {
      name: 'a repository that the CDK finds by name',
      app: built({ imageScanOnPush: true, repositoryName: 'shop/api' }, '1', (stack) =>
        Repository.fromRepositoryName(stack, 'Found', 'shop/api'),
      ),
    },
    { name: 'two images', resources: { Task: task(shop, shop), Shop: repository(onPush) } },
    {
      name: 'functions, and services that App Runner and ECS make',
      resources: {
        Shop: repository(onPush),
        Fn: resource('Lambda::Function', { PackageType: 'Image', Code: { ImageUri: shop } }),
        Sam: resource('Serverless::Function', { ImageUri: shop }),
        Runner: resource('AppRunner::Service', {
          SourceConfiguration: { ImageRepository: { ImageIdentifier: shop } },
        }),
        Express: resource('ECS::ExpressGatewayService', { PrimaryContainer: { Image: shop } }),
        Job: resource('Batch::JobDefinition', { ContainerProperties: { Image: shop } }),
      },
    },
    {
      name: 'a registry that scans everything',
      resources: { Task: task(shop), Shop: repository(), ...registry('*') },
    },
    {
      name: 'a registry that scans what begins like the repository',
      resources: {
        Task: task(shop),
        Shop: repository({ RepositoryName: 'shop/api' }),
        ...registry('shop/*', 'CONTINUOUS_SCAN'),
      },
    },
    {
      name: 'a registry that scans what contains a word',
      resources: { Task: task(ecr('team/shop/api:1')), ...registry('shop') },
    },
    {
      name: 'an asset of the CDK where the registry scans everything',
      resources: { Task: task(asset), ...registry('*') },
    },
    {
      name: 'a repository that nothing runs is not asked',
      resources: { Task: task(shop), Shop: repository(onPush), Tools: repository() },
    },
    {
      name: 'an image for each stage',
      resources: {
        Task: task(choose('IsProd', shop, sub('${Shop.RepositoryUri}:next'))),
        Shop: repository(onPush),
      },
      ...undecided,
    },
    {
      name: 'another image under a condition that is off by default',
      resources: { Task: task(choose('IsProd', 'nginx', shop)), Shop: repository(onPush) },
      ...off,
    },
  ],
  fail: [
    { name: 'nothing said', resources: { Task: task(shop), Shop: repository() }, findings: fails },
    {
      name: 'switched off',
      app: built({ imageScanOnPush: false }),
      findings: [`fail Task79114B6B: ${scanOnPush} is false, expected true`],
    },
    {
      name: 'a sidecar from a repository that does not scan',
      resources: {
        Task: task(shop, sub('${Proxy.RepositoryUri}:2')),
        Shop: repository(onPush),
        Proxy: repository(),
      },
      findings: fails,
    },
    {
      name: 'a registry that scans other repositories',
      resources: {
        Task: task(shop),
        Shop: repository({ RepositoryName: 'shop/api' }),
        ...registry('prod-*'),
      },
      findings: fails,
    },
    {
      name: 'a registry that scans when somebody asks',
      resources: { Task: task(shop), Shop: repository(), ...registry('*', 'MANUAL') },
      findings: fails,
    },
    {
      name: 'a registry under a condition that is off by default',
      resources: { Task: task(shop), Shop: repository(), ...registry('*', 'SCAN_ON_PUSH', 'IsProd') },
      ...off,
      findings: fails,
    },
    {
      name: 'a registry of another region',
      stacks: [
        {
          id: 'Shop',
          region: 'eu-west-1',
          account: '111111111111',
          template: { Resources: { Task: task(shop), Shop: repository() } },
        },
        {
          id: 'Registry',
          region: 'us-east-1',
          account: '111111111111',
          template: { Resources: registry('*') },
        },
      ],
      findings: fails,
    },
    {
      name: 'a repository named by hand',
      resources: { Task: task(ecr('shop/api:1')), Shop: repository({ RepositoryName: 'shop/api' }) },
      findings: fails,
    },
  ],
  unknown: [
    {
      name: 'an asset of the CDK',
      resources: { Task: task(asset) },
      findings: [
        `unknown Task: Task runs ${asset}, and the repository of CDK assets scans nothing by itself; ${verify}`,
      ],
    },
    {
      name: 'a repository that somebody else made',
      resources: { Task: task(ecr('shop/api:1')) },
      findings: [
        `unknown Task: Task runs ${ecr('shop/api:1')}, whose repository the templates do not make; ${verify}`,
      ],
    },
    {
      name: 'a repository of the same name that may not be there',
      resources: {
        Task: task(ecr('shop/api:1')),
        Shop: repository({ RepositoryName: 'shop/api' }, 'IsProd'),
      },
      ...undecided,
      findings: [
        `unknown Task: ${stageUnknown}: ImageScanningConfiguration.ScanOnPush is not set and so false, expected true`,
      ],
    },
    {
      name: 'a repository of the same name in another region',
      stacks: [
        {
          region: 'us-east-1',
          template: {
            Resources: { Task: task(ecr('shop/api:1')), Shop: repository({ RepositoryName: 'shop/api' }) },
          },
        },
      ],
      findings: [
        `unknown Task: Task runs ${ecr('shop/api:1')}, whose repository the templates do not make; ${verify}`,
      ],
    },
    {
      name: 'a public registry',
      resources: { Task: task('public.ecr.aws/nginx/nginx:1.29') },
      findings: [
        `unknown Task: Task runs public.ecr.aws/nginx/nginx:1.29 from a registry that is not Amazon ECR; ${verify}`,
      ],
    },
    {
      name: 'an image that a parameter names',
      resources: { Task: task(ref('Image')) },
      parameters: { Image: { Type: 'String' } },
      findings: [`unknown Task: Task runs \${Stack1.Image} (${notGiven('Image')}); ${verify}`],
    },
    {
      name: 'a registry whose filter may name the repository',
      resources: { Task: task(shop), Shop: repository(), ...registry('shop-*') },
      findings: [
        'unknown Task: whether Registry scans every repository is not known ' +
          '(CloudFormation names the repository at deployment)',
      ],
    },
    {
      name: 'a setting that a parameter decides',
      resources: {
        Task: task(shop),
        Shop: repository({ ImageScanningConfiguration: { ScanOnPush: ref('Scan') } }),
      },
      parameters: { Scan: { Type: 'String' } },
      findings: [`unknown Task: ${scanOnPush} is not known (${notGiven('Scan')}), expected true`],
    },
    {
      name: 'a container in one stage alone',
      resources: {
        Task: resource('ECS::TaskDefinition', {
          ContainerDefinitions: [
            { Image: shop },
            choose('IsProd', { Image: sub('${Proxy.RepositoryUri}:2') }, nothing),
          ],
        }),
        Shop: repository(onPush),
        Proxy: repository(),
      },
      ...undecided,
      findings: [`unknown Task: ${stageUnknown}: ${scanOnPush} is not set and so false, expected true`],
    },
    {
      name: 'a cluster of Kubernetes',
      resources: { Cluster: resource('EKS::Cluster') },
      findings: [
        'unknown Cluster: pods of Cluster name their images elsewhere; verify that they are scanned for vulnerabilities',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'functions without images',
      resources: {
        Fn: resource('Lambda::Function', { Code: { S3Bucket: 'code', S3Key: att('Key', 'Name') } }),
      },
      findings: ['notApplicable Stack1: no container image to judge'],
    },
  ],
};
