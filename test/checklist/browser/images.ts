import { Stack, type App } from 'aws-cdk-lib';
import { Repository, type IRepository, type RepositoryProps } from 'aws-cdk-lib/aws-ecr';
import { ContainerImage, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { Json, JsonObject } from '../../../lib/model/input';
import { resource } from '../serving/resources';

/** A task that runs some images. */
export const task = (...images: Json[]): JsonObject =>
  resource('ECS::TaskDefinition', {
    ContainerDefinitions: images.map((image, i) => ({ Name: `c${i}`, Image: image })),
  });

export const repository = (settings: JsonObject = {}, condition?: string): JsonObject =>
  resource('ECR::Repository', settings, condition);

export const onPush: JsonObject = { ImageScanningConfiguration: { ScanOnPush: true } };

const home = { env: { account: '111111111111', region: 'eu-west-1' } };

/** A task of the CDK that runs an image of a repository in another stack. */
export const built =
  (props: RepositoryProps, tag = '1.4.2', reach = (_: Stack, made: IRepository) => made) =>
  (app: App): void => {
    const made = new Repository(new Stack(app, 'Images', home), 'Repository', props);
    const stack = new Stack(app, 'Shop', home);
    const image = ContainerImage.fromEcrRepository(reach(stack, made), tag);
    new FargateTaskDefinition(stack, 'Task').addContainer('api', { image });
  };

/** The image of an asset of the CDK. */
export const asset =
  '111111111111.dkr.ecr.eu-west-1.amazonaws.com/cdk-hnb659fds-container-assets-111111111111-eu-west-1:' +
  '0123456789abcdef'.repeat(4);

export const ecr = (rest: string): string => `111111111111.dkr.ecr.eu-west-1.amazonaws.com/${rest}`;

export const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
