import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ScannedRepository } from '../../constructs';

export interface ImagesStackProps extends StackProps {
  readonly repositoryName: string;
}

/** Images are pushed before anything runs them, so their repository comes first. */
export class ImagesStack extends Stack {
  constructor(scope: Construct, id: string, props: ImagesStackProps) {
    super(scope, id, props);
    new ScannedRepository(this, 'Api', { repositoryName: props.repositoryName });
  }
}
