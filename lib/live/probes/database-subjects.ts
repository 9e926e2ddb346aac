import type { Probe, Subject } from '../probe';

/** What several items ask in the same words. */
export type Question = Omit<Probe, 'id'>;

/** Databases that RDS's interface tells about; those of DocumentDB and Neptune it tells, too. */
export const managed: readonly string[] = [
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::DocDB::DBCluster',
  'AWS::Neptune::DBCluster',
];

/** Databases that are asked in SQL and run on instances. */
export const relational: readonly string[] = ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'];

/** Databases that AWS replicates without being asked. */
export const replicated: readonly string[] = [
  'AWS::Cassandra::Table',
  'AWS::DSQL::Cluster',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::Serverless::SimpleTable',
];

/** The databases of the workload that are of some types. */
export function databases(types: readonly string[]): Subject {
  return { of: 'role', role: 'databases', types };
}

/** Actions that finding a database and its instances needs. */
export const describe: readonly string[] = ['rds:DescribeDBClusters', 'rds:DescribeDBInstances'];
/** The action that reading metrics needs. */
export const metrics = 'cloudwatch:GetMetricData';

export const userGuide = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide';
export const auroraGuide = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide';
