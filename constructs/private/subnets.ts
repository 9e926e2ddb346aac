import { type IVpc, type SubnetSelection, SubnetType } from 'aws-cdk-lib/aws-ec2';

/** The subnets for data: isolated ones, or private ones in a network that has none. */
export function privateSubnets(vpc: IVpc): SubnetSelection {
  return {
    subnetType: vpc.isolatedSubnets.length > 0 ? SubnetType.PRIVATE_ISOLATED : SubnetType.PRIVATE_WITH_EGRESS,
  };
}
