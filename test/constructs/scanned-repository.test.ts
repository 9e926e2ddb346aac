import { Template } from 'aws-cdk-lib/assertions';
import { FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ScannedRepository, type ScannedRepositoryProps } from '../../constructs';
import { ShopStack, templateOf } from './fixture';
import { passes, verdicts } from './verdicts';

const repository = (stack: ShopStack, props: ScannedRepositoryProps = {}) =>
  new ScannedRepository(stack, 'Images', props);

const lastImages = (count: number) =>
  JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: count },
        action: { type: 'expire' },
      },
    ],
  });

test('scans what is pushed, never moves a tag, and stays when its stack goes', () => {
  const stack = new ShopStack();
  const image = repository(stack).image('1.4.2');
  new FargateTaskDefinition(stack, 'Task').addContainer('Api', { image });
  expect(verdicts(stack, ScannedRepository.CONTROLS)).toEqual(passes(ScannedRepository.CONTROLS));
  Template.fromStack(stack).hasResource('AWS::ECR::Repository', {
    DeletionPolicy: 'Retain',
    Properties: {
      ImageScanningConfiguration: { ScanOnPush: true },
      ImageTagMutability: 'IMMUTABLE',
      LifecyclePolicy: { LifecyclePolicyText: lastImages(100) },
    },
  });
});

test('takes a name, a number of images and a key', () => {
  const template = templateOf((stack) =>
    repository(stack, { repositoryName: 'shop/api', keptImages: 2, encryptionKey: new Key(stack, 'Key') }),
  );
  template.hasResourceProperties('AWS::ECR::Repository', {
    RepositoryName: 'shop/api',
    EncryptionConfiguration: { EncryptionType: 'KMS' },
    LifecyclePolicy: { LifecyclePolicyText: lastImages(2) },
  });
});

test('refuses to keep nothing to roll back to, and the tag that always moves', () => {
  const problems = 'cannot make ScannedRepository Shop/Images: ';
  expect(() => repository(new ShopStack(), { keptImages: 1 })).toThrow(
    new Error(`${problems}keptImages is 1, expected at least 2`),
  );
  expect(() => repository(new ShopStack()).image('latest')).toThrow(
    new Error(`${problems}tag is latest, expected one of its own for every build`),
  );
});
