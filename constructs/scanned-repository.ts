import { RemovalPolicy, Token } from 'aws-cdk-lib';
import {
  type IRepository,
  Repository,
  RepositoryEncryption,
  TagMutability,
  TagStatus,
} from 'aws-cdk-lib/aws-ecr';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { controls } from './private/controls';
import { outOfRange, refuse } from './private/problems';

/** Properties of a ScannedRepository. */
export interface ScannedRepositoryProps {
  /**
   * The name of the repository.
   * @default - CloudFormation gives it one
   */
  readonly repositoryName?: string;
  /**
   * How many images are kept, the newest ones; at least 2, so that there is one to roll back to.
   * @default 100
   */
  readonly keptImages?: number;
  /**
   * The key that encrypts the images.
   * @default - a key of Amazon ECR
   */
  readonly encryptionKey?: IKey;
}

/** A repository that scans every image that is pushed, and whose tags never lead to another image. */
export class ScannedRepository extends Construct {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls('CODE2.scanned', 'CODE2.immutable');

  /** The repository. */
  public readonly repository: IRepository;

  constructor(scope: Construct, id: string, props: ScannedRepositoryProps = {}) {
    super(scope, id);
    refuse(this, [outOfRange('keptImages', props.keptImages, 2)]);
    this.repository = new Repository(this, 'Repository', {
      repositoryName: props.repositoryName,
      imageScanOnPush: true,
      imageTagMutability: TagMutability.IMMUTABLE,
      encryption: props.encryptionKey && RepositoryEncryption.KMS,
      encryptionKey: props.encryptionKey,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [{ tagStatus: TagStatus.ANY, maxImageCount: props.keptImages ?? 100 }],
    });
  }

  /** The image with a tag, for the tasks of a service. */
  public image(tag: string): ContainerImage {
    refuse(this, [
      !Token.isUnresolved(tag) && tag === 'latest'
        ? 'tag is latest, expected one of its own for every build'
        : undefined,
    ]);
    return ContainerImage.fromEcrRepository(this.repository, tag);
  }
}
