import { ImageTagMutabilityExclusionFilter, TagMutability } from 'aws-cdk-lib/aws-ecr';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, stageUnknown, sub, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { asset, built, digest, ecr, repository, task } from './images';

const shop = sub('${Shop.RepositoryUri}:1.4.2');
const fixed = repository({ ImageTagMutability: 'IMMUTABLE' });
const last = 'which is whatever was pushed last, expected a tag of its own or a digest';
const expected = 'expected IMMUTABLE';

const except = (...tags: string[]) => ({
  ImageTagMutabilityExclusionFilters: tags.map((tag) => ({
    ImageTagMutabilityExclusionFilterType: 'WILDCARD',
    ImageTagMutabilityExclusionFilterValue: tag,
  })),
});

export const immutable: ControlCases = {
  pass: [
    { name: 'the CDK', app: built({ imageTagMutability: TagMutability.IMMUTABLE }) },
    {
      name: 'the CDK, with exceptions for other tags',
      app: built({
        imageTagMutability: TagMutability.IMMUTABLE_WITH_EXCLUSION,
        imageTagMutabilityExclusionFilters: [ImageTagMutabilityExclusionFilter.wildcard('dev-*')],
      }),
    },
    {
      name: 'tags that move, but for those like this one',
      resources: {
        Task: task(shop),
        Shop: repository({ ImageTagMutability: 'MUTABLE_WITH_EXCLUSION', ...except('dev-*', '1.*') }),
      },
    },
    { name: 'a digest', resources: { Task: task(ecr(`shop/api@${digest}`)) } },
    { name: 'a tag and a digest of a public image', resources: { Task: task(`nginx:1.29@${digest}`) } },
    {
      name: 'a digest that a parameter gives',
      resources: { Task: task(sub('nginx@${Digest}')) },
      parameters: { Digest: { Type: 'String' } },
    },
    { name: 'an asset of the CDK', resources: { Task: task(asset) } },
    {
      name: 'a tag that a parameter gives',
      resources: { Task: task(sub('${Shop.RepositoryUri}:${Tag}')), Shop: fixed },
      parameters: { Tag: { Type: 'String' } },
    },
  ],
  fail: [
    {
      name: 'nothing said',
      resources: { Task: task(shop), Shop: repository() },
      findings: [`fail Task: ImageTagMutability of Shop is not set and so MUTABLE, ${expected}`],
    },
    {
      name: 'tags that move',
      resources: { Task: task(shop), Shop: repository({ ImageTagMutability: 'MUTABLE' }) },
      findings: [`fail Task: ImageTagMutability of Shop is MUTABLE, ${expected}`],
    },
    {
      name: 'an exception for this tag',
      resources: {
        Task: task(shop),
        Shop: repository({ ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION', ...except('1.*') }),
      },
      findings: [
        `fail Task: ImageTagMutability of Shop is IMMUTABLE_WITH_EXCLUSION, and 1.4.2 is excluded, ${expected}`,
      ],
    },
    {
      name: 'tags that move, but for others than this one',
      resources: {
        Task: task(shop),
        Shop: repository({ ImageTagMutability: 'MUTABLE_WITH_EXCLUSION', ...except('v*') }),
      },
      findings: [`fail Task: ImageTagMutability of Shop is MUTABLE_WITH_EXCLUSION, ${expected}`],
    },
    {
      name: 'the latest image',
      resources: { Task: task(sub('${Shop.RepositoryUri}:latest')), Shop: fixed },
      findings: [`fail Task: Task runs \${Shop.RepositoryUri}:latest, ${last}`],
    },
    {
      name: 'no tag',
      resources: { Task: task(sub('${Shop.RepositoryUri}'), 'registry.example.com:5000/shop'), Shop: fixed },
      findings: [
        `fail Task: Task runs \${Shop.RepositoryUri}, ${last}; Task runs registry.example.com:5000/shop, ${last}`,
      ],
    },
  ],
  unknown: [
    {
      name: 'a repository that somebody else made',
      resources: { Task: task(ecr('shop/api:1')) },
      findings: [
        `unknown Task: Task runs ${ecr('shop/api:1')}; verify that nobody can move this tag, or name the digest`,
      ],
    },
    {
      name: 'an image that a parameter names',
      resources: { Task: task(ref('Image')) },
      parameters: { Image: { Type: 'String' } },
      findings: [
        'unknown Task: Task runs ${Stack1.Image}; verify that nobody can move this tag, or name the digest',
      ],
    },
    {
      name: 'a setting for each stage',
      resources: {
        Task: task(shop),
        Shop: repository({ ImageTagMutability: choose('IsProd', 'IMMUTABLE', 'MUTABLE') }),
      },
      ...undecided,
      findings: [`unknown Task: ${stageUnknown}: ImageTagMutability of Shop is MUTABLE, ${expected}`],
    },
    {
      name: 'a repository of the same name that may not be there',
      resources: {
        Task: task(ecr('shop/api:1')),
        Shop: repository({ RepositoryName: 'shop/api' }, 'IsProd'),
      },
      ...undecided,
      findings: [
        `unknown Task: ${stageUnknown}: ImageTagMutability of Shop is not set and so MUTABLE, ${expected}`,
      ],
    },
    {
      name: 'a tag that may be an exception',
      resources: {
        Task: task(sub('${Shop.RepositoryUri}:${Tag}')),
        Shop: repository({ ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION', ...except('dev-*') }),
      },
      parameters: { Tag: { Type: 'String' } },
      findings: [`unknown Task: ImageTagMutability of Shop is not known (the tag is not known), ${expected}`],
    },
    {
      name: 'a setting that a parameter gives',
      resources: { Task: task(shop), Shop: repository({ ImageTagMutability: ref('Tags') }) },
      parameters: { Tags: { Type: 'String' } },
      findings: [`unknown Task: ImageTagMutability of Shop is not known (${notGiven('Tags')}), ${expected}`],
    },
  ],
  notApplicable: [
    {
      name: 'a cluster of Kubernetes',
      resources: { Cluster: resource('EKS::Cluster') },
      findings: ['notApplicable Stack1: it does not arise for the container image of this workload'],
    },
  ],
};
