import { CrossStackReferences, ReferenceStrength, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { DatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { Construct } from 'constructs';
import {
  AlarmSuite,
  type CommonAlarmProps,
  DailyBackupPlan,
  HighlyAvailableCache,
  JobQueue,
  PooledDatabaseConnections,
  ReplicatedDatabase,
  UploadBucket,
} from '../../constructs';
import type { ZoneProps } from './zone';

export interface DataStackProps extends ZoneProps {
  readonly vpc: IVpc;
  readonly alarmProps: CommonAlarmProps;
}

/** What keeps the data of the shop. */
export class DataStack extends Stack {
  readonly database: DatabaseCluster;
  readonly pool: PooledDatabaseConnections;
  readonly cache: HighlyAvailableCache;
  readonly uploads: UploadBucket;
  readonly orders: JobQueue;
  readonly alarms: Alarm[];

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, props);
    const { vpc, alarmProps } = props;
    const { cluster } = new ReplicatedDatabase(this, 'Database', { vpc, databaseName: 'shop' });
    this.database = cluster;
    this.pool = new PooledDatabaseConnections(this, 'Pool', { vpc, cluster });
    // Who may connect is said by a part of the proxy's ARN, and CloudFormation splits imports but not outputs it reads.
    CrossStackReferences.of(this.pool.proxy).produce(ReferenceStrength.STRONG);
    this.cache = new HighlyAvailableCache(this, 'Cache', { vpc });
    this.uploads = new UploadBucket(this, 'Uploads', {
      allowOrigins: [`https://shop.${props.zone.zoneName}`],
    });
    this.orders = new JobQueue(this, 'Orders', alarmProps);
    new DailyBackupPlan(this, 'Backup', {
      resources: [BackupResource.fromRdsDatabaseCluster(cluster)],
    });
    const suite = new AlarmSuite(this, 'Alarms', {
      ...alarmProps,
      databaseCluster: cluster,
      databaseProxy: this.pool.proxy,
      cache: this.cache.replicationGroup,
    });
    this.alarms = suite.alarms;
  }
}
